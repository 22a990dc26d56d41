package io.strowger.gateway.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.switches.SwitchInventory;
import io.strowger.contracts.switches.SwitchInventory.Codec;
import io.strowger.contracts.switches.SwitchInventory.CodecKind;
import io.strowger.contracts.switches.SwitchInventory.SipProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InventoryTakingTest {
  private static final Instant NOW = Instant.parse("2026-11-23T19:40:00Z");

  private final Map<String, String> answers = new HashMap<>();
  private final List<String> asked = new ArrayList<>();

  @Test
  void tells_folders_codecs_and_profiles_of_a_switch() {
    // Given: what a running switch answered, its profile bound to web sockets too
    answers.put(
        "global_getvar",
        "hostname=vm\nlocal_ip_v4=192.0.2.2\nrecordings_dir=/var/lib/freeswitch/recordings\n"
            + "default_password=secret\nsounds_dir=/usr/share/freeswitch/sounds\n\n");
    answers.put("fsctl pause_check", "false");
    answers.put(
        "show codec as json",
        "{\"row_count\":4,\"rows\":[{\"type\":\"codec\",\"name\":\"G.711 alaw\",\"ikey\":"
            + "\"CORE_PCM_MODULE\"},{\"type\":\"codec\",\"name\":\"G.729\",\"ikey\":\"mod_g729\"},"
            + "{\"type\":\"codec\",\"name\":\"Sangoma G729\",\"ikey\":\"mod_sangoma_codec\"},"
            + "{\"type\":\"codec\",\"name\":\"AMR / Octet Aligned\",\"ikey\":\"mod_amr\"}]}");
    answers.put("show api as json", "{\"row_count\":1,\"rows\":[{\"name\":\"amr_debug\"}]}");
    answers.put(
        "sofia xmlstatus",
        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<profiles>\n<profile>\n"
            + "<name>internal</name>\n<type>profile</type>\n<data>sip:mod_sofia@192.0.2.2:5060"
            + "</data>\n<state>RUNNING (1)</state>\n</profile>\n<profile>\n<name>internal</name>\n"
            + "<type>profile</type>\n<data>sips:mod_sofia@192.0.2.2:5061</data>\n"
            + "<state>RUNNING (1) (WSS)</state>\n</profile>\n<gateway>\n<name>alpha</name>\n"
            + "<type>gateway</type>\n<data>sip:x@127.0.0.1:5090</data>\n<state>NOREG</state>\n"
            + "</gateway>\n\n<alias>\n<name>vm</name>\n<type>alias</type>\n<data>internal</data>\n"
            + "<state>ALIASED</state>\n</alias>\n</profiles>\n");
    answers.put(
        "sofia xmlstatus profile internal",
        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<profile>\n  <profile-info>\n"
            + "    <name>internal</name>\n    <wss-bind-url>sips:mod_sofia@192.0.2.2:7443;"
            + "transport=wss</wss-bind-url>\n  </profile-info>\n</profile>\n");

    // When
    SwitchInventory inventory = taken();

    // Then
    assertThat(inventory.hostname()).isEqualTo("vm");
    assertThat(inventory.paused()).isFalse();
    assertThat(inventory.folders())
        .isEqualTo(
            Map.of(
                "recordings_dir",
                "/var/lib/freeswitch/recordings",
                "sounds_dir",
                "/usr/share/freeswitch/sounds"));
    assertThat(inventory.codecs())
        .containsExactly(
            new Codec("G.711 alaw", CodecKind.REAL, "CORE_PCM_MODULE"),
            new Codec("G.729", CodecKind.PASSTHROUGH, "mod_g729"),
            new Codec("Sangoma G729", CodecKind.HARDWARE, "mod_sangoma_codec"),
            new Codec("AMR / Octet Aligned", CodecKind.REAL, "mod_amr"));
    assertThat(inventory.profiles())
        .containsExactly(
            new SipProfile(
                "internal",
                List.of("sip:mod_sofia@192.0.2.2:5060"),
                List.of("sips:mod_sofia@192.0.2.2:7443;transport=wss"),
                List.of("alpha")));
    assertThat(Capabilities.of(inventory))
        .containsExactly(
            "codec:AMR=real",
            "codec:G.711-alaw=real",
            "codec:G.729=passthrough",
            "codec:Sangoma-G729=hardware",
            "inbound",
            "wss");
  }

  @Test
  void takes_amr_without_its_library_for_passing_only() {
    // Given
    answers.put(
        "show codec as json",
        "{\"row_count\":1,\"rows\":[{\"name\":\"AMR / Octet Aligned\",\"ikey\":\"mod_amr\"}]}");
    answers.put("show api as json", "{\"row_count\":1,\"rows\":[{\"name\":\"version\"}]}");

    // Then
    assertThat(taken().codecs()).extracting(Codec::kind).containsExactly(CodecKind.PASSTHROUGH);
  }

  @Test
  void leaves_out_what_a_switch_does_not_tell() {
    // Given
    answers.put("fsctl pause_check", "true");

    // When: all else is refused
    SwitchInventory inventory = taken();

    // Then
    assertThat(inventory).isEqualTo(new SwitchInventory("", true, Map.of(), List.of(), List.of()));
    assertThat(asked)
        .containsExactly(
            "global_getvar", "fsctl pause_check", "show codec as json", "sofia xmlstatus");
  }

  private SwitchInventory taken() {
    List<SwitchInventory> taken = new ArrayList<>();
    new InventoryTaking(
            (api, listener, now) -> {
              asked.add(api);
              listener.told(answers.getOrDefault(api, "-ERR permission denied"), now);
            },
            (inventory, now) -> taken.add(inventory))
        .begin(NOW);
    assertThat(taken).hasSize(1);
    return taken.getFirst();
  }
}
