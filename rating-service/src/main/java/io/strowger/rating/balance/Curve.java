package io.strowger.rating.balance;

import io.strowger.rating.costing.CgratesCosting;
import io.strowger.rating.costing.ExactCosting;
import io.strowger.rating.costing.Span;
import io.strowger.rating.plan.FinalRounding;
import io.strowger.rating.plan.PriceRule.MaxCost;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** What the increments of consecutive spans cost, summed up from the first, in micro-units. */
sealed interface Curve {
  /** The spans, in the order of time. */
  List<Span> spans();

  /** What is charged before the first increment. */
  long feeMicros();

  /** The fee, all of the spans before, and so many increments of this one. */
  long micros(int span, long increments);

  /** How many increments of a span are charged; beyond them its max cost is reached. */
  long charged(int span);

  /** How many increments a span has. */
  default long increments(int span) {
    return spans().get(span).length() / spans().get(span).slot().increment();
  }

  /**
   * The curve of spans.
   *
   * @param withFee whether their connect fee is due
   * @param spentMicros what the call cost before, connect fee not counted, in micro-units
   */
  static Curve of(Rater.Rounding rounding, List<Span> spans, boolean withFee, long spentMicros) {
    return switch (rounding) {
      case Rater.Rounding.Once() ->
          new Exact(spans, new ExactCosting().connectFee(spans, withFee), spentMicros);
      case Rater.Rounding.EachIncrement(int decimals) -> {
        CgratesCosting costing = new CgratesCosting(decimals);
        yield new ByIncrement(spans, costing.connectFee(spans, withFee), spentMicros, costing);
      }
    };
  }

  private static long toMicros(BigDecimal amount, RoundingMode mode) {
    return amount.movePointRight(6).setScale(0, mode).longValueExact();
  }

  /** Every sum is an exact fraction, rounded as the price says, or to the micro-unit. */
  final class Exact implements Curve {
    private static final int MICRO = 6;

    private final List<Span> spans;
    private final BigDecimal denominator;
    private final BigInteger common;
    private final BigDecimal spent;
    private final List<BigDecimal> before = new ArrayList<>();
    private final List<FinalRounding> roundings = new ArrayList<>();
    private final List<Long> least = new ArrayList<>();
    private final long fee;

    Exact(List<Span> spans, BigDecimal fee, long spentMicros) {
      this.spans = spans;
      this.common = commonUnit(spans);
      this.denominator = new BigDecimal(common);
      this.spent = BigDecimal.valueOf(spentMicros, MICRO);
      BigDecimal sum = fee.multiply(denominator);
      FinalRounding rounding =
          spans.isEmpty() ? FinalRounding.NONE : spans.getFirst().price().price().rounding();
      long atLeast = 0;
      for (Span span : spans) {
        FinalRounding own = span.price().price().rounding();
        if (own.decimals() > rounding.decimals()) {
          atLeast = Math.max(atLeast, rounded(sum, rounding));
          rounding = own;
        }
        before.add(sum);
        roundings.add(rounding);
        least.add(atLeast);
        sum = capped(span, sum.add(own(span, span.length())), sum);
      }
      this.fee = spans.isEmpty() ? 0 : rounded(fee.multiply(denominator), roundings.getFirst());
    }

    @Override
    public List<Span> spans() {
      return spans;
    }

    @Override
    public long feeMicros() {
      return fee;
    }

    @Override
    public long micros(int index, long increments) {
      Span span = spans.get(index);
      BigDecimal sum = before.get(index);
      BigDecimal more = sum.add(own(span, increments * span.slot().increment()));
      return Math.max(least.get(index), rounded(capped(span, more, sum), roundings.get(index)));
    }

    @Override
    public long charged(int index) {
      Span span = spans.get(index);
      if (!(span.price().price().maxCost() instanceof MaxCost.FreeFrom(BigDecimal most))
          || span.slot().price().signum() == 0) {
        return increments(index);
      }
      BigDecimal each = own(span, span.slot().increment());
      BigDecimal room = most.subtract(spent).multiply(denominator).subtract(before.get(index));
      BigDecimal fitting = room.divide(each, 0, RoundingMode.CEILING);
      return fitting.max(BigDecimal.ZERO).min(BigDecimal.valueOf(increments(index))).longValue();
    }

    private BigDecimal own(Span span, long length) {
      BigInteger units = common.divide(BigInteger.valueOf(span.slot().unit()));
      return span.slot()
          .price()
          .multiply(new BigDecimal(units.multiply(BigInteger.valueOf(length))));
    }

    private BigDecimal capped(Span span, BigDecimal sum, BigDecimal before) {
      return span.price().price().maxCost() instanceof MaxCost.FreeFrom(BigDecimal most)
          ? sum.min(most.subtract(spent).multiply(denominator)).max(before)
          : sum;
    }

    private long rounded(BigDecimal sum, FinalRounding rounding) {
      if (rounding.decimals() == 0) {
        return toMicros(sum.divide(denominator, MICRO, RoundingMode.HALF_UP), RoundingMode.HALF_UP);
      }
      int decimals = Math.min(MICRO, rounding.decimals());
      BigDecimal value = sum.divide(denominator, 2 * decimals + 12, RoundingMode.DOWN);
      return toMicros(rounding.method().round(value, decimals), RoundingMode.HALF_UP);
    }

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

  /** Every increment of a span costs the same, rounded. */
  final class ByIncrement implements Curve {
    private final List<Span> spans;
    private final long fee;
    private final long[] each;
    private final long[] charged;
    private final long[] before;

    ByIncrement(List<Span> spans, BigDecimal fee, long spentMicros, CgratesCosting costing) {
      this.spans = spans;
      this.fee = toMicros(fee, RoundingMode.HALF_UP);
      this.each = new long[spans.size()];
      this.charged = new long[spans.size()];
      this.before = new long[spans.size()];
      long spent = spentMicros;
      for (int i = 0; i < spans.size(); i++) {
        each[i] = toMicros(costing.incrementCost(spans.get(i)), RoundingMode.HALF_UP);
        charged[i] = charged(spans.get(i), increments(i), each[i], spent);
        before[i] = spent - spentMicros;
        spent += each[i] * charged[i];
      }
    }

    /** An increment is free only when the limit was reached before it. */
    private static long charged(Span span, long increments, long each, long spent) {
      if (!(span.price().price().maxCost() instanceof MaxCost.FreeFrom(BigDecimal most))) {
        return increments;
      }
      long left = toMicros(most, RoundingMode.HALF_UP) - spent;
      if (left <= 0) {
        return 0;
      }
      return each == 0 ? increments : Math.min(increments, Math.ceilDiv(left, each));
    }

    @Override
    public List<Span> spans() {
      return spans;
    }

    @Override
    public long feeMicros() {
      return fee;
    }

    @Override
    public long micros(int span, long increments) {
      return fee + before[span] + each[span] * Math.min(increments, charged[span]);
    }

    @Override
    public long charged(int span) {
      return charged[span];
    }
  }
}
