package io.strowger.testkit.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.testkit.capture.CapturedEvent;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A grant in time is enforced by the switch itself. */
class ScheduledTest {

  private static final String START = "2026-11-23T19:39:10Z";

  private final ManualClock clock = SimulatorClock.manual(Instant.parse(START));
  private final SwitchSimulator simulator =
      SwitchSimulator.start(SwitchSettings.standard().by(clock));
  private final Controller controller = Controller.hearingAll(simulator);

  @BeforeEach
  void answerAfterTwoSeconds() {
    simulator.farEnds().gateway("carrier", FarEnd.ringsThenAnswers(Duration.ofSeconds(2)));
  }

  @AfterEach
  void stop() {
    controller.close();
    simulator.close();
  }

  @Test
  void the_first_grant_starts_at_the_answer_and_ends_the_call_without_a_controller() {
    // Given
    SimulatedCall call = simulator.place(CallScript.call("1002", "61400000000"));
    String uuid = call.uuid();
    controller.execute(uuid, "set", "hangup_after_bridge=true");
    controller.execute(
        uuid, "set", "api_on_answer=sched_api +60 grant-1 uuid_kill " + uuid + " ALLOTTED_TIMEOUT");
    controller.execute(uuid, "bridge", "sofia/gateway/carrier/61400000000");
    call.await(CallStage.ATTEMPTED);

    // When
    clock.advance(Duration.ofSeconds(2));
    call.await(CallStage.BRIDGED);
    assertThat(simulator.scheduledGroups()).containsExactly("grant-1");
    simulator.dropConnections();
    clock.advance(Duration.ofSeconds(59));
    assertThat(call.has(CallStage.ENDED)).isFalse();
    clock.advance(Duration.ofSeconds(1));

    // Then
    call.await(CallStage.ENDED);
    assertThat(call.hangupCause()).isEqualTo("ALLOTTED_TIMEOUT");
    assertThat(simulator.legs()).isEmpty();
  }

  @Test
  void a_dialled_leg_may_start_a_grant_with_its_own_answer() {
    // Given
    SimulatedCall call = simulator.place(CallScript.call("1002", "61400000000"));
    String uuid = call.uuid();
    controller.api("uuid_answer " + uuid);
    controller.execute(
        uuid,
        "bridge",
        "{api_on_answer_grant='sched_api +60 grant-1 uuid_kill "
            + uuid
            + " ALLOTTED_TIMEOUT'}sofia/gateway/carrier/61400000000");
    call.await(CallStage.ATTEMPTED);
    assertThat(simulator.scheduledGroups()).isEmpty();

    // When
    clock.advance(Duration.ofSeconds(2));
    call.await(CallStage.BRIDGED);

    // Then
    assertThat(simulator.scheduledGroups()).containsExactly("grant-1");
  }

  @Test
  void a_grant_is_renewed_by_the_next_group_and_the_deletion_of_the_old_one() {
    // Given
    SimulatedCall call = simulator.place(CallScript.call("1002", "61400000000"));
    String kill = " uuid_kill " + call.uuid() + " ALLOTTED_TIMEOUT";
    assertThat(controller.api("sched_api +60 grant-1" + kill)).isEqualTo("+OK Added: 4\n");

    // When
    clock.advance(Duration.ofSeconds(50));
    assertThat(controller.api("sched_api +70 grant-2" + kill)).isEqualTo("+OK Added: 5\n");
    assertThat(controller.api("sched_del grant-1")).isEqualTo("+OK Deleted: 1\n");
    clock.advance(Duration.ofSeconds(69));

    // Then
    assertThat(call.has(CallStage.ENDED)).isFalse();
    clock.advance(Duration.ofSeconds(1));
    assertThat(call.await(CallStage.ENDED).hangupCause()).isEqualTo("ALLOTTED_TIMEOUT");
  }

  @Test
  void call_record_variables_agree_with_each_other_to_the_microsecond() {
    // Given
    SimulatedCall call =
        simulator.place(
            CallScript.call("1002", "61400000000").talkingFor(Duration.ofMillis(61_500)));
    controller.execute(call.uuid(), "bridge", "sofia/gateway/carrier/61400000000");
    call.await(CallStage.ATTEMPTED);

    // When
    clock.advance(Duration.ofSeconds(2));
    call.await(CallStage.BRIDGED);
    clock.advance(Duration.ofMillis(61_500));

    // Then
    CapturedEvent end = controller.awaitEvent("CHANNEL_HANGUP_COMPLETE", call.uuid());
    long start = Instant.parse(START).getEpochSecond() * 1_000_000;
    assertThat(end.variable("start_uepoch")).isEqualTo(Long.toString(start));
    assertThat(end.variable("answer_uepoch")).isEqualTo(Long.toString(start + 2_000_000));
    assertThat(end.variable("end_uepoch")).isEqualTo(Long.toString(start + 63_500_000));
    assertThat(end.variable("billusec")).isEqualTo("61500000");
    assertThat(end.variable("billsec")).isEqualTo("61");
    assertThat(end.variable("duration")).isEqualTo("63");
    assertThat(end.variable("sip_hangup_disposition")).isEqualTo("recv_bye");
    assertThat(end.variable("rtp_audio_in_mos")).isEqualTo("4.50");
  }

  @Test
  void a_parked_call_that_nobody_takes_ends_after_its_park_timeout() {
    // Given
    SimulatedCall call =
        simulator.place(
            CallScript.call("1002", "61400000000").with("park_timeout", "10:NO_ROUTE_DESTINATION"));

    // When
    clock.advance(Duration.ofSeconds(10));

    // Then
    assertThat(call.await(CallStage.ENDED).hangupCause()).isEqualTo("NO_ROUTE_DESTINATION");
  }

  @Test
  void a_far_end_that_hangs_up_ends_the_call() {
    // Given
    simulator
        .farEnds()
        .gateway("carrier", FarEnd.answersAtOnce().hangingUpAfter(Duration.ofSeconds(30)));
    SimulatedCall call = simulator.place(CallScript.call("1002", "61400000000"));
    controller.execute(call.uuid(), "set", "hangup_after_bridge=true");
    controller.execute(call.uuid(), "bridge", "sofia/gateway/carrier/61400000000");
    clock.advance(Duration.ZERO);
    call.await(CallStage.BRIDGED);

    // When
    clock.advance(Duration.ofSeconds(30));

    // Then
    CapturedEvent aEnd = controller.awaitEvent("CHANNEL_HANGUP_COMPLETE", call.uuid());
    String bLeg = call.attempts().getFirst().legUuid();
    CapturedEvent bEnd = controller.awaitEvent("CHANNEL_HANGUP_COMPLETE", bLeg);
    assertThat(aEnd.variable("sip_hangup_disposition")).isEqualTo("send_bye");
    assertThat(bEnd.variable("sip_hangup_disposition")).isEqualTo("recv_bye");
    assertThat(bEnd.variable("originator")).isEqualTo(call.uuid());
  }
}
