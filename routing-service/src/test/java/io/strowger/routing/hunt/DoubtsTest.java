package io.strowger.routing.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.call.CallAddress;
import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.call.LegRole;
import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.CommandOutcome;
import io.strowger.contracts.command.CommandResult;
import io.strowger.contracts.command.LegCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Attempts of which neither an answer nor an end was told in time. */
class DoubtsTest extends OneHunt {
  @Test
  void a_call_that_was_answered_while_nobody_listened_goes_on() {
    // Given
    park();
    pastDeadline();
    assertThat(orders).hasSize(1);
    assertThat(question().names()).containsExactly("Answer-State");
    assertThat(question().head().legId()).isEqualTo(now().caller().leg());

    // When
    told("answered");

    // Then
    assertThat(orders).isEmpty();
    assertThat(now().stage()).isEqualTo(Stage.ATTEMPT);
    assertThat(now().due()).isNull();
  }

  @Test
  void a_caller_who_still_hears_it_ring_is_hung_up() {
    for (String state : List.of("ringing", "early")) {
      park();
      pastDeadline();

      told(state);

      assertThat(((CallCommand.HangUpLeg) command()).cause()).isEqualTo(Endings.TEMPORARY_FAILURE);
      assertThat(now().stage()).isEqualTo(Stage.ENDED);
    }
  }

  @Test
  void an_answer_that_is_heard_of_at_last_needs_no_word_of_the_switch() {
    // Given
    park();
    pastDeadline();
    LegCommand.QueryLeg question = question();

    // When
    take(
        policy.answered(
            hunt,
            new CallEvent.LegAnswered(HuntPolicyTest.head("b", 9), LegRole.B_LEG, NOW, null),
            NOW));
    take(policy.executed(hunt, result(question, CommandOutcome.COMPLETED, "early"), NOW));

    // Then
    assertThat(orders).isEmpty();
    assertThat(now().stage()).isEqualTo(Stage.ATTEMPT);
    assertThat(now().due()).isNull();
  }

  @Test
  void a_switch_that_tells_nothing_is_asked_again_ever_later_and_then_let_alone() {
    // Given
    park();
    Instant at = Objects.requireNonNull(now().due());

    // When
    for (int time = 0; time < 5; time++) {
      take(policy.waitedTooLong(now(), at));
      LegCommand.QueryLeg question = question();
      assertThat(question.head().commandId().value()).endsWith("-1-0-" + (time + 1));
      assertThat(now().due()).isEqualTo(at.plus(Duration.ofSeconds(10L << time)));
      at = Objects.requireNonNull(now().due());
      take(policy.executed(hunt, result(question, CommandOutcome.EXPIRED, null), at));
      assertThat(orders).isEmpty();
    }
    take(policy.waitedTooLong(now(), at));

    // Then
    assertThat(orders).isEmpty();
    assertThat(now().stage()).isEqualTo(Stage.ATTEMPT);
    assertThat(now().due()).isNull();
  }

  @Test
  void what_was_asked_of_an_attempt_tells_nothing_of_the_next() {
    // Given
    park();
    CallCommand.BridgeCall first = (CallCommand.BridgeCall) command();
    pastDeadline();
    LegCommand.QueryLeg question = question();
    take(
        policy.executed(
            hunt,
            CommandResult.plain(first, CommandOutcome.FAILED, NOW, new CallAddress(3, 77)),
            NOW));
    assertThat(((CallCommand.BridgeCall) command()).dial().attempt()).isEqualTo(2);

    // When
    take(policy.executed(hunt, result(question, CommandOutcome.COMPLETED, "early"), NOW));

    // Then
    assertThat(orders).isEmpty();
    assertThat(now().stage()).isEqualTo(Stage.ATTEMPT);
  }

  @Test
  void the_gateway_that_serves_the_call_now_is_asked_a_moment_later() {
    // Given
    park();
    pastDeadline();
    Instant later = NOW.plusSeconds(60);

    // When
    take(
        policy.executed(
            hunt,
            CommandResult.plain(
                question(), CommandOutcome.NOT_OWNER, later, new CallAddress(5, 99)),
            later));
    take(policy.waitedTooLong(now(), later.plusSeconds(1)));

    // Then
    assertThat(question().head().epoch()).isEqualTo(99);
    assertThat(now().caller().partition()).isEqualTo(5);
  }

  @Test
  void a_caller_who_is_gone_ends_the_hunt() {
    park();
    pastDeadline();

    take(policy.executed(hunt, result(question(), CommandOutcome.GONE, null), NOW));

    assertThat(orders).isEmpty();
    assertThat(now().stage()).isEqualTo(Stage.ENDED);
  }

  private void pastDeadline() {
    take(policy.waitedTooLong(now(), Objects.requireNonNull(now().due())));
  }

  private void told(String answerState) {
    take(policy.executed(hunt, result(question(), CommandOutcome.COMPLETED, answerState), NOW));
  }

  private static CommandResult result(
      LegCommand.QueryLeg question, CommandOutcome outcome, @Nullable String answerState) {
    CommandResult plain = CommandResult.plain(question, outcome, NOW, new CallAddress(3, 77));
    return new CommandResult(
        plain.commandId(),
        plain.command(),
        plain.callId(),
        plain.legId(),
        plain.switchId(),
        plain.finishedAt(),
        outcome,
        null,
        null,
        null,
        null,
        null,
        null,
        answerState == null ? null : Map.of("Answer-State", answerState),
        3,
        77);
  }

  private LegCommand.QueryLeg question() {
    return (LegCommand.QueryLeg) command();
  }
}
