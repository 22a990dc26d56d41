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
    BigDecimal fee = Costing.connectFee(spans, withConnectFee);
    BigDecimal cost = BigDecimal.ZERO;
    BigDecimal soFar = BigDecimal.ZERO;
    for (int i = 0; i < spans.size(); i++) {
      BigDecimal own = spanCost(spans.get(i));
      cost = cost.add(i == 0 ? middle(own.add(fee)) : own);
      // Not the span's cost but the sum so far is added: the limit may be reached too early.
      soFar = soFar.add(cost);
      if (spans.get(i).price().price().maxCost() instanceof MaxCost.FreeFrom(var amount)
          && soFar.compareTo(amount) >= 0) {
        cost = amount;
        soFar = amount;
      }
    }
    FinalRounding rounding = Costing.roundingOf(spans);
    return rounding.decimals() == 0 ? cost : rounding.method().round(cost, rounding.decimals());
  }

  private BigDecimal spanCost(Span span) {
    long increments = span.increments();
    return increments > MOST_INCREMENTS
        ? wholeCost(span)
        : middle(incrementCost(span).multiply(BigDecimal.valueOf(increments)));
  }

  @Override
  public BigDecimal incrementCost(Span span) {
    return wholeCost(span)
        .divide(BigDecimal.valueOf(span.increments()), decimals, RoundingMode.HALF_UP);
  }

  private BigDecimal wholeCost(Span span) {
    return span.slot()
        .price()
        .multiply(BigDecimal.valueOf(span.length()))
        .divide(BigDecimal.valueOf(span.slot().unit()), decimals, RoundingMode.HALF_UP);
  }

  private BigDecimal middle(BigDecimal amount) {
    return amount.setScale(decimals, RoundingMode.HALF_UP);
  }
}
