package io.strowger.rating.plan;

import java.math.BigDecimal;

/**
 * A price from some point of the usage on. Usage is counted in nanoseconds for time, and in single
 * units for data, messages and whatever else is counted.
 *
 * @param from where it begins, counted from the start of the call, 0 or more
 * @param price of one unit, 0 or more
 * @param unit what the price is for, 1 or more
 * @param increment what usage is rounded up to, 1 or more
 */
public record PriceSlot(long from, BigDecimal price, long unit, long increment) {
  /** Refuses what cannot be. */
  public PriceSlot {
    price = price.stripTrailingZeros();
    if (from < 0) {
      throw new IllegalArgumentException("a price must not begin below 0: " + from);
    }
    if (price.signum() < 0) {
      throw new IllegalArgumentException("a price must not be below 0: " + price.toPlainString());
    }
    if (unit < 1 || increment < 1) {
      throw new IllegalArgumentException(
          "unit and increment of a price must be above 0: " + unit + ", " + increment);
    }
  }
}
