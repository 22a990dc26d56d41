package io.strowger.routing.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.call.CallAddress;
import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.call.EventHead;
import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.call.LegRole;
import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.CommandOutcome;
import io.strowger.contracts.command.CommandResult;
import io.strowger.contracts.command.LegCommand;
import io.strowger.contracts.id.CommandId;
import io.strowger.contracts.id.EventId;
import io.strowger.contracts.id.LegId;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Commands that a gateway gave back unexecuted, for another one serves the call. */
class ReturnedCommandsTest extends OneHunt {
  @Test
  void an_attempt_is_sent_to_the_gateway_that_serves_the_call_now() {
    // Given
    park();
    CallCommand first = command();

    // When
    returned(first, 5, 99, NOW.plusMillis(20));

    // Then
    CallCommand.BridgeCall again = (CallCommand.BridgeCall) command();
    assertThat(now().caller().partition()).isEqualTo(5);
    assertThat(again.head().epoch()).isEqualTo(99);
    assertThat(again.head().deadline()).isEqualTo(first.head().deadline());
    assertThat(again.head().commandId()).isNotEqualTo(first.head().commandId());
    assertThat(again.dial()).isEqualTo(first.dial());
  }

  @Test
  void its_result_counts_also_after_the_answer() {
    park();
    returned(command(), 5, 99, NOW);
    CallCommand again = command();
    EventHead ofLeg =
        new EventHead(
            new EventId("core:9"),
            HuntPolicyTest.CALL,
            new LegId("b"),
            switchOf(again),
            NOW,
            5,
            99);
    take(policy.answered(hunt, new CallEvent.LegAnswered(ofLeg, LegRole.B_LEG, NOW, null), NOW));

    take(policy.executed(hunt, result(again, CommandOutcome.COMPLETED, 5, 99), NOW));

    assertThat(now().stage()).isEqualTo(Stage.ENDED);
  }

  @Test
  void while_nobody_serves_the_call_it_is_tried_again_after_a_moment() {
    park();
    returned(command(), 3, 77, NOW);

    returned(command(), 3, 77, NOW);
    assertThat(orders).isEmpty();
    Instant next = Objects.requireNonNull(now().deadline());
    assertThat(next).isEqualTo(NOW.plusSeconds(1));

    take(policy.waitedTooLong(now(), next));
    assertThat(command()).isInstanceOf(CallCommand.BridgeCall.class);
  }

  @Test
  void it_is_not_tried_beyond_its_deadline_nor_for_ever() {
    park();
    CallCommand late = command();
    returned(late, 5, 99, late.head().deadline().plusMillis(1));
    assertThat(((CallCommand.HangUpLeg) command()).cause()).hasToString("NORMAL_TEMPORARY_FAILURE");

    hunt = null;
    park();
    for (int time = 1; time <= 5; time++) {
      returned(command(), 3, 77, NOW);
      if (orders.isEmpty()) {
        take(policy.waitedTooLong(now(), NOW));
      }
    }
    returned(command(), 3, 77, NOW);
    assertThat(command()).isInstanceOf(CallCommand.HangUpLeg.class);
  }

  @Test
  void a_hang_up_that_came_back_is_sent_again_at_once_and_then_once_a_moment() {
    // Given
    park();
    expired(command());
    returned(command(), 5, 99, NOW);
    CallCommand second = command();
    assertThat(second.head().epoch()).isEqualTo(99);

    // When: its answer comes, and comes again
    returned(second, 5, 99, NOW);
    returned(second, 5, 99, NOW.plusMillis(900));

    // Then
    assertThat(orders).isEmpty();
    assertThat(now().due()).isEqualTo(NOW.plusSeconds(1));
    take(policy.waitedTooLong(now(), NOW.plusSeconds(1)));
    assertThat(orders).hasSize(1);
    assertThat(command()).isInstanceOf(CallCommand.HangUpLeg.class);
    assertThat(command().head().commandId()).isNotEqualTo(second.head().commandId());
    assertThat(now().due()).isNull();
  }

  @Test
  void a_question_that_waits_to_be_put_again_does_not_put_off_the_attempts_own_deadline() {
    // Given
    park();
    Instant deadline = Objects.requireNonNull(now().deadline());
    Hunt.Unsent question =
        new Hunt.Unsent(new CommandId(HuntPolicyTest.CALL + "-offer-x"), new LegId("b"));

    // When
    hunt = now().owing(question, deadline.plusSeconds(1));
    assertThat(now().due()).isEqualTo(deadline);
    take(policy.waitedTooLong(now(), deadline.plusSeconds(2)));

    // Then
    assertThat(command()).isInstanceOf(LegCommand.QueryLeg.class);
    assertThat(now().due()).isEqualTo(deadline.plusSeconds(12));
  }

  @Test
  void a_hang_up_keeps_its_cause_and_is_not_repeated_for_ever() {
    park();
    expired(command());

    for (int time = 1; time <= 5; time++) {
      CallCommand before = command();
      returned(before, 5, 99, NOW);
      if (time > 1) {
        take(policy.waitedTooLong(now(), NOW.plusSeconds(1)));
      }
      assertThat(((CallCommand.HangUpLeg) command()).cause())
          .isEqualTo(new HangupCause("NORMAL_TEMPORARY_FAILURE"));
      assertThat(command().head().commandId()).isNotEqualTo(before.head().commandId());
      assertThat(command().head().epoch()).isEqualTo(99);
    }
    returned(command(), 5, 99, NOW);
    assertThat(orders).isEmpty();
  }

