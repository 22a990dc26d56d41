package io.strowger.rating.charging;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.charging.AccountMovement.Kind;
import io.strowger.contracts.charging.CallCharged;
import io.strowger.contracts.charging.ChargingDecision;
import io.strowger.contracts.charging.ChargingRefusal;
import io.strowger.contracts.charging.ChargingRequest;
import io.strowger.contracts.charging.RequestHead;
import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.LegId;
import io.strowger.contracts.id.RequestId;
import io.strowger.contracts.id.SwitchId;
import io.strowger.rating.charging.Charging.Answer;
import io.strowger.rating.ledger.Account;
import io.strowger.rating.ledger.Posting;
import io.strowger.rating.tariff.Rate;
import io.strowger.rating.tariff.RateSlot;
import io.strowger.rating.tariff.Tariff;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChargingPolicyTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final Currency EUR = Currency.getInstance("EUR");

  /** 0.60 a minute by the second: 10,000 micro-units a second. */
  private static final Tariff TARIFF =
      new Tariff(
          "retail",
          1,
          EUR,
          List.of(
              new Rate(
                  "61", BigDecimal.ZERO, List.of(new RateSlot(0, new BigDecimal("0.60"), 60, 1))),
              new Rate(
                  "44",
                  BigDecimal.ZERO,
                  List.of(new RateSlot(0, new BigDecimal("0.60"), 60, 300)))));

  private final ChargingPolicy policy =
      new ChargingPolicy(
          "rating-0",
          ChargingTimers.withSlice(Duration.ofSeconds(60)),
          name -> name.equals("retail") ? Optional.of(TARIFF) : Optional.empty());
  private final Map<String, CallSession> sessions = new HashMap<>();
  private final List<Posting> postings = new ArrayList<>();
  private @Nullable Account account = prepaid(10_000_000);
  private List<Answer> answers = List.of();

  @Test
  void an_authorisation_reserves_the_first_slice() {
    authorise("call");

    assertThat(authorised().grantSeconds()).isEqualTo(60);
    assertThat(authorised().grantGroup()).isEqualTo("strowger-call-1");
    assertThat(account().reservedMicros()).isEqualTo(600_000);
    assertThat(account().balanceMicros()).isEqualTo(10_000_000);
  }

  @Test
  void less_money_buys_a_shorter_grant() {
    account = prepaid(75_000);

    authorise("call");

    assertThat(authorised().grantSeconds()).isEqualTo(7);
    assertThat(account().availableMicros()).isEqualTo(5_000);
  }

  @Test
  void refuses_when_the_balance_cannot_cover_the_first_increment() {
    account = prepaid(9_999);
    authorise("call");
    assertThat(refused()).isEqualTo(ChargingRefusal.BALANCE_TOO_LOW);
    assertThat(postings).isEmpty();
  }

  @Test
  void refuses_what_it_cannot_price_or_does_not_know() {
    take(policy.decide(authorisation("a", "332071234567"), account, null, NOW));
    assertThat(refused()).isEqualTo(ChargingRefusal.NO_RATE_FOR_DESTINATION);

    take(policy.decide(authorisation("b", "61"), null, null, NOW));
    assertThat(refused()).isEqualTo(ChargingRefusal.UNKNOWN_ACCOUNT);

    account = new Account(new AccountId("1001"), EUR, "retail", true, false, 0, 1_000_000, 0);
    authorise("c");
    assertThat(refused()).isEqualTo(ChargingRefusal.ACCOUNT_DISABLED);
  }

  @Test
  void a_call_that_is_settled_costs_what_was_used_and_the_rest_is_free_again() {
    authorise("call");
    answer("call");
    settle("call", NOW, NOW.plusMillis(12_300));

    assertThat(charged().costMicros()).isEqualTo(130_000);
    assertThat(charged().billedSeconds()).isEqualTo(13);
    assertThat(charged().usedMicros()).isEqualTo(12_300_000);
    assertThat(charged().tariff()).isEqualTo("retail/1");
    assertThat(account().balanceMicros()).isEqualTo(9_870_000);
    assertThat(account().reservedMicros()).isZero();
    assertThat(postings)
        .extracting(Posting::kind)
        .containsExactly(Kind.RESERVATION, Kind.SETTLEMENT, Kind.RELEASE);
    assertThat(command()).isInstanceOf(CallCommand.CancelScheduledHangUp.class);
  }

  @Test
  void a_call_that_was_never_answered_costs_nothing() {
    authorise("call");
    settle("call", null, NOW.plusSeconds(20));

    assertThat(charged().costMicros()).isZero();
    assertThat(account()).isEqualTo(prepaid(10_000_000));
  }

  @Test
  void a_renewal_sets_the_next_timer_before_the_last_ends() {
    authorise("call");
    answer("call");
    CallSession metering = session("call");
    assertThat(metering.renewAt()).isEqualTo(NOW.plusSeconds(45));

    renew("call", 2, NOW.plusSeconds(45));

    var timer = (CallCommand.ScheduleHangUp) command();
    assertThat(timer.afterSeconds()).isEqualTo(75);
    assertThat(timer.group()).isEqualTo("strowger-call-2");
    assertThat(timer.replacesGroup()).isEqualTo("strowger-call-1");
    assertThat(timer.cause()).isEqualTo(HangupCause.ALLOTTED_TIMEOUT);
    assertThat(account().reservedMicros()).isEqualTo(1_200_000);
  }

  @Test
  void when_the_money_is_out_the_timer_stays_and_the_switch_ends_the_call() {
    account = prepaid(600_000);
    authorise("call");
    answer("call");

    renew("call", 2, NOW.plusSeconds(45));

    assertThat(answers).isEmpty();
    assertThat(session("call").renewAt()).isNull();
    settle("call", NOW, NOW.plusSeconds(61));
    assertThat(charged().costMicros()).as("never below zero").isEqualTo(600_000);
    assertThat(account().balanceMicros()).isZero();
  }

  @Test
  void a_slice_within_an_increment_that_is_paid_for_needs_no_more_money() {
    take(policy.decide(authorisation("call", "44"), account, null, NOW));
    answer("call");

    renew("call", 2, NOW.plusSeconds(45));

    assertThat(((CallCommand.ScheduleHangUp) command()).group()).isEqualTo("strowger-call-2");
    assertThat(session("call").slice()).isEqualTo(2);
    assertThat(postings).extracting(Posting::kind).containsExactly(Kind.RESERVATION);
    assertThat(account().reservedMicros()).isEqualTo(3_000_000);
  }

  @Test
  void slices_reserve_in_all_what_the_whole_call_costs() {
    authorise("call");
    answer("call");
    for (int slice = 2; slice <= 5; slice++) {
      renew("call", slice, NOW.plusSeconds(60L * (slice - 1) - 15));
    }

    assertThat(account().reservedMicros()).isEqualTo(5 * 600_000);
    settle("call", NOW, NOW.plusSeconds(299));
    assertThat(charged().costMicros()).isEqualTo(2_990_000);
    assertThat(account().reservedMicros()).isZero();
  }

  @Test
  void a_hang_up_that_overtakes_its_authorisation_leaves_no_money_reserved() {
    settle("call", null, NOW);
    assertThat(charged().costMicros()).isZero();

    authorise("call");

    assertThat(refused()).isEqualTo(ChargingRefusal.CALL_ALREADY_SETTLED);
    assertThat(account().reservedMicros()).isZero();
  }

  @Test
  void what_comes_twice_is_done_once() {
    authorise("call");
    authorise("call");
    assertThat(authorised().grantSeconds()).isEqualTo(60);
    answer("call");
    answer("call");
    renew("call", 2, NOW.plusSeconds(45));
    renew("call", 2, NOW.plusSeconds(46));
    settle("call", NOW, NOW.plusSeconds(70));
    settle("call", NOW, NOW.plusSeconds(70));

    assertThat(answers).isEmpty();
    assertThat(postings).extracting(Posting::id).doesNotHaveDuplicates();
    assertThat(account().balanceMicros()).isEqualTo(9_300_000);
  }

  @Test
  void a_postpaid_call_has_no_limit_and_is_charged_at_its_end() {
    account = new Account(new AccountId("1001"), EUR, "retail", false, true, 0, 0, 0);
    authorise("call");
    assertThat(authorised().grantSeconds()).isNull();
    answer("call");
    settle("call", NOW, NOW.plusSeconds(100));

    assertThat(account().balanceMicros()).isEqualTo(-1_000_000);
  }

  @Test
  void of_many_calls_at_once_just_as_many_are_granted_as_there_is_money_for() {
    account = prepaid(7 * 600_000);
    int granted = 0;
    for (int i = 0; i < 20; i++) {
      authorise("call-" + i);
      granted +=
          ((Answer.Decision) answers.getFirst()).decision()
                  instanceof ChargingDecision.CallAuthorized
              ? 1
              : 0;
    }

    assertThat(granted).isEqualTo(7);
    assertThat(account().availableMicros()).isZero();
  }

  private void authorise(String call) {
    take(policy.decide(authorisation(call, "61255500100"), account, sessions.get(call), NOW));
  }

  private void answer(String call) {
    take(
        policy.decide(
            new ChargingRequest.StartMetering(head(call), NOW), account, session(call), NOW));
  }

  private void renew(String call, int slice, Instant at) {
    take(
        policy.decide(
            new ChargingRequest.RenewGrant(head(call), slice), account, session(call), at));
  }

  private void settle(String call, @Nullable Instant answered, Instant ended) {
    take(
        policy.decide(
            new ChargingRequest.SettleCall(
                head(call), answered, ended, HangupCause.NORMAL_CLEARING),
            account,
            sessions.get(call),
            ended));
  }

  private void take(Charging charging) {
    account = charging.account();
    if (charging.session() != null) {
      sessions.put(charging.session().call().value(), charging.session());
    }
    postings.addAll(charging.postings());
    answers = charging.answers();
  }

  private ChargingDecision.CallAuthorized authorised() {
    return (ChargingDecision.CallAuthorized) ((Answer.Decision) answers.getFirst()).decision();
  }

  private ChargingRefusal refused() {
    return ((ChargingDecision.CallRefused) ((Answer.Decision) answers.getFirst()).decision())
        .reason();
  }

  private CallCharged charged() {
    return ((Answer.Charge) answers.getFirst()).charge();
  }

  private CallCommand command() {
    return ((Answer.Command) answers.getLast()).command();
  }

  private Account account() {
    return Objects.requireNonNull(account);
  }

  private CallSession session(String call) {
    return Objects.requireNonNull(sessions.get(call));
  }

  private static Account prepaid(long balance) {
    return new Account(new AccountId("1001"), EUR, "retail", true, true, 0, balance, 0);
  }

  private static ChargingRequest authorisation(String call, String destination) {
    return new ChargingRequest.AuthorizeCall(
        head(call), "6139", destination, new SwitchId("fs"), new LegId(call), 0, 1);
  }

  private static RequestHead head(String call) {
    return new RequestHead(
        new RequestId(call + "-request"), new CallId(call), new AccountId("1001"), NOW);
  }
}
