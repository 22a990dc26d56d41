package io.strowger.rating.comparison;

import java.math.BigDecimal;

/**
 * Calls added up.
 *
 * @param refused how many of them have no price here; their amounts are in no sum
 * @param differing how many cost another amount here
 * @param nanos how long they were, in nanoseconds or units
 */
public record CallSums(
    long calls, long refused, long differing, long nanos, BigDecimal before, BigDecimal after) {
  /** Nothing yet. */
  public static final CallSums NONE = new CallSums(0, 0, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO);

  /** How much more is charged here; below 0 when it is less. */
  public BigDecimal difference() {
    return after.subtract(before);
  }

  CallSums refused(ComparedCall call) {
    return new CallSums(
        calls + 1, refused + 1, differing, nanos + call.usage().amount(), before, after);
  }

  CallSums priced(ComparedCall call, BigDecimal cost, boolean differs) {
    return new CallSums(
        calls + 1,
        refused,
        differing + (differs ? 1 : 0),
        nanos + call.usage().amount(),
        before.add(call.before()),
        after.add(cost));
  }
}
