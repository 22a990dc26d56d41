package io.strowger.rating.costing;

import io.strowger.rating.plan.FinalRounding;
import java.math.BigDecimal;
import java.util.List;

/** From spans to an amount. */
public sealed interface Costing permits ExactCosting, CgratesCosting {
  /** The cost of a call in these spans, the connect fee of the first included when wanted. */
  BigDecimal of(List<Span> spans, boolean withConnectFee);

  /** What one increment of a span costs, as it is shown in the parts of a cost. */
  BigDecimal incrementCost(Span span);

  /** The connect fee of a call in these spans, as far as it is charged. */
  default BigDecimal connectFee(List<Span> spans, boolean wanted) {
    return wanted && !spans.isEmpty()
        ? spans.getFirst().price().price().connectFee()
        : BigDecimal.ZERO;
  }

  /** The rounding of the span with the most decimals, the first of them. */
  static FinalRounding roundingOf(List<Span> spans) {
    FinalRounding longest = FinalRounding.NONE;
    for (Span span : spans) {
      FinalRounding own = span.price().price().rounding();
      if (own.decimals() > longest.decimals()) {
        longest = own;
      }
    }
    return longest;
  }
}
