package io.strowger.rating.costing;

import io.strowger.rating.plan.FinalRounding;
import io.strowger.rating.plan.PriceRule.MaxCost;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;

/**
 * Exact fractions, rounded once: as the tariff says, or half up where it says nothing, and never to
 * more than the micro-unit, the smallest that accounts hold. The cost grows with the usage, also
 * where the rounding changes within a call.
 */
public record ExactCosting() implements Costing {
  private static final int MICRO = 6;
  private static final int SHOWN = 12;

  /** Decimals before the one rounding: what is cut off there is dust for every method. */
  private static final int PLENTY = 16;

  @Override
  public BigDecimal of(List<Span> spans, boolean withConnectFee) {
    BigInteger common = commonUnit(spans);
    BigDecimal denominator = new BigDecimal(common);
    BigDecimal sum = connectFee(spans, withConnectFee).multiply(denominator);
    BigDecimal least = BigDecimal.ZERO;
    FinalRounding rounding =
        spans.isEmpty() ? FinalRounding.NONE : spans.getFirst().price().price().rounding();
    for (Span span : spans) {
      FinalRounding own = span.price().price().rounding();
      if (own.decimals() > rounding.decimals()) {
        least = rounded(sum, denominator, rounding).max(least);
        rounding = own;
      }
      sum = with(span, sum, common);
    }
    return rounded(sum, denominator, rounding).max(least);
  }

  @Override
  public BigDecimal connectFee(List<Span> spans, boolean wanted) {
    BigDecimal fee = Costing.super.connectFee(spans, wanted);
    return fee.signum() > 0
            && spans.getFirst().price().price().maxCost() instanceof MaxCost.FreeFrom(var amount)
        ? fee.min(amount)
        : fee;
  }

  @Override
  public BigDecimal incrementCost(Span span) {
    BigDecimal unit = BigDecimal.valueOf(span.slot().unit());
    return span.slot()
        .price()
        .multiply(BigDecimal.valueOf(span.slot().increment()))
        .divide(unit, SHOWN, RoundingMode.HALF_UP)
        .stripTrailingZeros();
  }

  private static BigDecimal with(Span span, BigDecimal before, BigInteger common) {
    BigInteger units = common.divide(BigInteger.valueOf(span.slot().unit()));
    BigDecimal times = new BigDecimal(units.multiply(BigInteger.valueOf(span.length())));
    BigDecimal sum = before.add(span.slot().price().multiply(times));
    return span.price().price().maxCost() instanceof MaxCost.FreeFrom(var amount)
        ? sum.min(amount.multiply(new BigDecimal(common))).max(before)
        : sum;
  }

  private static BigDecimal rounded(
      BigDecimal sum, BigDecimal denominator, FinalRounding rounding) {
    if (rounding.decimals() == 0) {
      return sum.divide(denominator, MICRO, RoundingMode.HALF_UP);
    }
    int decimals = Math.min(MICRO, rounding.decimals());
    BigDecimal value = sum.divide(denominator, PLENTY, RoundingMode.DOWN);
    return rounding.method().round(value, decimals);
  }

  /** The least common multiple of the units: over it every span's cost is exact. */
  private static BigInteger commonUnit(List<Span> spans) {
    BigInteger common = BigInteger.ONE;
    long latest = 1;
    for (Span span : spans) {
      if (span.slot().unit() != latest) {
        latest = span.slot().unit();
        BigInteger unit = BigInteger.valueOf(latest);
        common = common.divide(common.gcd(unit)).multiply(unit);
      }
    }
    return common;
  }
}
