package io.strowger.rating.charging;

import static io.strowger.rating.charging.Bench.NOW;
import static io.strowger.rating.charging.Bench.prepaid;
import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.charging.AccountMovement.Kind;
import io.strowger.contracts.charging.ChargingDecision;
import io.strowger.contracts.charging.ChargingRefusal;
import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.CommandOutcome;
import io.strowger.contracts.id.AccountId;
import io.strowger.rating.account.AccountMode;
import io.strowger.rating.account.AccountState;
import io.strowger.rating.account.AccountTerms;
import io.strowger.rating.ledger.Posting;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChargingPolicyTest {
  private Bench bench = new Bench().with(prepaid(), 10_000_000);

  @Test
  void an_authorisation_reserves_the_first_slice() {
    bench.authorise("call");

    assertThat(bench.authorised().grantSeconds()).isEqualTo(60);
    assertThat(bench.authorised().grantGroup()).isEqualTo("strowger-call-1");
    assertThat(bench.authorised().availableMicros()).isEqualTo(9_400_000);
    assertThat(bench.account().reservedMicros()).isEqualTo(600_000);
    assertThat(bench.account().balanceMicros()).isEqualTo(10_000_000);
  }

  @Test
  void less_money_buys_a_shorter_grant() {
    bench.with(prepaid(), 75_000);

    bench.authorise("call");

    assertThat(bench.authorised().grantSeconds()).isEqualTo(7);
    assertThat(bench.account().availableMicros()).isEqualTo(5_000);
  }

  @Test
  void refuses_when_the_balance_cannot_cover_the_first_increment() {
    bench.with(prepaid(), 9_999);
    bench.authorise("call");
    assertThat(bench.refused()).isEqualTo(ChargingRefusal.BALANCE_TOO_LOW);
    assertThat(bench.postings).isEmpty();
  }

  @Test
  void refuses_what_it_cannot_price_or_does_not_know() {
    bench.authorise("a", "332071234567", Map.of());
    assertThat(bench.refused()).isEqualTo(ChargingRefusal.NO_RATE_FOR_DESTINATION);

    bench.with(prepaid().in(AccountState.SUSPENDED), 1_000_000);
    bench.authorise("c");
    assertThat(bench.refused()).isEqualTo(ChargingRefusal.ACCOUNT_DISABLED);

    bench.accounts.clear();
    bench.authorise("b");
    assertThat(bench.refused()).isEqualTo(ChargingRefusal.UNKNOWN_ACCOUNT);
  }

  @Test
  void a_call_that_is_settled_costs_what_was_used_and_the_rest_is_free_again() {
    bench.authorise("call");
    bench.answer("call");
    bench.settle("call", NOW, NOW.plusMillis(12_300));

    assertThat(bench.charged().costMicros()).isEqualTo(130_000);
    assertThat(bench.charged().billedSeconds()).isEqualTo(13);
    assertThat(bench.charged().usedMicros()).isEqualTo(12_300_000);
    assertThat(bench.charged().tariff()).isEqualTo("retail/1");
    assertThat(bench.charged().prefix()).isEqualTo("61");
    assertThat(bench.account().balanceMicros()).isEqualTo(9_870_000);
    assertThat(bench.account().reservedMicros()).isZero();
    assertThat(bench.postings)
        .extracting(Posting::kind)
        .containsExactly(Kind.RESERVATION, Kind.SETTLEMENT);
    assertThat(bench.postings.getLast().amountMicros()).isEqualTo(-130_000);
    assertThat(bench.postings.getLast().reservedMicros())
        .isEqualTo(-bench.postings.getFirst().reservedMicros());
    assertThat(bench.commands())
        .singleElement()
        .isInstanceOf(CallCommand.CancelScheduledHangUp.class);
  }

  @Test
  void a_call_that_was_never_answered_costs_nothing() {
    bench.authorise("call");
    bench.settle("call", null, NOW.plusSeconds(20));

    assertThat(bench.charged().costMicros()).isZero();
    assertThat(bench.account().balanceMicros()).isEqualTo(10_000_000);
    assertThat(bench.account().reservedMicros()).isZero();
  }

  @Test
  void a_renewal_sets_the_next_timer_before_the_last_ends() {
    bench.authorise("call");
    bench.answer("call");
    assertThat(bench.session("call").moments().renewAt()).isEqualTo(NOW.plusSeconds(45));

    bench.renew("call", 2, NOW.plusSeconds(45));

    var timer = (CallCommand.ScheduleHangUp) bench.commands().getLast();
    assertThat(timer.afterSeconds()).isEqualTo(75);
    assertThat(timer.group()).isEqualTo("strowger-call-2");
    assertThat(timer.replacesGroup()).isEqualTo("strowger-call-1");
    assertThat(timer.cause()).isEqualTo(HangupCause.ALLOTTED_TIMEOUT);
    assertThat(bench.account().reservedMicros()).isEqualTo(1_200_000);
  }

  @Test
  void when_the_money_is_out_the_timer_stays_and_the_switch_ends_the_call() {
    bench.with(prepaid(), 600_000);
    bench.authorise("call");
    bench.answer("call");

    bench.renew("call", 2, NOW.plusSeconds(45));

    assertThat(bench.answers).isEmpty();
    assertThat(bench.session("call").moments().renewAt()).isNull();
    bench.settle("call", NOW, NOW.plusSeconds(61));
    assertThat(bench.charged().costMicros()).as("never below zero").isEqualTo(600_000);
    assertThat(bench.account().balanceMicros()).isZero();
  }

  @Test
  void a_slice_within_an_increment_that_is_paid_for_needs_no_more_money() {
    bench.authorise("call", "442071234567", Map.of());
    bench.answer("call");

    bench.renew("call", 2, NOW.plusSeconds(45));

    var timer = (CallCommand.ScheduleHangUp) bench.commands().getLast();
    assertThat(timer.group()).isEqualTo("strowger-call-2");
    assertThat(bench.session("call").grant().slice()).isEqualTo(2);
    assertThat(bench.postings).extracting(Posting::kind).containsExactly(Kind.RESERVATION);
    assertThat(bench.account().reservedMicros()).isEqualTo(3_000_000);
  }

  @Test
  void slices_reserve_in_all_what_the_whole_call_costs() {
    bench.authorise("call");
    bench.answer("call");
    for (int slice = 2; slice <= 5; slice++) {
      bench.renew("call", slice, NOW.plusSeconds(60L * (slice - 1) - 15));
    }

    assertThat(bench.account().reservedMicros()).isEqualTo(5 * 600_000);
    bench.settle("call", NOW, NOW.plusSeconds(299));
    assertThat(bench.charged().costMicros()).isEqualTo(2_990_000);
    assertThat(bench.account().reservedMicros()).isZero();
  }

  @Test
  void a_hang_up_that_overtakes_its_authorisation_leaves_no_money_reserved() {
    bench.settle("call", null, NOW);
    assertThat(bench.charged().costMicros()).isZero();

    bench.authorise("call");

    assertThat(bench.refused()).isEqualTo(ChargingRefusal.CALL_ALREADY_SETTLED);
    assertThat(bench.account().reservedMicros()).isZero();
  }

  @Test
  void what_comes_twice_is_done_once() {
    bench.authorise("call");
    bench.authorise("call");
    assertThat(bench.authorised().grantSeconds()).isEqualTo(60);
    bench.answer("call");
    bench.answer("call");
    bench.renew("call", 2, NOW.plusSeconds(45));
    bench.renew("call", 2, NOW.plusSeconds(46));
    bench.settle("call", NOW, NOW.plusSeconds(70));
    bench.settle("call", NOW, NOW.plusSeconds(70));

    assertThat(bench.answers).isEmpty();
    assertThat(bench.postings).extracting(Posting::id).doesNotHaveDuplicates();
    assertThat(bench.account().balanceMicros()).isEqualTo(9_300_000);
  }

  @Test
  void a_postpaid_call_has_no_limit_and_is_charged_at_its_end() {
    bench.with(AccountTerms.of(Bench.EUR, "retail", AccountMode.POSTPAID), 0);
    bench.authorise("call");
    assertThat(bench.authorised().grantSeconds()).isNull();
    bench.answer("call");
    bench.settle("call", NOW, NOW.plusSeconds(100));

    assertThat(bench.account().balanceMicros()).isEqualTo(-1_000_000);
  }

  @Test
  void a_postpaid_call_whose_end_nobody_tells_is_ended_by_the_switch_and_settled_for_that() {
    bench.with(AccountTerms.of(Bench.EUR, "retail", AccountMode.POSTPAID), 0);
    bench.authorise("call");
    bench.answer("call");

    var timer = (CallCommand.ScheduleHangUp) bench.commands().getLast();
    assertThat(timer.afterSeconds()).isEqualTo(86_400);
    assertThat(timer.replacesGroup()).isNull();
    bench.ended(timer, CommandOutcome.COMPLETED, 1, NOW);

    CallSession session = bench.session("call");
    assertThat(session.moments().renewAt()).isNull();
    assertThat(session.moments().expiresAt()).isEqualTo(NOW.plusSeconds(86_400 + 300));
    assertThat(session.grantEnds()).isEqualTo(NOW.plusSeconds(86_400));

    bench.settle("call", NOW, session.grantEnds());
    assertThat(bench.account().balanceMicros()).isEqualTo(-864_000_000);
  }

  @Test
  void a_pseudo_prepaid_call_is_granted_what_the_balance_is_worth_and_nothing_is_reserved() {
    bench.with(AccountTerms.of(Bench.EUR, "retail", AccountMode.PSEUDO_PREPAID), 1_000_000);
    bench.authorise("call");
    assertThat(bench.authorised().grantSeconds()).isEqualTo(100);
    assertThat(bench.account().reservedMicros()).isZero();
    bench.answer("call");
    bench.settle("call", NOW, NOW.plusSeconds(30));

    assertThat(bench.account().balanceMicros()).isEqualTo(700_000);
  }

  @Test
  void a_rated_call_is_priced_and_takes_nothing() {
    bench.with(AccountTerms.of(Bench.EUR, "retail", AccountMode.RATED), 5);
    bench.authorise("call");
    bench.answer("call");
    bench.settle("call", NOW, NOW.plusSeconds(30));

    assertThat(bench.charged().costMicros()).isEqualTo(300_000);
    assertThat(bench.account().balanceMicros()).isEqualTo(5);
    assertThat(bench.postings).isEmpty();
  }

  @Test
  void a_supplier_is_charged_beside_the_customer() {
    AccountId supplier = new AccountId("supplier");
    bench.with(supplier, AccountTerms.of(Bench.EUR, "wholesale", AccountMode.POSTPAID), 0);
    bench.chargers.add(charger("supplier", supplier));
    bench.authorise("call");
    bench.answer("call");
    bench.settle("call", NOW, NOW.plusSeconds(30));

    assertThat(bench.charges()).extracting(c -> c.run()).containsExactly(null, "supplier");
    assertThat(bench.charges()).extracting(c -> c.costMicros()).containsExactly(300_000L, 150_000L);
    assertThat(bench.account(supplier).balanceMicros()).isEqualTo(-150_000);
    assertThat(bench.account().balanceMicros()).isEqualTo(9_700_000);
  }

  @Test
  void another_account_pays_for_the_customer_where_a_charger_says_so() {
    AccountId company = new AccountId("company");
    bench.with(company, prepaid(), 5_000_000).with(prepaid(), 0);
    bench.chargers.add(charger(ChargedRun.CUSTOMER, company));
    bench.authorise("call");
    assertThat(bench.account(company).reservedMicros()).isEqualTo(600_000);
    bench.answer("call");
    bench.settle("call", NOW, NOW.plusSeconds(30));

    assertThat(bench.charged().accountId()).isEqualTo(company);
    assertThat(bench.charged().run()).as("the customer's").isNull();
    assertThat(bench.account(company).balanceMicros()).isEqualTo(4_700_000);
    assertThat(bench.account(company).traffic().spentOnDayOf(NOW)).isEqualTo(300_000);
    assertThat(bench.account().balanceMicros()).isZero();
  }

  @Test
  void nobody_calls_at_the_expense_of_an_account_that_may_not_or_is_not_there() {
    AccountId company = new AccountId("company");
    bench.chargers.add(charger(ChargedRun.CUSTOMER, company));
    bench.authorise("a");
    assertThat(bench.refused()).isEqualTo(ChargingRefusal.UNKNOWN_ACCOUNT);

    bench.with(company, prepaid().in(AccountState.SUSPENDED), 5_000_000);
    bench.authorise("b");
    assertThat(bench.refused()).isEqualTo(ChargingRefusal.ACCOUNT_DISABLED);
  }

  @Test
  void a_supplier_that_is_not_there_is_told_to_the_operator_and_stands_in_nobodys_way() {
    bench.chargers.add(charger("supplier", new AccountId("supplier")));

    bench.authorise("call");

    assertThat(bench.authorised().grantSeconds()).isEqualTo(60);
    assertThat(bench.answers).contains(new Charging.Answer.Unpaid(bench.chargers.getFirst()));
  }

  @Test
  void what_one_run_has_reserved_is_not_there_for_the_next_of_the_same_account() {
    bench.with(prepaid(), 900_000);
    bench.chargers.add(charger("fee", null));
    bench.authorise("call");
    assertThat(bench.authorised().grantSeconds()).as("that of the second").isEqualTo(30);
    assertThat(bench.account().availableMicros()).isZero();
    bench.settle("call", NOW, NOW.plusSeconds(30));
    assertThat(bench.account().balanceMicros()).isEqualTo(300_000);

    bench.with(prepaid(), 600_000);
    bench.authorise("next");
    assertThat(bench.refused()).isEqualTo(ChargingRefusal.BALANCE_TOO_LOW);
  }

  @Test
  void what_one_run_has_renewed_is_not_there_for_the_next_of_the_same_account() {
    bench.with(prepaid(), 1_900_000);
    bench.chargers.add(charger("fee", null));
    bench.authorise("call");
    bench.answer("call");

    bench.renew("call", 2, NOW.plusSeconds(45));

    assertThat(bench.session("call").grant().seconds()).isEqualTo(70);
    assertThat(bench.session("call").grant().last()).isTrue();
    assertThat(bench.account().availableMicros()).isZero();
    bench.renew("call", 3, NOW.plusSeconds(65));
    assertThat(bench.account().availableMicros()).isZero();
  }

  private static Charger charger(String run, @Nullable AccountId payer) {
    return new Charger(
        AccountTerms.TENANT,
        run,
        run,
        Charger.When.ALWAYS,
        payer,
        null,
        null,
        null,
        java.math.BigDecimal.ONE);
  }

  @Test
  void of_many_calls_at_once_just_as_many_are_granted_as_there_is_money_for() {
    bench.with(prepaid(), 37 * 600_000);
    int granted = 0;
    for (int i = 0; i < 200; i++) {
      bench.authorise("call-" + i);
      granted += bench.decision() instanceof ChargingDecision.CallAuthorized ? 1 : 0;
    }

    assertThat(granted).isEqualTo(37);
    assertThat(bench.account().availableMicros()).isZero();
  }
}
