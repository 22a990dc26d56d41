package io.strowger.rating.charging;

import static io.strowger.rating.charging.Bench.NOW;
import static io.strowger.rating.charging.Bench.charged;
import static io.strowger.rating.charging.Bench.prepaid;
import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.charging.ChargingDecision;
import io.strowger.contracts.charging.ChargingRefusal;
import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.CommandOutcome;
import io.strowger.contracts.id.AccountId;
import io.strowger.rating.account.AccountMode;
import io.strowger.rating.account.AccountTerms;
import io.strowger.rating.account.EndOfMoney;
import io.strowger.rating.account.Limits;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LimitsAndAnnouncementsTest {
  private static final AccountId COMPANY = new AccountId("company");
  private final Bench bench = new Bench();

  @Test
  void no_more_calls_at_once_than_the_account_may_have() {
    bench.with(limited(new Limits(2, null, null, null, null)), 10_000_000);
    bench.authorise("a");
    bench.authorise("b");
    bench.authorise("c");
    assertThat(bench.refused()).isEqualTo(ChargingRefusal.TOO_MANY_CALLS);

    bench.settle("a", null, NOW);
    bench.authorise("d");

    assertThat(bench.decision()).isInstanceOf(ChargingDecision.CallAuthorized.class);
  }

  @Test
  void no_more_calls_in_a_second_than_the_account_may_begin() {
    bench.with(limited(new Limits(null, 1, null, null, null)), 10_000_000);
    bench.authorise("a");
    bench.authorise("b");

    assertThat(bench.refused()).isEqualTo(ChargingRefusal.TOO_MANY_CALLS_PER_SECOND);
  }

  @Test
  void a_call_costs_no_more_than_it_may() {
    bench.with(limited(new Limits(null, null, 900_000L, null, null)), 10_000_000);
    bench.authorise("call");
    bench.answer("call");
    bench.renew("call", 2, NOW.plusSeconds(45));

    assertThat(bench.session("call").grant())
        .isEqualTo(new CallSession.Grant(2, 90, true, new CallSession.Timer(1, true, 90)));
    assertThat(bench.account().reservedMicros()).isEqualTo(900_000);
  }

  @Test
  void a_day_costs_no_more_than_it_may() {
    bench.with(limited(new Limits(null, null, null, 300_000L, null)), 10_000_000);
    bench.authorise("a");
    assertThat(bench.authorised().grantSeconds()).isEqualTo(30);
    bench.answer("a");
    bench.settle("a", NOW, NOW.plusSeconds(30));

    bench.authorise("b");

    assertThat(bench.refused()).isEqualTo(ChargingRefusal.SPEND_LIMIT_REACHED);
  }

  @Test
  void a_day_that_has_begun_by_one_clock_goes_on_by_another_that_is_behind() {
    // Given
    Instant midnight = NOW.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
    bench.with(limited(new Limits(null, null, null, 600_000L, null)), 10_000_000);
    bench.authorise("a");
    bench.settle("a", midnight.minusSeconds(20), midnight.plusSeconds(10));

    // When
    bench.authorise("b");

    // Then
    assertThat(bench.authorised().grantSeconds()).as("what is left").isEqualTo(30);
    bench.settle("b", midnight.minusSeconds(31), midnight.minusSeconds(1));
    assertThat(bench.account().traffic().spentOnDayOf(midnight)).isEqualTo(600_000);
  }

  @Test
  void a_day_of_long_after_today_by_a_clock_that_was_wrong_keeps_nobody_from_calling() {
    bench.with(limited(new Limits(null, null, null, 600_000L, null)), 10_000_000);
    Instant wrong = NOW.plus(400, ChronoUnit.DAYS);
    bench.authorise("a");
    bench.settle("a", wrong, wrong.plusSeconds(60));

    bench.authorise("b");

    assertThat(bench.authorised().grantSeconds()).isEqualTo(60);
  }

  @Test
  void calls_at_once_cost_no_more_in_all_than_a_day_may() {
    bench.with(limited(new Limits(null, null, null, 1_200_000L, null)), 100_000_000);
    for (int i = 0; i < 10; i++) {
      bench.authorise("call-" + i);
      if (bench.sessions.containsKey("call-" + i)) {
        bench.answer("call-" + i);
      }
    }
    assertThat(bench.sessions).as("each holds its first slice").hasSize(2);
    assertThat(bench.refused()).isEqualTo(ChargingRefusal.SPEND_LIMIT_REACHED);

    bench.renew("call-0", 2, NOW.plusSeconds(45));
    assertThat(bench.session("call-0").grant().last()).as("the rest is held by another").isTrue();
    bench.settle("call-1", NOW, NOW.plusSeconds(10));
    bench.authorise("next");
    assertThat(bench.authorised().grantSeconds()).as("what the other did not need").isEqualTo(50);
    bench.settle("call-0", NOW, NOW.plusSeconds(60));
    bench.settle("next", NOW, NOW.plusSeconds(50));

    assertThat(bench.account().traffic().spentOnDayOf(NOW)).isEqualTo(1_200_000);
    assertThat(bench.account().traffic().openMicros()).isZero();
  }

  @Test
  void a_call_renewed_after_others_ended_has_what_they_left_of_the_day() {
    bench.with(limited(new Limits(null, null, null, 1_500_000L, null)), 100_000_000);
    bench.authorise("a");
    bench.answer("a");
    bench.authorise("b");
    bench.settle("b", null, NOW.plusSeconds(20));

    bench.renew("a", 2, NOW.plusSeconds(45));
    bench.renew("a", 3, NOW.plusSeconds(105));

    assertThat(bench.session("a").grant().seconds()).isEqualTo(150);
    assertThat(bench.account().traffic().openMicros()).isEqualTo(1_500_000);
  }

  @Test
  void calls_that_nothing_is_reserved_for_share_a_day_by_slices() {
    bench.with(postpaid(new Limits(null, null, null, 1_800_000L, null)), 0);
    bench.authorise("a");
    bench.answer("a");
    bench.authorise("b");
    assertThat(bench.authorised().grantSeconds()).as("a slice each").isEqualTo(60);
    bench.answer("b");
    assertThat(bench.session("b").moments().renewAt())
        .as("before the switch ends it")
        .isEqualTo(NOW.plusSeconds(45));
    assertThat(bench.account().traffic().openMicros()).isEqualTo(1_200_000);

    bench.renew("a", 2, NOW.plusSeconds(45));
    assertThat(bench.session("a").grant().seconds()).isEqualTo(120);
    bench.renew("b", 2, NOW.plusSeconds(45));
    assertThat(bench.session("b").grant().last()).as("the day's rest is another's").isTrue();
    bench.authorise("c");
    assertThat(bench.refused()).isEqualTo(ChargingRefusal.SPEND_LIMIT_REACHED);

    bench.settle("b", NOW, NOW.plusSeconds(10));
    bench.renew("a", 3, NOW.plusSeconds(105));
    assertThat(bench.session("a").grant().seconds()).as("what the other left").isEqualTo(170);
    bench.settle("a", NOW, NOW.plusSeconds(170));

    assertThat(bench.account().traffic().spentOnDayOf(NOW)).isEqualTo(1_800_000);
    assertThat(bench.account().traffic().openMicros()).isZero();
  }

  @Test
  void a_call_that_nothing_is_reserved_for_costs_no_more_than_a_call_and_a_day_may() {
    bench.with(postpaid(new Limits(null, null, 500_000L, 1_200_000L, null)), 0);
    bench.authorise("a");
    bench.authorise("b");
    bench.authorise("c");

    assertThat(bench.authorised().grantSeconds()).as("of the day's rest").isEqualTo(20);
    bench.authorise("d");
    assertThat(bench.refused()).isEqualTo(ChargingRefusal.SPEND_LIMIT_REACHED);
  }

  @Test
  void calls_at_once_at_the_expense_of_another_cost_it_no_more_in_all_than_a_day_may() {
    payingForAll(limited(new Limits(null, null, null, 1_200_000L, null)), 100_000_000);
    for (int i = 0; i < 10; i++) {
      authoriseOf("extension-" + i, "call-" + i);
      if (bench.sessions.containsKey("call-" + i)) {
        bench.answer("call-" + i);
      }
    }
    assertThat(bench.sessions).as("each holds its first slice").hasSize(2);
    assertThat(bench.refused()).isEqualTo(ChargingRefusal.SPEND_LIMIT_REACHED);

    bench.renew("call-0", 2, NOW.plusSeconds(45));
    assertThat(bench.session("call-0").grant().last()).as("the rest is held by another").isTrue();
    bench.settle("call-1", NOW, NOW.plusSeconds(10));
    authoriseOf("extension-2", "next");
    assertThat(bench.authorised().grantSeconds()).as("what the other did not need").isEqualTo(50);
    bench.settle("call-0", NOW, NOW.plusSeconds(60));
    bench.settle("next", NOW, NOW.plusSeconds(50));

    assertThat(bench.account(COMPANY).traffic().spentOnDayOf(NOW)).isEqualTo(1_200_000);
    assertThat(bench.account(COMPANY).traffic().openMicros()).isZero();
    assertThat(bench.account(COMPANY).traffic().openCalls()).as("made by others").isZero();
  }

  @Test
  void calls_at_the_expense_of_another_for_which_nothing_is_reserved_share_its_day_by_slices() {
    payingForAll(postpaid(new Limits(null, null, null, 1_800_000L, null)), 0);
    authoriseOf("extension-0", "a");
    bench.answer("a");
    authoriseOf("extension-1", "b");
    bench.answer("b");

    bench.renew("a", 2, NOW.plusSeconds(45));
    assertThat(bench.session("a").grant().seconds()).isEqualTo(120);
    bench.renew("b", 2, NOW.plusSeconds(45));
    assertThat(bench.session("b").grant().last()).as("the day's rest is another's").isTrue();
    bench.settle("b", NOW, NOW.plusSeconds(10));
    bench.renew("a", 3, NOW.plusSeconds(105));

    assertThat(bench.session("a").grant().seconds()).as("what the other left").isEqualTo(170);
    assertThat(bench.account(COMPANY).traffic().openMicros()).isEqualTo(1_700_000);
  }

  /** An account that pays for whatever anybody calls. */
  private void payingForAll(AccountTerms terms, long balance) {
    bench.with(COMPANY, terms, balance);
    bench.chargers.add(
        new Charger(
            AccountTerms.TENANT,
            "company",
            ChargedRun.CUSTOMER,
            Charger.When.ALWAYS,
            COMPANY,
            null,
            null,
            null,
            BigDecimal.ONE));
  }

  private void authoriseOf(String caller, String call) {
    AccountId id = new AccountId(caller);
    bench.with(id, prepaid(), 0);
    bench.callers.put(call, id);
    bench.authorise(call);
  }

  private static AccountTerms postpaid(Limits limits) {
    return charged(AccountMode.POSTPAID, of(limits));
  }

  @Test
  void the_caller_hears_that_little_is_left_and_then_that_it_ends() {
    EndOfMoney.LowBalance warning = new EndOfMoney.LowBalance("low.wav", 20);
    bench.with(announcing(new EndOfMoney.Announce("end.wav", 5), warning), 600_000);
    bench.authorise("call");
    bench.answer("call");
    bench.renew("call", 2, NOW.plusSeconds(45));
    assertThat(bench.session("call").moments().announceAt()).isEqualTo(NOW.plusSeconds(40));

    bench.announce("call", NOW.plusSeconds(45));
    assertThat(played()).isEqualTo("low.wav");
    bench.announce("call", NOW.plusSeconds(46));
    assertThat(bench.answers).as("told once, and not before its time").isEmpty();
    bench.announce("call", NOW.plusSeconds(55));
    assertThat(played()).isEqualTo("end.wav");
    bench.announce("call", NOW.plusSeconds(56));
    assertThat(bench.answers).isEmpty();
  }

  @Test
  void a_word_that_came_back_is_said_by_the_gateway_that_serves_the_call() {
    // Given
    EndOfMoney.LowBalance warning = new EndOfMoney.LowBalance("low.wav", 20);
    bench.with(announcing(new EndOfMoney.Announce("end.wav", 5), warning), 600_000);
    bench.authorise("call");
    bench.answer("call");
    bench.renew("call", 2, NOW.plusSeconds(45));
    bench.announce("call", NOW.plusSeconds(45));
    CallCommand first = bench.commands().getFirst();

    // When it comes back, and a second time from where it was sent then
    bench.ended(first, CommandOutcome.NOT_OWNER, 99, NOW.plusSeconds(46));
    assertThat(announceAt()).as("at once").isEqualTo(NOW.plusSeconds(46));
    bench.announce("call", NOW.plusSeconds(46));
    CallCommand second = bench.commands().getFirst();
    bench.ended(first, CommandOutcome.NOT_OWNER, 98, NOW.plusSeconds(47));
    assertThat(announceAt()).as("the end, next").isEqualTo(NOW.plusSeconds(55));
    bench.ended(second, CommandOutcome.NOT_OWNER, 100, NOW.plusSeconds(47));
    assertThat(announceAt()).as("after a moment").isEqualTo(NOW.plusSeconds(48));
    bench.announce("call", NOW.plusSeconds(48));

    // Then
    assertThat(played()).isEqualTo("low.wav");
    assertThat(bench.commands().getFirst().head().epoch()).isEqualTo(100);
    assertThat(List.of(first, second, bench.commands().getFirst()))
        .extracting(command -> command.head().commandId().value())
        .containsExactly("call-warn", "call-warn-again-1", "call-warn-again-2");
    bench.announce("call", NOW.plusSeconds(55));
    assertThat(played()).isEqualTo("end.wav");
    bench.ended(bench.commands().getFirst(), CommandOutcome.NOT_OWNER, 101, NOW.plusSeconds(56));
    bench.announce("call", NOW.plusSeconds(56));
    assertThat(played()).isEqualTo("end.wav");
    CallCommand last = bench.commands().getFirst();
    assertThat(last.head().commandId()).hasToString("call-end-again-1");
    bench.ended(last, CommandOutcome.NOT_OWNER, 102, NOW.plusSeconds(60));
    assertThat(announceAt()).as("there is nobody to hear it").isNull();
  }

  @Test
  void the_caller_of_a_leg_found_gone_that_only_goes_by_another_name_hears_of_the_end() {
    // Given
    EndOfMoney.LowBalance warning = new EndOfMoney.LowBalance("low.wav", 20);
    bench.with(announcing(new EndOfMoney.Announce("end.wav", 5), warning), 900_000);
    bench.authorise("call");
    bench.answer("call");
    bench.askToRenew("call", 2, NOW.plusSeconds(45));
    bench.ended(bench.commands().getFirst(), CommandOutcome.GONE, 1, NOW.plusSeconds(46));
    assertThat(bench.session("call").moments().announcementDue()).isNull();

    // When
    bench.renamed("call", "call", "other", NOW.plusSeconds(47));

    // Then
    assertThat(bench.session("call").moments().announcementDue()).isEqualTo(NOW.plusSeconds(70));
    bench.announce("call", NOW.plusSeconds(70));
    assertThat(played()).isEqualTo("low.wav");
    assertThat(bench.commands().getFirst().head().legId()).hasToString("other");
    bench.announce("call", NOW.plusSeconds(85));
    assertThat(played()).isEqualTo("end.wav");
  }

  private Instant announceAt() {
    return bench.session("call").moments().announceAt();
  }

  @Test
  void a_dialplan_written_for_cgrates_finds_its_words() {
    bench.with(prepaid(), 600_000);
    bench.authorise("a", "0", Map.of("cgr_destination", "61255500100", "cgr_subject", "x"));
    var told = (CallCommand.SetVariables) bench.commands().getFirst();
    assertThat(told.variables())
        .containsEntry("cgr_notify", "AUTH_OK")
        .containsEntry("cgr_max_usage", "60");

    bench.authorise("b", "61255500100", Map.of("cgr_reqtype", "*prepaid"));
    told = (CallCommand.SetVariables) bench.commands().getFirst();
    assertThat(told.variables()).containsEntry("cgr_notify", "INSUFFICIENT_CREDIT");
  }

  private String played() {
    return ((CallCommand.PlayMedia) bench.commands().getFirst()).media();
  }

  private static AccountTerms limited(Limits limits) {
    return charged(AccountMode.PREPAID, of(limits));
  }

  private static AccountTerms.More of(Limits limits) {
    return new AccountTerms.More("standard", limits, new EndOfMoney.HangUp(), null);
  }

  private static AccountTerms announcing(EndOfMoney end, EndOfMoney.@Nullable LowBalance warning) {
    return charged(
        AccountMode.PREPAID, new AccountTerms.More("standard", Limits.NONE, end, warning));
  }
}
