package io.strowger.rating.charging;

import static io.strowger.rating.charging.Bench.NOW;
import static io.strowger.rating.charging.Bench.prepaid;
import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.charging.ChargingDecision;
import io.strowger.contracts.charging.ChargingRefusal;
import io.strowger.rating.account.AccountState;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Calls while the books cannot be looked at, and what is charged of them afterwards. */
class UnbookedTest {
  private final Bench bench =
      new Bench(new OutagePolicies(Map.of("standard", new OutagePolicy(120, 500_000L))))
          .with(prepaid(), 10_000_000);

  @Test
  void a_class_calls_within_its_cap_and_is_charged_when_they_are_back() {
    assertThat(letThrough(bench.withoutBooks("call")).grantSeconds()).isEqualTo(50);
    bench.settleUnbooked("call", NOW, NOW.plusSeconds(30));

    assertThat(bench.charged().costMicros()).isEqualTo(300_000);
    assertThat(bench.account().balanceMicros()).isEqualTo(9_700_000);
  }

  @Test
  void one_whose_answer_nobody_heard_is_not_given_up_while_it_may_go_on() {
    // Given
    Bench patient =
        new Bench(new OutagePolicies(Map.of("standard", new OutagePolicy(3_600, null))))
            .with(prepaid(), 100_000_000);
    assertThat(letThrough(patient.withoutBooks("call")).grantSeconds()).isEqualTo(3_600);
    patient.authorise("call");
    Instant end = NOW.plusSeconds(3_600);

    // When
    giveUp(patient, "call", end);
    assertThat(patient.commands()).as("its timer stays").isEmpty();
    patient.settleUnbooked("call", NOW, end);

    // Then
    assertThat(patient.charged().costMicros()).isEqualTo(36_000_000);
    assertThat(patient.account().balanceMicros()).isEqualTo(64_000_000);
    assertThat(patient.account().reservedMicros()).isZero();
  }

  @Test
  void one_that_nobody_answers_is_given_up_in_the_end() {
    bench.authorise("call");

    giveUp(bench, "call", NOW.plusSeconds(900 + 120));

    assertThat(bench.charged().costMicros()).isZero();
    assertThat(bench.account().reservedMicros()).isZero();
  }

  @Test
  void other_classes_do_not_call() {
    Bench strict = new Bench().with(prepaid(), 10_000_000);

    var decision = ((Charging.Answer.Decision) strict.withoutBooks("call")).decision();

    assertThat(((ChargingDecision.CallRefused) decision).reason())
        .isEqualTo(ChargingRefusal.BOOKS_UNAVAILABLE);
  }

  @Test
  void the_callers_leg_says_to_its_end_that_it_was_let_through() {
    assertThat(letThrough(bench.withoutBooks("call")).callerVariables())
        .containsExactly(Map.entry("strowger_unbooked", "unanswered"));
    assertThat(letThrough(bench.withoutBooks("call", NOW.minusSeconds(9))).callerVariables())
        .containsExactly(Map.entry("strowger_unbooked", "answered"));
  }

  @Test
  void a_call_that_was_refused_costs_nothing_though_the_dialplan_had_answered_it() {
    // Given
    bench.with(prepaid().in(AccountState.SUSPENDED), 10_000_000);
    bench.authoriseAnswered("call", NOW);
    assertThat(bench.refused()).isEqualTo(ChargingRefusal.ACCOUNT_DISABLED);

    // When
    bench.settle("call", NOW.minusSeconds(60), NOW.plusSeconds(30));

    // Then
    assertThat(bench.charged().costMicros()).isZero();
    assertThat(bench.account().balanceMicros()).isEqualTo(10_000_000);
  }

  @Test
  void a_call_that_never_was_ours_costs_nothing() {
    bench.settle("voicemail", NOW, NOW, NOW.plusSeconds(30));

    assertThat(bench.charged().costMicros()).isZero();
    assertThat(bench.postings).isEmpty();
  }

  /** As is done with a call of which nothing was heard for too long. */
  private static void giveUp(Bench bench, String call, Instant now) {
    Instant expires = bench.session(call).moments().expiresAt();
    if (expires != null && !expires.isAfter(now)) {
      bench.settle(call, null, expires);
    }
  }

  private static ChargingDecision.CallAuthorized letThrough(Charging.Answer answer) {
    return (ChargingDecision.CallAuthorized) ((Charging.Answer.Decision) answer).decision();
  }
}
