package io.strowger.testkit.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.testkit.capture.CapturedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The captured hunt through seven destinations, on the simulated switch. */
class FailedAttemptsTest {

  private static final List<String> ON_A_LEG =
      List.of(
          "originate_disposition",
          "DIALSTATUS",
          "originate_failed_cause",
          "last_bridge_hangup_cause",
          "last_bridge_proto_specific_hangup_cause",
          "sip_invite_failure_status",
          "sip_invite_failure_phrase",
          "sip_hangup_phrase",
          "sip_reason");
  private static final List<String> ON_B_LEG =
      List.of(
          "hangup_cause",
          "hangup_cause_q850",
          "sip_hangup_disposition",
          "sip_invite_failure_status",
          "sip_invite_failure_phrase",
          "sip_term_status",
          "sip_term_cause",
          "sip_reason",
          "proto_specific_hangup_cause",
          "duration",
          "billsec");

  private final ManualClock clock = SimulatorClock.manual(Instant.parse("2026-11-23T19:39:40Z"));
  private final SwitchSimulator simulator =
      SwitchSimulator.start(SwitchSettings.standard().by(clock));
  private final Controller controller = Controller.hearingAll(simulator);

  @AfterEach
  void stop() {
    controller.close();
    simulator.close();
  }

  @Test
  void every_failed_attempt_has_the_captured_cause_and_sip_status_on_both_legs() {
    // Given
    Played captured = Played.captured("inbound-json-failover-causes");
    simulator.farEnds().asCaptured();
    SimulatedCall call = simulator.place(CallScript.call("61399999995", "61422222222"));
    controller.execute(call.uuid(), "set", "continue_on_fail=true");
    controller.execute(call.uuid(), "set", "hangup_after_bridge=true");

    // When
    attempt(call, "sofia/internal/9503@127.0.0.1:5080");
    attempt(call, "sofia/internal/9404@127.0.0.1:5080");
    attempt(call, "sofia/internal/9486@127.0.0.1:5080");
    attempt(call, "{originate_timeout=2}sofia/internal/9000@127.0.0.1:5080");
    attempt(call, "{leg_progress_timeout=1}sofia/internal/1@127.0.0.1:5999");
    attempt(call, "{absolute_codec_string=PCMA}sofia/gateway/nope/1");
    controller.execute(call.uuid(), "bridge", "sofia/internal/9197@127.0.0.1:5080");
    clock.advance(Duration.ZERO);
    call.await(CallStage.BRIDGED);
    controller.awaitEvent("CHANNEL_BRIDGE", call.uuid());

    // Then
    Played simulated = new Played(controller.events());
    assertThat(results(simulated)).isEqualTo(results(captured));
    assertThat(ends(simulated)).isEqualTo(ends(captured));
  }

  @Test
  void a_call_without_continue_on_fail_ends_with_the_cause_of_its_attempt() {
    // Given
    simulator.farEnds().gateway("carrier", FarEnd.isBusy());
    SimulatedCall call = simulator.place(CallScript.call("1002", "61400000000"));

    // When
    controller.execute(call.uuid(), "bridge", "sofia/gateway/carrier/61400000000");
    clock.advance(Duration.ZERO);

    // Then
    CapturedEvent end = controller.awaitEvent("CHANNEL_HANGUP_COMPLETE", call.uuid());
    assertThat(end.header("Hangup-Cause")).isEqualTo("USER_BUSY");
  }

  @Test
  void a_far_end_that_rings_too_late_is_a_progress_timeout_on_its_leg_and_no_answer_on_ours() {
    // Given
    simulator
        .farEnds()
        .gateway("slow", FarEnd.rings(Duration.ofSeconds(9), Duration.ofSeconds(20)));
    SimulatedCall call = simulator.place(CallScript.call("1002", "61400000000"));
    controller.execute(call.uuid(), "set", "continue_on_fail=true");

    // When
    controller.execute(call.uuid(), "bridge", "{progress_timeout=5}sofia/gateway/slow/1");
    call.awaitAttempts(1);
    clock.advance(Duration.ofSeconds(5));

    // Then
    String bLeg = call.attempts().getFirst().legUuid();
    CapturedEvent end = controller.awaitEvent("CHANNEL_HANGUP_COMPLETE", bLeg);
    assertThat(end.header("Hangup-Cause")).isEqualTo("PROGRESS_TIMEOUT");
    assertThat(call.attempts().getFirst().cause()).isEqualTo("NO_ANSWER");
  }

  @Test
  void a_trunk_of_g711_refuses_a_caller_with_amr_only() {
    // Given
    simulator.farEnds().gateway("carrier", FarEnd.answersAtOnce());
    SimulatedCall call = simulator.place(CallScript.call("1002", "1").offeringAmrOnly());
    controller.execute(call.uuid(), "set", "continue_on_fail=true");

    // When
    controller.execute(call.uuid(), "bridge", "sofia/gateway/carrier/1");
    clock.advance(Duration.ZERO);

    // Then
    String bLeg = call.awaitAttempts(1).attempts().getFirst().legUuid();
    CapturedEvent end = controller.awaitEvent("CHANNEL_HANGUP_COMPLETE", bLeg);
    assertThat(end.header("Hangup-Cause")).isEqualTo("INCOMPATIBLE_DESTINATION");
    assertThat(end.variable("sip_invite_failure_status")).isEqualTo("488");
  }

  @Test
  void a_caller_who_gives_up_cancels_the_attempt() {
    // Given
    simulator.farEnds().gateway("carrier", FarEnd.ringsForEver());
    SimulatedCall call =
        simulator.place(CallScript.call("1002", "1").givingUpAfter(Duration.ofSeconds(7)));

    // When
    controller.execute(call.uuid(), "bridge", "sofia/gateway/carrier/1");
    call.awaitAttempts(1);
    clock.advance(Duration.ofSeconds(7));

    // Then
    CapturedEvent aEnd = controller.awaitEvent("CHANNEL_HANGUP_COMPLETE", call.uuid());
    String bLeg = call.attempts().getFirst().legUuid();
    CapturedEvent bEnd = controller.awaitEvent("CHANNEL_HANGUP_COMPLETE", bLeg);
    assertThat(aEnd.header("Hangup-Cause")).isEqualTo("ORIGINATOR_CANCEL");
    assertThat(aEnd.variable("sip_hangup_disposition")).isEqualTo("recv_cancel");
    assertThat(bEnd.header("Hangup-Cause")).isEqualTo("ORIGINATOR_CANCEL");
    assertThat(bEnd.variable("sip_hangup_disposition")).isEqualTo("send_cancel");
    assertThat(bEnd.variable("sip_invite_failure_status")).isEqualTo("487");
  }

  private void attempt(SimulatedCall call, String dialString) {
    int before = call.attempts().size();
    controller.execute(call.uuid(), "bridge", dialString);
    call.awaitAttempts(before + 1);
    clock.advance(Duration.ofSeconds(2));
  }

  /** What the A-leg says after each attempt. */
  private static List<List<String>> results(Played played) {
    return played.ofLeg(0).stream()
        .filter(event -> event.name().equals("CHANNEL_EXECUTE_COMPLETE"))
        .filter(event -> event.header("Application").equals("bridge"))
        .map(event -> ON_A_LEG.stream().map(event::variable).toList())
        .toList();
  }

  /** How each B-leg ended. */
  private static List<List<String>> ends(Played played) {
    return played.events().stream()
        .filter(event -> event.name().equals("CHANNEL_HANGUP_COMPLETE"))
        .map(event -> ON_B_LEG.stream().map(event::variable).toList())
        .toList();
  }
}
