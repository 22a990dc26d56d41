package io.strowger.rating.prefixrate;

import java.math.BigDecimal;

/**
 * A price from some second of the call on.
 *
 * @param fromSeconds where it begins, counted from answer, 0 or more
 * @param price of one unit, 0 or more, with at most 12 decimals
 * @param unitSeconds what the price is for, 1 to 86,400: 60 for a price per minute
 * @param incrementSeconds what time is rounded up to, 1 to 86,400
 */
public record RateSlot(int fromSeconds, BigDecimal price, int unitSeconds, int incrementSeconds) {
  private static final int DAY = 86_400;
  private static final int DECIMALS = 12;
  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);

  /** Refuses an impossible price. */
  public RateSlot {
    if (fromSeconds < 0) {
      throw new IllegalArgumentException("from_seconds must be 0 or more but is " + fromSeconds);
    }
    requirePrice("price", price);
    requireSpan("unit_seconds", unitSeconds);
    requireSpan("increment_seconds", incrementSeconds);
  }

  static void requirePrice(String field, BigDecimal price) {
    if (price.signum() < 0 || price.compareTo(MOST) > 0 || price.scale() > DECIMALS) {
      throw new IllegalArgumentException(
          field + " must be 0 to " + MOST + " with at most " + DECIMALS + " decimals");
    }
  }

  private static void requireSpan(String field, int seconds) {
    if (seconds < 1 || seconds > DAY) {
      throw new IllegalArgumentException(field + " must be 1 to " + DAY + " but is " + seconds);
    }
  }
}
