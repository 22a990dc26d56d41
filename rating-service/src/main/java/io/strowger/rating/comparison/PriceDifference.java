package io.strowger.rating.comparison;

import io.strowger.rating.plan.TariffPlan.Match;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A prefix whose price differs between two versions of a tariff.
 *
 * @param plan the rating plan's id
 * @param prefix empty for every number that has no other price
 * @param before absent when there was none
 * @param after absent when there is none any more
 */
public record PriceDifference(
    String plan, String prefix, Kind kind, @Nullable Offer before, @Nullable Offer after) {

  /** How it differs. */
  public enum Kind {
    /** There was no price. */
    ADDED,
    /** There is no price any more. */
    REMOVED,
    /** Calls of one and of ten minutes cost more, or one of them does and the other as much. */
    RAISED,
    /** Calls of one and of ten minutes cost less, or one of them does and the other as much. */
    LOWERED,
    /** Some calls cost more and others less, or the difference is one of other times. */
    OTHERWISE
  }

  /**
   * What a version asks.
   *
   * @param oneMinute what a call of one minute costs; absent when none holds at that time
   * @param tenMinutes what a call of ten minutes costs; absent likewise
   */
  public record Offer(
      Match match, @Nullable BigDecimal oneMinute, @Nullable BigDecimal tenMinutes) {}
}
