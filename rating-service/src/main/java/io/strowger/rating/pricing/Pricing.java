package io.strowger.rating.pricing;

import io.strowger.rating.tariff.Rate;
import io.strowger.rating.tariff.RateSlot;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;

/**
 * Exact prices.
 *
 * <p>Each slot's time is rounded up to its increments and swallows what follows of the next. The
 * sum is an exact fraction; it is rounded once, at the end, half up to the micro-unit. The cost of
 * a call is a function of its whole length, so that splitting it into slices changes no total.
 */
public final class Pricing {
  private static final int MICRO = 6;

  private Pricing() {}

  /** What a call of this length costs; nothing, connect fee included, when it has none. */
  public static Price price(Rate rate, Duration used) {
    if (used.isZero() || used.isNegative()) {
      return new Price(0, 0);
    }
    long seconds = used.getNano() == 0 ? used.getSeconds() : used.getSeconds() + 1;
    BigInteger denominator = commonUnit(rate);
    BigDecimal numerator = rate.connectFee().multiply(new BigDecimal(denominator));
    long billedUpTo = 0;
    for (int i = 0; i < rate.slots().size() && billedUpTo < seconds; i++) {
      RateSlot slot = rate.slots().get(i);
      boolean last = i + 1 == rate.slots().size();
      long end = last ? seconds : Math.min(seconds, rate.slots().get(i + 1).fromSeconds());
      if (billedUpTo < end) {
        long increment = slot.incrementSeconds();
        long billed = Math.ceilDiv(end - billedUpTo, increment) * increment;
        numerator = numerator.add(slotCost(slot, billed, denominator));
        billedUpTo += billed;
      }
    }
    BigDecimal cost = numerator.divide(new BigDecimal(denominator), MICRO, RoundingMode.HALF_UP);
    return new Price(cost.unscaledValue().longValueExact(), billedUpTo);
  }

  /**
   * How long a call this money buys.
   *
   * @param micros all that may be spent on the call, in micro-units
   * @param most the longest that is asked for, in seconds
   * @return whole seconds, 0 when the first increment costs more
   */
  public static long affordableSeconds(Rate rate, long micros, long most) {
    long affordable = 0;
    long tooMuch = most + 1;
    while (tooMuch - affordable > 1) {
      long middle = affordable + (tooMuch - affordable) / 2;
      if (price(rate, Duration.ofSeconds(middle)).micros() <= micros) {
        affordable = middle;
      } else {
        tooMuch = middle;
      }
    }
    return affordable;
  }

  private static BigDecimal slotCost(RateSlot slot, long billed, BigInteger denominator) {
    BigInteger units = denominator.divide(BigInteger.valueOf(slot.unitSeconds()));
    return slot.price().multiply(new BigDecimal(units.multiply(BigInteger.valueOf(billed))));
  }

  /** The least common multiple of the slots' units: over it every slot's cost is exact. */
  private static BigInteger commonUnit(Rate rate) {
    BigInteger common = BigInteger.ONE;
    for (RateSlot slot : rate.slots()) {
      BigInteger unit = BigInteger.valueOf(slot.unitSeconds());
      common = common.divide(common.gcd(unit)).multiply(unit);
    }
    return common;
  }
}
