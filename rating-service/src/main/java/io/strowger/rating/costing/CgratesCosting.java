package io.strowger.rating.costing;

import io.strowger.rating.plan.FinalRounding;
import io.strowger.rating.plan.PriceRule.MaxCost;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * As CGRateS does: the cost of each span is rounded, divided by its increments, rounded for each
 * increment and multiplied back, and only then is the whole rounded.
 *
 * @param decimals of the roundings in between ({@code rounding_decimals}), 0 to 6
 */
public record CgratesCosting(int decimals) implements Costing {
  /** Decimals in between unless configured. */
  public static final int DECIMALS = 5;

  /** From so many increments on ({@code max_increments}) a span's cost is not divided. */
  private static final long MOST_INCREMENTS = 1_000_000;

  @Override
  public BigDecimal of(List<Span> spans, boolean withConnectFee) {
    BigDecimal fee = connectFee(spans, withConnectFee);
    // CGRateS adds in binary floating point, and what that leaves behind may decide the last digit.
    double cost = 0;
    double soFar = 0;
    for (int i = 0; i < spans.size(); i++) {
      BigDecimal own = spanCost(spans.get(i));
      cost += (i == 0 ? middle(own.add(fee)) : own).doubleValue();
      // Not the span's cost but the sum so far is added: the limit may be reached too early.
      soFar += cost;
      if (spans.get(i).price().price().maxCost() instanceof MaxCost.FreeFrom(var amount)
          && soFar >= amount.doubleValue()) {
        cost = amount.doubleValue();
        soFar = cost;
      }
    }
    FinalRounding rounding = Costing.roundingOf(spans);
    return rounding.decimals() == 0
        ? BigDecimal.valueOf(cost).setScale(decimals, RoundingMode.HALF_UP)
        : rounding.binary(cost);
  }

  private BigDecimal spanCost(Span span) {
    long increments = span.increments();
    return increments > MOST_INCREMENTS
        ? told(wholeCost(span))
        : middle(incrementCost(span).multiply(BigDecimal.valueOf(increments)));
  }

  /**
   * A span's cost is rounded, divided by its increments, and rounded again; in binary floating
   * point, for a half may fall to either side there.
   */
  @Override
  public BigDecimal incrementCost(Span span) {
    return told(middle(wholeCost(span) / span.increments()));
  }

  private double wholeCost(Span span) {
    double price = span.slot().price().doubleValue() / span.slot().unit();
    return middle(span.length() * price);
  }

  private double middle(double value) {
    double power = Math.pow(10, decimals);
    double shifted = value * power;
    double floor = Math.floor(shifted);
    return (shifted - floor >= 0.5 ? Math.ceil(shifted) : floor) / power;
  }

  private BigDecimal told(double rounded) {
    return BigDecimal.valueOf(rounded).setScale(decimals, RoundingMode.HALF_UP);
  }

  private BigDecimal middle(BigDecimal amount) {
    return amount.setScale(decimals, RoundingMode.HALF_UP);
  }
}
