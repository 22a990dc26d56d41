package io.strowger.testkit.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The same calls on the simulated switch and on the captured one. */
class CapturedSequenceTest {

  private final ManualClock clock = SimulatorClock.manual(Instant.parse("2026-11-23T19:39:10Z"));
  private final SwitchSimulator simulator =
      SwitchSimulator.start(SwitchSettings.standard().by(clock));
  private final Controller controller = Controller.hearingAll(simulator);

  @AfterEach
  void stop() {
    controller.close();
    simulator.close();
  }

  @Test
  void a_parked_bridged_answered_and_killed_call_is_told_as_captured() {
    // Given
    Played captured = Played.captured("inbound-json-park-bridge-answer-hangup");
    simulator.farEnds().asCaptured();

    // When
    SimulatedCall call = placeAsCaptured();
    String uuid = call.uuid();
    controller.execute(uuid, "set", "hangup_after_bridge=true");
    controller.execute(uuid, "set", "continue_on_fail=true");
    controller.execute(uuid, "set", "strowger_account=1002");
    controller.execute(
        uuid,
        "bridge",
        "{originate_timeout=30,progress_timeout=5,sip_invite_call_id=${sip_call_id},"
            + "sip_h_X-CID=${sip_call_id}}sofia/internal/9199@127.0.0.1:5080");
    call.await(CallStage.ATTEMPTED);
    clock.advance(Duration.ofMillis(1_520));
    call.await(CallStage.BRIDGED);
    clock.advance(Duration.ofSeconds(5));
    controller.api("uuid_kill " + uuid + " NORMAL_CLEARING");

    // Then
    Played simulated = played(uuid);
    assertThat(simulated.sequences()).isEqualTo(captured.sequences());
    assertThat(simulated.missing(captured)).isEmpty();
  }

  @Test
  void a_call_that_ends_in_early_media_is_told_as_captured() {
    // Given
    Played load = Played.captured("load-json-300-calls");
    Played captured = load.call(load.firstCallTo("9198"));
    simulator.farEnds().number("9198", FarEnd.playsForEver());

    // When
    SimulatedCall call = placeAsCaptured();
    String uuid = call.uuid();
    controller.execute(uuid, "set", "hangup_after_bridge=true");
    controller.execute(uuid, "bridge", "{originate_timeout=30}sofia/internal/9198@127.0.0.1:5080");
    clock.advance(Duration.ofMillis(20));
    call.await(CallStage.BRIDGED);
    controller.command("bgapi sched_hangup +2 " + uuid + " NORMAL_CLEARING\n\n");
    clock.advance(Duration.ofSeconds(2));

    // Then
    assertThat(played(uuid).sequences()).isEqualTo(captured.sequences());
  }

  @Test
  void a_busy_far_end_leaves_the_same_trace_as_captured() {
    // Given
    Played captured = Played.captured("transcode-by-sdp-busy");
    simulator.farEnds().asCaptured();

    // When
    SimulatedCall call = placeAsCaptured();
    String uuid = call.uuid();
    controller.execute(uuid, "set", "bypass_media=true");
    controller.execute(uuid, "set", "hangup_after_bridge=true");
    controller.execute(uuid, "set", "continue_on_fail=true");
    controller.command(bridgeInBody(uuid, "9486"));
    clock.advance(Duration.ZERO);
    controller.awaitEvent("CHANNEL_DESTROY", call.awaitAttempts(1).attempts().getFirst().legUuid());

    // Then
    Played simulated = new Played(controller.events());
    assertThat(simulated.sequences()).isEqualTo(captured.sequences());
    assertThat(call.has(CallStage.ENDED)).isFalse();
  }

