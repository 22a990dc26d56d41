package io.strowger.rating.charging;

import static io.strowger.rating.charging.Bench.NOW;
import static io.strowger.rating.charging.Bench.prepaid;
import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.command.CallCommand;
import io.strowger.rating.account.AccountMode;
import io.strowger.rating.account.AccountTerms;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * Callers whom the dialplan had answered, for a PIN or a menu, before their call was handed over.
 */
class AnsweredBeforeTest {
  private static final Instant BY_THE_DIALPLAN = NOW.minusSeconds(90);
  private static final Instant HANDED_OVER = NOW.minusSeconds(20);

  private final Bench bench = new Bench().with(prepaid(), 10_000_000);

  @Test
  void a_prepaid_call_costs_and_is_renewed_from_the_answer_of_the_far_end_on() {
    // Given
    bench.authoriseAnswered("call", HANDED_OVER);
    bench.answer("call", BY_THE_DIALPLAN);
    assertThat(answeredAt()).as("that answer was before").isNull();

    // When
    bench.answer("call", NOW);
    bench.renew("call", 2, NOW.plusSeconds(45));

    // Then
    var timer = (CallCommand.ScheduleHangUp) bench.commands().getLast();
    assertThat(timer.afterSeconds()).isEqualTo(75);
    assertThat(bench.account().reservedMicros()).isEqualTo(1_200_000);
    bench.settle("call", BY_THE_DIALPLAN, NOW.plusMillis(3), NOW.plusSeconds(70));
    assertThat(bench.charged().costMicros()).isEqualTo(700_000);
    assertThat(bench.account().balanceMicros()).isEqualTo(9_300_000);
    assertThat(bench.account().reservedMicros()).isZero();
  }

  @Test
  void a_postpaid_call_is_ended_by_the_switch_and_charged_as_any_other() {
    // Given
    bench.with(AccountTerms.of(Bench.EUR, "retail", AccountMode.POSTPAID), 0);
    bench.authoriseAnswered("call", HANDED_OVER);

    // When
    bench.answer("call", NOW);

    // Then
    var timer = (CallCommand.ScheduleHangUp) bench.commands().getLast();
    assertThat(timer.afterSeconds()).isEqualTo(86_400);
    assertThat(bench.session("call").moments().expiresAt()).isEqualTo(NOW.plusSeconds(86_700));
    bench.settle("call", BY_THE_DIALPLAN, NOW.plusMillis(3), NOW.plusSeconds(1_800));
    assertThat(bench.charged().costMicros()).isEqualTo(18_000_000);
  }

  @Test
  void a_call_that_reaches_nobody_costs_nothing() {
    // Given
    bench.authoriseAnswered("call", HANDED_OVER);

    // When
    bench.settle("call", BY_THE_DIALPLAN, null, NOW.plusSeconds(40));

    // Then
    assertThat(bench.charged().costMicros()).isZero();
    assertThat(bench.account().balanceMicros()).isEqualTo(10_000_000);
    assertThat(bench.account().reservedMicros()).isZero();
  }

  @Test
  void where_the_far_ends_answer_was_not_heard_it_costs_from_when_both_were_joined() {
    // Given
    bench.authoriseAnswered("call", HANDED_OVER);

    // When
    bench.settle("call", BY_THE_DIALPLAN, NOW.plusSeconds(5), NOW.plusSeconds(35));

    // Then
    assertThat(bench.charged().costMicros()).isEqualTo(300_000);
  }

  @Test
  void with_whom_the_caller_was_joined_before_costs_nothing() {
    // Given
    bench.authoriseAnswered("call", HANDED_OVER);

    // When
    bench.settle("call", BY_THE_DIALPLAN, HANDED_OVER.minusSeconds(30), NOW.plusSeconds(35));

    // Then
    assertThat(bench.charged().costMicros()).isZero();
  }

  private Instant answeredAt() {
    return bench.session("call").moments().answeredAt();
  }
}
