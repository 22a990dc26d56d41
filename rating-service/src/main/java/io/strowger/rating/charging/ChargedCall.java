package io.strowger.rating.charging;

import io.strowger.contracts.id.AccountId;
import io.strowger.rating.account.AccountMode;
import io.strowger.rating.balance.Stretch;
import io.strowger.rating.balance.Unit;
import io.strowger.rating.plan.RatingProfile;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a call cost one of those who are charged for it, as it is kept.
 *
 * @param chargeId the same charge kept twice has the same one
 * @param callId the call; on another system its own id of it
 * @param run whose charge it is
 * @param cost what it was and by what; without an amount when there was no price
 * @param times when it was
 * @param used what was used
 * @param extra what else was known of it
 */
public record ChargedCall(
    String chargeId,
    String callId,
    String run,
    Payer payer,
    Cost cost,
    Times times,
    Used used,
    Map<String, String> extra) {
  /** Which of a balance's factors held, among what else was known of it. */
  public static final String FACTOR = "BalanceFactorID";

  /** Copies what it is given. */
  public ChargedCall {
    extra = Map.copyOf(extra);
  }

  /** What was used, in micro-units. */
  public long usedMicros() {
    return used.micros();
  }

  /**
   * What was used.
   *
   * @param micros micro-seconds of time, or millionths of what is counted
   */
  public record Used(Unit unit, long micros) {
    /** Talking. */
    public static Used voice(long micros) {
      return new Used(new Unit.Voice(), micros);
    }
  }

  /** Who was charged, for calling whom. */
  public record Payer(
      AccountId account, AccountMode mode, RatingProfile.Key profile, String destination) {}

  /**
   * What it cost.
   *
   * @param micros in micro-units; absent when it could not be priced
   * @param tariff the tariff and version; absent likewise
   * @param prefix what matched; absent when units alone were used, or nothing
   * @param failure why it could not be priced; absent when it could
   * @param stretches what was drawn from where
   */
  public record Cost(
      @Nullable Long micros,
      Currency currency,
      @Nullable String tariff,
      @Nullable String prefix,
      @Nullable String failure,
      List<Stretch> stretches) {
    /** Copies what it is given. */
    public Cost {
      stretches = List.copyOf(stretches);
    }
  }

  /** When it began, was answered if it was, and ended. */
  public record Times(Instant setupAt, @Nullable Instant answeredAt, Instant endedAt) {}
}