  @Test
  void a_relayed_call_is_told_as_captured_and_the_caller_gets_the_relays_sdp() {
    // Given
    Played captured = Played.captured("transcode-by-sdp-answered");
    simulator.farEnds().asCaptured();

    // When
    SimulatedCall call =
        simulator.place(asCaptured().offeringAmrOnly().talkingFor(Duration.ofMillis(2_520)));
    String uuid = call.uuid();
    controller.execute(uuid, "set", "bypass_media=true");
    controller.execute(uuid, "set", "hangup_after_bridge=true");
    controller.execute(uuid, "set", "continue_on_fail=true");
    controller.command(bridgeInBody(uuid, "9196"));
    clock.advance(Duration.ZERO);
    call.await(CallStage.BRIDGED);
    clock.advance(Duration.ofMillis(2_520));

    // Then
    Played simulated = played(uuid);
    assertThat(simulated.sequences()).isEqualTo(captured.sequences());
    assertThat(call.attempts().getFirst().offer()).isEqualTo(sdp(1, 50_002, "8 101", PCMA));
    assertThat(call.sdpsToCaller()).containsExactly(sdp(2, 50_000, "104 110", AMR).strip());
    assertThat(simulated.last("CHANNEL_ANSWER", 1).variable("switch_r_sdp")).contains("PCMA/8000");
  }

  @Test
  void a_relayed_call_with_early_media_is_told_as_captured() {
    // Given
    Played captured = Played.captured("transcode-early-media");
    simulator
        .farEnds()
        .number("9198", FarEnd.playsThenAnswers(Duration.ofMillis(20), Duration.ofSeconds(5)));

    // When
    SimulatedCall call =
        simulator.place(asCaptured().offeringAmrOnly().talkingFor(Duration.ofMillis(2_500)));
    String uuid = call.uuid();
    controller.execute(uuid, "set", "hangup_after_bridge=true");
    controller.execute(uuid, "set", "continue_on_fail=true");
    assertThat(controller.api("uuid_media off " + uuid)).isEqualTo("+OK Success\n");
    controller.command(inBody(uuid, "set", "switch_m_sdp=" + sdp(2, 50_000, "104 110", AMR)));
    assertThat(controller.api("uuid_pre_answer " + uuid)).isEqualTo("+OK\n");
    controller.command(bridgeInBody(uuid, "9198"));
    clock.advance(Duration.ofMillis(20));
    call.await(CallStage.BRIDGED);
    clock.advance(Duration.ofSeconds(5));
    call.await(CallStage.ANSWERED);
    clock.advance(Duration.ofMillis(2_500));

    // Then
    assertThat(played(uuid).sequences()).isEqualTo(captured.sequences());
    String relays = sdp(2, 50_000, "104 110", AMR);
    assertThat(call.sdpsToCaller()).containsExactly(relays, relays.strip());
  }

  private static final String PCMA = "a=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000";
  private static final String AMR =
      "a=rtpmap:104 AMR/8000\r\na=fmtp:104 mode-set=7; octet-align=1\r\n"
          + "a=rtpmap:110 telephone-event/8000";

  private static String sdp(int id, int port, String payloads, String lines) {
    return "v=0\r\no=tc %d %d IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
            .formatted(id, id)
        + "m=audio %d RTP/AVP %s\r\n%s\r\na=ptime:20\r\n".formatted(port, payloads, lines);
  }

  private static String bridgeInBody(String uuid, String number) {
    String toTrunk = sdp(1, 50_002, "8 101", PCMA);
    String hook = "uuid_setvar " + uuid + " switch_m_sdp " + sdp(2, 50_000, "104 110", AMR);
    String variables = "{switch_m_sdp='" + toTrunk + "',api_on_answer='" + hook + "'}";
    return inBody(uuid, "bridge", variables + "sofia/internal/" + number + "@127.0.0.1:5080");
  }

  private static String inBody(String uuid, String application, String argument) {
    int length = argument.getBytes(StandardCharsets.UTF_8).length;
    return "sendmsg %s\ncall-command: execute\nexecute-app-name: %s\n".formatted(uuid, application)
        + "content-type: text/plain\ncontent-length: %d\n\n%s".formatted(length, argument);
  }

  private static CallScript asCaptured() {
    CallScript script = CallScript.call("61399999995", "61411111111").named("Zoë O'Brien");
    for (Map.Entry<String, String> variable :
        java.util.List.of(
            Map.entry("accountcode", "1002"),
            Map.entry("cgr_reqtype", "*prepaid"),
            Map.entry("cgr_account", "1002"))) {
      script = script.with(variable.getKey(), variable.getValue());
    }
    return script;
  }

  private SimulatedCall placeAsCaptured() {
    return simulator.place(asCaptured());
  }

  private Played played(String uuid) {
    controller.awaitEvent("CHANNEL_DESTROY", uuid);
    return new Played(controller.events()).call(uuid);
  }
}
