package io.strowger.gateway.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.switches.SwitchStatus.ConnectionState;
import io.strowger.contracts.switches.SwitchStatus.Trouble;
import io.strowger.gateway.doctor.Finding.Severity;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DoctorTest {
  private static final Patient.Door LOCAL = new Patient.Door("127.0.0.1", 8021, null, false, false);
  private static final Patient.Door REMOTE =
      new Patient.Door("192.0.2.10", 8021, null, false, true);

  @Test
  void finds_nothing_where_nothing_is_wrong() {
    Patient well = withClock(Duration.ofMillis(-300));

    assertThat(Doctor.examine(well))
        .singleElement()
        .extracting(Finding::severity)
        .isEqualTo(Severity.WELL);
  }

  @ParameterizedTest
  @CsvSource({"PT16.04S, 16.0 s ahead of", "PT-2M, 120.0 s behind"})
  void warns_of_a_clock_that_goes_wrong(Duration ahead, String told) {
    Finding finding = Doctor.examine(withClock(ahead)).getFirst();

    assertThat(finding.severity()).isEqualTo(Severity.RISKY);
    assertThat(finding.problem()).contains(told);
    assertThat(lines(finding)).contains("fs_cli -x \"fsctl sync_clock_when_idle\"");
  }

  private static Patient withClock(Duration ahead) {
    return new Patient("fs1", LOCAL, ConnectionState.UP, null, null, "127.0.0.1", false, ahead);
  }

  @Test
  void tells_how_a_switch_that_listens_on_its_own_machine_alone_is_made_to_listen() {
    Finding finding = sick(REMOTE, Trouble.UNREACHABLE, "Connection refused");

    assertThat(finding.problem()).contains("listens on its own machine alone");
    assertThat(lines(finding))
        .contains(
            "<param name=\"listen-ip\" value=\"0.0.0.0\"/>",
            "<param name=\"apply-inbound-acl\" value=\"strowger_gateways\"/>",
            "  <node type=\"allow\" cidr=\"192.0.2.99/32\"/>",
            "fs_cli -x \"reload mod_event_socket\"");
  }

  @Test
  void tells_the_list_that_lets_the_gateway_in() {
    Finding finding = sick(REMOTE, Trouble.ACCESS_LIST, "refused");

    assertThat(lines(finding))
        .contains(
            "<param name=\"apply-inbound-acl\" value=\"strowger_gateways\"/>",
            "<list name=\"strowger_gateways\" default=\"deny\">",
            "  <node type=\"allow\" cidr=\"192.0.2.99/32\"/>",
            "fs_cli -x \"reloadacl\"");
  }

  @Test
  void tells_where_the_password_stands() {
    Finding finding = sick(LOCAL, Trouble.PASSWORD, "refused");

    assertThat(finding.remedies())
        .extracting(Finding.Remedy::where)
        .contains("autoload_configs/event_socket.conf.xml", "/etc/fs_cli.conf");
  }

  @Test
  void tells_the_rights_that_a_user_lacks() {
    Patient.Door asUser = new Patient.Door("127.0.0.1", 8021, "strowger@west", false, false);

    assertThat(lines(sick(asUser, Trouble.RIGHTS, "version")))
        .contains(
            "<param name=\"esl-allowed-events\" value=\"all\"/>",
            "<param name=\"esl-allowed-api\" value=\"all\"/>");
    assertThat(lines(sick(asUser, Trouble.PASSWORD, "no")))
        .contains("<param name=\"esl-password\" value=\"a-long-random-password\"/>");
  }

  @Test
  void warns_of_the_password_that_everybody_knows_and_of_clear_text() {
    Patient.Door risky = new Patient.Door("192.0.2.10", 8021, null, true, false);
    Patient patient = new Patient("fs1", risky, ConnectionState.UP, null, null, null, true, null);

    assertThat(Doctor.examine(patient))
        .hasSize(3)
        .allMatch(finding -> finding.severity() == Severity.RISKY);
    assertThat(Report.of(Doctor.examine(patient)).healthy()).isTrue();
  }

  @Test
  void tells_how_a_switch_that_only_brings_calls_is_dialled_too() {
    Finding finding = Doctor.isNotDialled("fs1", "192.0.2.10", "192.0.2.99");

    assertThat(finding.severity()).isEqualTo(Severity.RISKY);
    assertThat(finding.problem()).contains("nobody hears how the call ends");
    assertThat(lines(finding))
        .contains(
            "<param name=\"listen-ip\" value=\"0.0.0.0\"/>",
            "  <node type=\"allow\" cidr=\"192.0.2.99/32\"/>",
            "STROWGER_GATEWAY_SWITCHES=fs1=192.0.2.10:8021");
  }

  @Test
  void tells_the_dialplan_that_full_is_missing() {
    assertThat(lines(Doctor.lacksFull("192.0.2.10", "gateway.example:8084")))
        .contains("<action application=\"socket\" data=\"gateway.example:8084 async full\"/>");
  }

  @ParameterizedTest
  @EnumSource
  void has_something_to_say_of_every_trouble(Trouble trouble) {
    Finding finding = sick(REMOTE, trouble, "so it is");

    assertThat(finding.severity()).isEqualTo(Severity.WRONG);
    assertThat(Report.of(List.of(finding)).healthy()).isFalse();
    assertThat(Report.of(List.of(finding)).text()).startsWith("[WRONG] fs1: ");
  }

  private static Finding sick(Patient.Door door, Trouble trouble, @Nullable String reason) {
    Patient patient =
        new Patient("fs1", door, ConnectionState.DOWN, trouble, reason, "192.0.2.99", false, null);
    return Doctor.examine(patient).getFirst();
  }

  private static List<String> lines(Finding finding) {
    return finding.remedies().stream().flatMap(remedy -> remedy.lines().stream()).toList();
  }
}
