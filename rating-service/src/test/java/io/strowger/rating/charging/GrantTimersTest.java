package io.strowger.rating.charging;

import static io.strowger.rating.charging.Bench.NOW;
import static io.strowger.rating.charging.Bench.prepaid;
import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.CommandOutcome;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of the timers of grants, and of their calls. */
class GrantTimersTest {
  private static final Instant RENEWED = NOW.plusSeconds(45);

  private final Bench bench = new Bench().with(prepaid(), 10_000_000);

  @ParameterizedTest
  @EnumSource(names = {"NOT_OWNER", "UNKNOWN"})
  void a_timer_that_came_back_is_sent_to_the_gateway_that_serves_the_call(CommandOutcome outcome) {
    // Given
    CallCommand.ScheduleHangUp first = renewed();

    // When
    bench.ended(first, outcome, 99, RENEWED.plusSeconds(2));

    // Then
    CallCommand.ScheduleHangUp again = timer();
    assertThat(again.head().epoch()).isEqualTo(99);
    assertThat(again.head().commandId()).isNotEqualTo(first.head().commandId());
    assertThat(again.group()).isEqualTo(first.group());
    assertThat(again.replacesGroup()).isEqualTo(first.replacesGroup());
    assertThat(again.afterSeconds()).as("counted from then").isEqualTo(73);
    assertThat(bench.account().reservedMicros()).as("once").isEqualTo(1_200_000);
    bench.ended(again, CommandOutcome.COMPLETED, 99, RENEWED.plusSeconds(2));
    assertThat(renewAt()).isEqualTo(NOW.plusSeconds(105));
  }

  @Test
  void while_nobody_serves_the_call_its_timer_is_sent_every_second() {
    // Given
    bench.ended(renewed(), CommandOutcome.NOT_OWNER, 99, RENEWED);

    // When
    bench.ended(timer(), CommandOutcome.NOT_OWNER, 99, RENEWED);

    // Then
    assertThat(bench.answers).isEmpty();
    assertThat(renewAt()).isEqualTo(RENEWED.plusSeconds(1));
    bench.askToRenew("call", 2, RENEWED.plusSeconds(1));
    assertThat(timer().group()).isEqualTo("strowger-call-2");
  }

  @Test
  void a_timer_of_which_nothing_is_heard_is_sent_again_while_its_grant_lasts() {
    // Given
    renewed();

    // Then
    assertThat(renewAt()).isEqualTo(RENEWED.plusSeconds(4));
    bench.askToRenew("call", 2, RENEWED.plusSeconds(4));
    assertThat(timer().head().commandId()).hasToString("call-grant-2-again-1");
    assertThat(renewAt()).as("more patiently").isEqualTo(RENEWED.plusSeconds(12));
    bench.askToRenew("call", 2, NOW.plusSeconds(120));
    assertThat(bench.answers).isEmpty();
    assertThat(renewAt()).isNull();
  }

  @Test
  void no_slice_is_reserved_before_the_timer_of_the_last_one_stands() {
    // Given
    CallCommand.ScheduleHangUp first = renewed();
    assertThat(bench.session("call").knownEnd()).isEqualTo(NOW.plusSeconds(60));

    // When
    bench.askToRenew("call", 3, NOW.plusSeconds(105));

    // Then
    assertThat(bench.answers).isEmpty();
    assertThat(bench.account().reservedMicros()).isEqualTo(1_200_000);
    bench.askToRenew("call", 2, NOW.plusSeconds(106));
    bench.ended(first, CommandOutcome.COMPLETED, 1, NOW.plusSeconds(107));
    assertThat(bench.session("call").knownEnd()).isEqualTo(NOW.plusSeconds(120));
    bench.askToRenew("call", 3, NOW.plusSeconds(107));
    assertThat(timer().group()).isEqualTo("strowger-call-3");
  }

  @Test
  void what_came_back_of_an_earlier_sending_changes_nothing() {
    CallCommand.ScheduleHangUp first = renewed();
    bench.ended(first, CommandOutcome.NOT_OWNER, 99, RENEWED);
    CallSession before = bench.session("call");

    bench.ended(first, CommandOutcome.NOT_OWNER, 98, RENEWED);

    assertThat(bench.answers).isEmpty();
    assertThat(bench.session("call")).isEqualTo(before);
  }

  @Test
  void a_call_that_the_switch_does_not_know_any_more_is_not_renewed_and_settled_soon() {
    // Given
    CallCommand.ScheduleHangUp timer = renewed();

    // When
    bench.ended(timer, CommandOutcome.GONE, 1, RENEWED);

    // Then
    assertThat(renewAt()).isNull();
    assertThat(bench.session("call").moments().expiresAt()).isEqualTo(RENEWED.plusSeconds(30));
    bench.askToRenew("call", 2, RENEWED.plusSeconds(1));
    assertThat(bench.answers).isEmpty();

    bench.settle("call", NOW, bench.session("call").knownEnd());
    assertThat(bench.charged().costMicros()).isEqualTo(450_000);
    assertThat(bench.account().reservedMicros()).isZero();
    bench.settle("call", NOW, NOW.plusSeconds(44));
    assertThat(bench.charges()).as("not twice").isEmpty();
  }

  @Test
  void it_lasted_no_longer_than_the_timer_that_stood_let_it() {
    CallCommand.ScheduleHangUp timer = renewed();

    bench.ended(timer, CommandOutcome.GONE, 1, NOW.plusSeconds(90));

    assertThat(bench.session("call").knownEnd()).isEqualTo(NOW.plusSeconds(60));
  }

