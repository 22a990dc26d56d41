package io.strowger.rating.comparison;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A call that costs another amount by another tariff, or cannot be priced by it.
 *
 * @param tariff by which it was priced here, with its version; absent when there is none
 * @param destination what its number was found under; empty when it was not
 * @param after what it costs here; absent when it has no price
 * @param refusal why it has none; absent when it has one
 */
public record CallDifference(
    ComparedCall call,
    @Nullable String tariff,
    String destination,
    @Nullable BigDecimal after,
    @Nullable String refusal) {
  /** True when it has no price. */
  public boolean isRefused() {
    return after == null;
  }
}