  @Test
  void a_caller_who_was_brought_to_another_gateway_is_dialled_for_again() {
    // Given
    park();
    CallCommand.BridgeCall first = (CallCommand.BridgeCall) command();
    CallEvent.CallParked again = parkedElsewhere();
    Instant later = NOW.plusSeconds(20);

    // When
    take(policy.parked(hunt, again, HuntPolicyTest.table(), later));

    // Then
    CallCommand.BridgeCall second = (CallCommand.BridgeCall) command();
    assertThat(second.head().epoch()).isEqualTo(78);
    assertThat(second.head().deadline()).isAfter(later);
    assertThat(second.dial()).isEqualTo(first.dial());
    take(policy.parked(hunt, again, HuntPolicyTest.table(), later));
    assertThat(orders).isEmpty();
  }

  @Test
  void a_caller_who_is_brought_back_after_the_call_was_over_is_hung_up() {
    // Given: transferred when it had talked, or refused by way of a gateway that died.
    park();
    CallCommand first = command();
    take(policy.executed(hunt, result(first, CommandOutcome.COMPLETED, 3, 77), NOW));
    assertThat(orders).isEmpty();

    // When
    take(policy.parked(hunt, parkedElsewhere(), HuntPolicyTest.table(), NOW.plusSeconds(20)));

    // Then
    CallCommand.HangUpLeg hangUp = (CallCommand.HangUpLeg) command();
    assertThat(hangUp.cause()).hasToString("NORMAL_TEMPORARY_FAILURE");
    assertThat(hangUp.head().epoch()).isEqualTo(78);
    returned(hangUp, 5, 99, NOW.plusSeconds(20));
    assertThat(((CallCommand.HangUpLeg) command()).cause()).isEqualTo(hangUp.cause());
    assertThat(command().head().epoch()).isEqualTo(99);
    take(policy.parked(hunt, parkedElsewhere(), HuntPolicyTest.table(), NOW.plusSeconds(21)));
    assertThat(orders).isEmpty();
  }

  @Test
  void a_caller_who_is_parked_on_purpose_after_the_call_is_let_wait() {
    // Given: came over a connection of its own, and its switch is dialled too.
    take(policy.parked(null, parkedAt(3, 170_000_000_000L), HuntPolicyTest.table(), NOW));
    take(policy.executed(hunt, result(command(), CommandOutcome.COMPLETED, 3, 77), NOW));

    // When: the switch's holder tells of it
    CallEvent.CallParked parked = parkedAt(6, 1_700_000_000_000L);
    take(policy.parked(hunt, parked, HuntPolicyTest.table(), NOW.plusSeconds(20)));

    // Then
    assertThat(orders).isEmpty();
    assertThat(now().caller().partition()).isEqualTo(6);
  }

  @Test
  void a_caller_who_talks_is_not_hung_up_when_the_switch_tells_of_it_as_parked() {
    // Given
    take(policy.parked(null, parkedAt(3, 170_000_000_000L), HuntPolicyTest.table(), NOW));
    take(
        policy.answered(
            hunt,
            new CallEvent.LegAnswered(HuntPolicyTest.head("b", 9), LegRole.B_LEG, NOW, null),
            NOW));

    // When
    CallEvent.CallParked parked = parkedAt(6, 1_700_000_000_000L);
    take(policy.parked(hunt, parked, HuntPolicyTest.table(), NOW.plusSeconds(20)));

    // Then
    assertThat(orders).isEmpty();
    assertThat(now().stage()).isEqualTo(Stage.ATTEMPT);
    assertThat(now().due()).isNull();
  }

  @Test
  void the_word_of_a_paused_gateway_that_returns_changes_no_address() {
    park();
    takenOver(1, 99);

    takenOver(0, 80);

    assertThat(now().caller().partition()).isEqualTo(1);
    assertThat(now().caller().epoch()).isEqualTo(99);
  }

  /** Over a later connection than the one of {@link #park}. */
  private static CallEvent.CallParked parkedElsewhere() {
    return parkedAt(6, 78);
  }

  private static CallEvent.CallParked parkedAt(int partition, long epoch) {
    CallEvent.CallParked parked = HuntPolicyTest.parked(null, null);
    EventHead head = parked.head();
    return new CallEvent.CallParked(
        new EventHead(
            new EventId("core:99"),
            head.callId(),
            head.legId(),
            head.switchId(),
            NOW,
            partition,
            epoch),
        parked.leg(),
        parked.offeredSdp(),
        parked.context(),
        parked.answered(),
        parked.variables());
  }

  private void takenOver(int partition, long epoch) {
    take(
        policy.takenOver(
            hunt,
            new CallEvent.LegTakenOver(
                new EventHead(
                    new EventId("taken:" + epoch),
                    now().caller().call(),
                    now().caller().leg(),
                    now().caller().switchId(),
                    NOW,
                    partition,
                    epoch))));
  }

  private void returned(CallCommand command, int partition, long epoch, Instant at) {
    take(policy.executed(hunt, result(command, CommandOutcome.NOT_OWNER, partition, epoch), at));
  }

  private void expired(CallCommand command) {
    take(policy.executed(hunt, result(command, CommandOutcome.EXPIRED, 3, 77), NOW));
  }

  private static CommandResult result(
      CallCommand command, CommandOutcome outcome, int partition, long epoch) {
    return CommandResult.plain(command, outcome, NOW, new CallAddress(partition, epoch));
  }

  private static io.strowger.contracts.id.SwitchId switchOf(CallCommand command) {
    return command.head().switchId();
  }
}
