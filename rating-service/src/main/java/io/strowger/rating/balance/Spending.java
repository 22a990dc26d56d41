package io.strowger.rating.balance;

import io.strowger.rating.costing.Usage;
import io.strowger.rating.plan.RatingProfile;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What balances are drawn upon for.
 *
 * @param profile by whose rating profile it is rated, unless a balance says otherwise
 * @param destination the number
 * @param start when the call began to cost
 * @param unit what balances other than money may be used: {@code voice}, {@code data}, ...
 * @param factorId which of a balance's factors holds; empty for none
 * @param dearest the most that a nanosecond may cost; absent for any price
 * @param mostMicros the most money that all of it may cost, in micro-units; absent for any sum
 */
public record Spending(
    RatingProfile.Key profile,
    String destination,
    Instant start,
    Unit unit,
    String factorId,
    @Nullable BigDecimal dearest,
    @Nullable Long mostMicros) {

  /** A call. */
  public static Spending call(RatingProfile.Key profile, String destination, Instant start) {
    return new Spending(profile, destination, start, new Unit.Voice(), "", null, null);
  }

  /** The same, but for no more money than this. */
  public Spending atMost(@Nullable Long micros) {
    return new Spending(profile, destination, start, unit, factorId, dearest, micros);
  }

  /** The part of it from some point on, as it is rated by some profile. */
  Usage part(RatingProfile.Key by, long from, long to, boolean first) {
    Usage.Kind kind = unit instanceof Unit.Voice ? Usage.Kind.VOICE : Usage.Kind.UNITS;
    return new Usage(by, destination, start.plusNanos(from), to - from, kind, from, first);
  }

  /** Micro-units of its unit in so much usage, rounded up. */
  long micros(long usage, BigDecimal factor) {
    BigDecimal one =
        unit instanceof Unit.Voice
            ? BigDecimal.valueOf(usage, 3)
            : BigDecimal.valueOf(usage).movePointRight(6);
    return one.multiply(factor).setScale(0, java.math.RoundingMode.CEILING).longValueExact();
  }
}