  @Test
  void a_hang_up_that_was_on_its_way_says_more_exactly_when_the_call_ended() {
    CallCommand.ScheduleHangUp timer = renewed();
    bench.ended(timer, CommandOutcome.GONE, 1, RENEWED);

    bench.settle("call", NOW, RENEWED.plusMillis(900));

    assertThat(bench.charged().costMicros())
        .as("by the switch's clock, not by the gateway's")
        .isEqualTo(460_000);
  }

  @Test
  void a_leg_that_goes_by_another_name_is_ended_by_that_name() {
    // Given
    CallCommand.ScheduleHangUp first = renewed();
    bench.ended(first, CommandOutcome.COMPLETED, 1, RENEWED);

    // When
    bench.renamed("call", "call", "other", RENEWED.plusSeconds(5));

    // Then
    CallCommand.ScheduleHangUp again = timer();
    assertThat(again.head().legId()).hasToString("other");
    assertThat(again.head().callId()).hasToString("call");
    assertThat(again.group()).isEqualTo(first.group());
    assertThat(again.head().commandId()).isNotEqualTo(first.head().commandId());
    assertThat(again.afterSeconds()).isEqualTo(70);
    assertThat(bench.account().reservedMicros()).isEqualTo(1_200_000);
    bench.ended(again, CommandOutcome.COMPLETED, 1, RENEWED.plusSeconds(5));
    bench.askToRenew("call", 3, NOW.plusSeconds(105));
    assertThat(timer().head().legId()).hasToString("other");
  }

  @Test
  void that_the_former_name_is_gone_says_nothing_of_the_call() {
    // Given
    CallCommand.ScheduleHangUp former = renewed();
    bench.renamed("call", "call", "other", RENEWED);
    CallSession renamed = bench.session("call");

    // When
    bench.ended(former, CommandOutcome.GONE, 1, RENEWED);

    // Then
    assertThat(bench.session("call")).isEqualTo(renamed);
  }

  @Test
  void that_a_timer_stands_for_the_former_name_says_nothing_of_the_present_one() {
    // Given
    CallCommand.ScheduleHangUp former = renewed();
    bench.renamed("call", "call", "other", RENEWED);

    // When
    bench.ended(former, CommandOutcome.COMPLETED, 1, RENEWED);

    // Then
    assertThat(bench.session("call").grant().isSet()).isFalse();
    assertThat(bench.session("call").knownEnd()).isEqualTo(NOW.plusSeconds(60));
  }

  @Test
  void a_leg_found_gone_that_only_goes_by_another_name_is_here_and_gets_its_timer() {
    // Given
    CallCommand.ScheduleHangUp former = renewed();
    bench.ended(former, CommandOutcome.GONE, 1, RENEWED);

    // When
    bench.renamed("call", "call", "other", RENEWED.plusSeconds(1));

    // Then
    assertThat(timer().head().legId()).hasToString("other");
    assertThat(timer().afterSeconds()).isEqualTo(74);
    assertThat(bench.session("call").moments().goneAt()).isNull();
    assertThat(bench.session("call").moments().expiresAt()).isEqualTo(NOW.plusSeconds(120 + 300));
    bench.ended(timer(), CommandOutcome.COMPLETED, 1, RENEWED.plusSeconds(1));
    assertThat(renewAt()).isEqualTo(NOW.plusSeconds(105));
  }

  @Test
  void a_leg_renamed_within_its_first_grant_gets_a_timer_of_its_own() {
    bench.authorise("call");
    bench.answer("call");

    bench.renamed("call", "call", "other", NOW.plusSeconds(10));

    assertThat(timer().head().legId()).hasToString("other");
    assertThat(timer().afterSeconds()).isEqualTo(50);
  }

  @Test
  void a_leg_renamed_before_its_answer_gets_its_timer_with_the_answer() {
    bench.authorise("call");
    bench.renamed("call", "call", "other", NOW);
    assertThat(bench.answers).isEmpty();

    bench.answer("call");

    assertThat(timer().head().legId()).hasToString("other");
    assertThat(timer().afterSeconds()).isEqualTo(60);
  }

  @Test
  void a_call_on_a_switch_whose_clock_is_ahead_is_renewed_by_ours_and_charged_by_the_switchs() {
    // Given
    Instant told = NOW.plusSeconds(20);
    bench.authorise("call");
    bench.answer("call", told);
    assertThat(renewAt()).isEqualTo(NOW.plusSeconds(45));

    // When
    bench.renew("call", 2, NOW.plusSeconds(45));

    // Then
    assertThat(timer().afterSeconds()).isEqualTo(75);
    bench.settle("call", told, told.plusSeconds(70));
    assertThat(bench.charged().costMicros()).isEqualTo(700_000);
  }

  @Test
  void another_leg_of_the_call_may_be_renamed_without_a_word() {
    renewed();
    CallSession before = bench.session("call");

    bench.renamed("call", "b-leg", "other", RENEWED);

    assertThat(bench.answers).isEmpty();
    assertThat(bench.session("call")).isEqualTo(before);
  }

  private CallCommand.ScheduleHangUp renewed() {
    bench.authorise("call");
    bench.answer("call");
    bench.askToRenew("call", 2, RENEWED);
    return timer();
  }

  private Instant renewAt() {
    return bench.session("call").moments().renewAt();
  }

  private CallCommand.ScheduleHangUp timer() {
    return (CallCommand.ScheduleHangUp) bench.commands().getLast();
  }
}
