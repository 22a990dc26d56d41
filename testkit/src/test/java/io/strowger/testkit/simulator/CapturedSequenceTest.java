package io.strowger.testkit.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.testkit.capture.Capture;
import io.strowger.testkit.capture.CapturedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The same call on the simulated switch and on the captured one. */
class CapturedSequenceTest {

  /** What a controller of calls listens to. */
  private static final Set<String> SUBSCRIBED =
      Set.of(
          "CHANNEL_CREATE",
          "CHANNEL_OUTGOING",
          "CHANNEL_ORIGINATE",
          "CHANNEL_PARK",
          "CHANNEL_UNPARK",
          "CHANNEL_PROGRESS",
          "CHANNEL_PROGRESS_MEDIA",
          "CHANNEL_ANSWER",
          "CHANNEL_BRIDGE",
          "CHANNEL_UNBRIDGE",
          "CHANNEL_EXECUTE_COMPLETE",
          "CHANNEL_HANGUP",
          "CHANNEL_HANGUP_COMPLETE",
          "CHANNEL_DESTROY");

  /** Headers that belong to that one laboratory or to a moment of FreeSWITCH's own bookkeeping. */
  private static final Set<String> NOT_SIMULATED =
      Set.of("variable_originate_early_media", "variable_rtp_local_sdp_str", "variable_sip_cseq");

  private final ManualClock clock = SimulatorClock.manual(Instant.parse("2026-11-23T19:39:10Z"));
  private final SwitchSimulator simulator =
      SwitchSimulator.start(SwitchSettings.standard().by(clock));

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void a_parked_bridged_answered_and_killed_call_tells_the_captured_events_on_each_leg() {
    // Given
    List<CapturedEvent> captured = Capture.load("inbound-json-park-bridge-answer-hangup").events();

    // When
    List<CapturedEvent> simulated = play();

    // Then
    for (String direction : List.of("inbound", "outbound")) {
      assertThat(sequence(simulated, direction)).isEqualTo(sequence(captured, direction));
    }
  }

  @Test
  void every_event_carries_the_headers_and_variables_of_the_captured_one() {
    // Given
    List<CapturedEvent> captured = Capture.load("inbound-json-park-bridge-answer-hangup").events();

    // When
    List<CapturedEvent> simulated = play();

    // Then
    for (String direction : List.of("inbound", "outbound")) {
      List<CapturedEvent> expected = of(captured, direction);
      List<CapturedEvent> actual = of(simulated, direction);
      for (int i = 0; i < expected.size(); i++) {
        Set<String> missing = new TreeSet<>(expected.get(i).headers().keySet());
        missing.removeAll(actual.get(i).headers().keySet());
        missing.removeAll(NOT_SIMULATED);
        assertThat(missing)
            .describedAs("missing in " + expected.get(i).name() + " of the " + direction + " leg")
            .isEmpty();
      }
    }
  }

  private List<CapturedEvent> play() {
    simulator.farEnds().number("9199", FarEnd.ringsThenAnswers(Duration.ofMillis(1_520)));
    Controller controller = Controller.hearingAll(simulator);
    SimulatedCall call =
        simulator.place(
            CallScript.call("61399999995", "61411111111")
                .named("Zoë O'Brien")
                .with("accountcode", "1002")
                .with("cgr_reqtype", "*prepaid")
                .with("cgr_account", "1002"));
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
    assertThat(controller.api("uuid_kill " + uuid + " NORMAL_CLEARING")).isEqualTo("+OK\n");
    controller.awaitEvent("CHANNEL_DESTROY", uuid);
    return controller.events();
  }

  private static List<CapturedEvent> of(List<CapturedEvent> events, String direction) {
    return events.stream()
        .filter(event -> SUBSCRIBED.contains(event.name()))
        .filter(event -> event.header("Call-Direction").equals(direction))
        .toList();
  }

  private static List<String> sequence(List<CapturedEvent> events, String direction) {
    return of(events, direction).stream()
        .map(event -> event.name() + " " + event.header("Application"))
        .toList();
  }
}
