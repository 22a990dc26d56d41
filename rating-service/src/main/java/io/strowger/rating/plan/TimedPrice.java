package io.strowger.rating.plan;

import java.math.BigDecimal;

/**
 * A price and when it holds.
 *
 * @param weight the heavier wins where several hold
 */
public record TimedPrice(Timing timing, PriceRule price, BigDecimal weight) {
  /** True when this one is heavier, or as heavy and begun later. */
  boolean beats(TimedPrice other) {
    int heavier = weight.compareTo(other.weight);
    return heavier > 0 || heavier == 0 && timing.start().isAfter(other.timing.start());
  }

  /** True when it costs as much at the same times, whatever its names. */
  boolean costsAsMuchAs(TimedPrice other) {
    return weight.compareTo(other.weight) == 0
        && timing.holdsWhen(other.timing)
        && price.costsAsMuchAs(other.price);
  }
}
