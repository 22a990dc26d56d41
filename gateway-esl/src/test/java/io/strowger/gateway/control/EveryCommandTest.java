package io.strowger.gateway.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.CommandOutcome;
import io.strowger.contracts.command.CommandResult;
import io.strowger.contracts.wire.WireNames;
import io.strowger.gateway.call.LegDirectory;
import io.strowger.gateway.call.ReturnAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EveryCommandTest {
  private static final String U = Examples.LEG;
  private static final String O = Examples.OTHER;
  private static final String DIALLED =
      "originate_timeout=30,progress_timeout=5,origination_caller_id_number=61399999995,"
          + "origination_caller_id_name=Alice,absolute_codec_string=PCMA\\,PCMU,"
          + "strowger_carrier=carrier-1,strowger_attempt=1}sofia/gateway/west/4420";

  /** What the switch is asked, one line each: API commands, or application and argument. */
  private static final Map<String, List<String>> ASKED =
      Map.ofEntries(
          asked("answer_leg", "uuid_answer " + U),
          asked("hang_up_leg", "uuid_kill " + U + " NORMAL_CLEARING"),
          asked("set_variables", "uuid_setvar " + U + " note hello"),
          asked(
              "schedule_hang_up",
              "uuid_exists " + U,
              "sched_api +90 grant-2 uuid_kill " + U + " ALLOTTED_TIMEOUT",
              "sched_del grant-1"),
          asked("cancel_scheduled_hang_up", "sched_del grant-2"),
          asked("play_media", "uuid_broadcast " + U + " ivr/hello.wav aleg"),
          asked("originate_leg", "originate {origination_uuid=" + U + "," + DIALLED + " &park()"),
          asked("park_leg", "uuid_park " + U),
          asked("ring_leg", "uuid_ring_ready " + U),
          asked("pre_answer_leg", "uuid_pre_answer " + U),
          asked("bridge_legs", "uuid_bridge " + U + " " + O),
          asked(
              "transfer_leg",
              "uuid_transfer " + U + " -both 61411111111 XML public",
              "sched_del grant-1"),
          asked("transfer_attended", "att_xfer: {" + DIALLED),
          asked("deflect_leg", "uuid_deflect " + U + " sip:4420@192.0.2.9:5080"),
          asked(
              "schedule_transfer",
              "uuid_exists " + U,
              "sched_api +90 later-1 uuid_transfer " + U + " 61411111111 XML public"),
          asked("hold_leg", "uuid_exists " + U, "uuid_hold " + U),
          asked("resume_leg", "uuid_exists " + U, "uuid_hold off " + U),
          asked("renegotiate_media", "uuid_media_reneg " + U + " =PCMA,PCMU"),
          asked("route_media", "uuid_media off " + U),
          asked(
              "eavesdrop_leg",
              "originate {origination_uuid=" + U + "," + DIALLED + " &eavesdrop(" + O + ")"),
          asked("query_leg", "uuid_dump " + U + " json"),
          asked("check_leg", "uuid_exists " + U),
          asked("stop_media", "uuid_break " + U + " all"),
          asked(
              "collect_digits",
              "unset: strowger_digits",
              "play_and_get_digits: 1 4 3 5000 9# ivr/enter.wav ivr/again.wav strowger_digits"
                  + " [0-9*#]+ 5000"),
          asked("send_digits", "uuid_send_dtmf " + U + " 1234#"),
          asked("mute_leg", "uuid_audio " + U + " start read mute 1"),
          asked("unmute_leg", "uuid_audio " + U + " stop"),
          asked(
              "record_leg",
              "global_getvar recordings_dir",
              "uuid_record " + U + " start /rec/2026/call.wav 3600"),
          asked("join_conference", "conference: room1@default+flags{mute|deaf}"),
          asked("hang_up_all", "hupall NORMAL_CLEARING strowger_tenant acme"),
          asked("pause_switch", "fsctl pause"),
          asked("resume_switch", "fsctl resume"),
          asked("rescan_profile", "sofia profile internal rescan"),
          asked("reload_xml", "reloadxml"),
          asked("reload_acl", "reloadacl"),
          asked("list_on_switch", "show registrations as json"),
          asked("query_global_variable", "global_getvar recordings_dir"),
          asked("execute_api", "status all"));

  private final List<CommandResult> results = new ArrayList<>();

  static Stream<CallCommand> commands() {
    return Examples.all().stream();
  }

  @Test
  void no_command_is_forgotten_here() {
    assertThat(Examples.all())
        .extracting(command -> WireNames.typeOf(command.getClass()))
        .containsExactlyInAnyOrderElementsOf(
            WireNames.alternativesOf(CallCommand.class).stream().map(WireNames::typeOf).toList());
  }

  @Test
  void no_command_is_missing_on_the_page_of_commands() throws Exception {
    String page = Files.readString(Path.of("../docs/commands.md"));

    assertThat(WireNames.alternativesOf(CallCommand.class))
        .extracting(WireNames::typeOf)
        .allMatch(type -> page.contains("`" + type + "`"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void asks_the_switch_for_exactly_what_the_command_means(CallCommand command) {
    // Given
    RecordingLine line = new RecordingLine();

    // When
    desk(line).submit(new Submitted(command, null), Commands.NOW);

    // Then
    String type = WireNames.typeOf(command.getClass());
    List<String> expected = ASKED.get(type);
    if (expected == null) {
      assertThat(type).as("told by PlanningTest").isEqualTo("bridge_call");
    } else {
      assertThat(line.asked()).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void tells_unknown_when_the_connection_is_lost_after_sending(CallCommand command) {
    // Given
    CommandDesk desk = desk(new SilentLine());
    desk.submit(new Submitted(command, null), Commands.NOW);

    // When
    desk.connectionLost(Commands.NOW);

    // Then
    assertThat(results)
        .singleElement()
        .extracting(CommandResult::outcome)
        .isEqualTo(CommandOutcome.UNKNOWN);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void tells_gone_when_the_switch_knows_no_such_leg(CallCommand command) {
    // Given
    RecordingLine line = new RecordingLine();
    line.legIsGone();

    // When
    desk(line).submit(new Submitted(command, null), Commands.NOW);

    // Then: to have hung up or cancelled what is no more is success
    String type = WireNames.typeOf(command.getClass());
    boolean aboutALeg = !(command instanceof io.strowger.contracts.command.SwitchCommand);
    boolean dialsAnother = command.dial() != null && !"bridge_call".equals(type);
    boolean goneIsFine = Set.of("hang_up_leg", "cancel_scheduled_hang_up").contains(type);
    if (aboutALeg && !dialsAnother && !goneIsFine) {
      assertThat(results)
          .singleElement()
          .extracting(CommandResult::outcome)
          .isEqualTo(CommandOutcome.GONE);
    }
    assertThat(results).hasSizeLessThanOrEqualTo(1);
  }

  private CommandDesk desk(Line line) {
    return new CommandDesk(
        line,
        new LegDirectory(),
        new ReturnAddress(Examples.head().switchId(), 0, 7),
        new CommandDesk.Told((result, trace) -> results.add(result), event -> {}),
        new CommandPolicy(60, Set.of(Examples.OPERATOR), Set.of(Examples.API)));
  }

  private static Map.Entry<String, List<String>> asked(String type, String... lines) {
    return Map.entry(type, Stream.of(lines).collect(Collectors.toList()));
  }
}
