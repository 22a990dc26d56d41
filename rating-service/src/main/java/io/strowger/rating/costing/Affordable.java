package io.strowger.rating.costing;

import java.math.BigDecimal;

/** How much usage some money pays for. */
public sealed interface Affordable {
  /**
   * So much.
   *
   * @param amount nanoseconds of time, or units of what is counted; never more than was asked for,
   *     0 when not even the connect fee and the first increment can be paid
   * @param cost what that costs, with the connect fee; 0 when the amount is 0
   */
  record UpTo(long amount, BigDecimal cost) implements Affordable {}

  /** There is no price for it. */
  record Refused(RatingRefusal why) implements Affordable {}
}
