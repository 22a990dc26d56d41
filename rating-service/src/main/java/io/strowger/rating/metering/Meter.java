package io.strowger.rating.metering;

import io.strowger.rating.balance.Drawn;
import io.strowger.rating.balance.Purse;
import io.strowger.rating.balance.Rater;
import io.strowger.rating.balance.Spending;
import org.jspecify.annotations.Nullable;

/**
 * Draws for a session. The purse given is that of the moment, what the session holds taken off; the
 * caller books the difference of what it holds before and after.
 */
public sealed interface Meter permits WholeSessionMeter, IncrementMeter {
  /** The meter for prices rounded in this way. */
  static Meter of(Rater rater) {
    return switch (rater.rounding()) {
      case Rater.Rounding.Once() -> new WholeSessionMeter(rater);
      case Rater.Rounding.EachIncrement _ -> new IncrementMeter(rater);
    };
  }

  /**
   * Draws for more usage, or for as much of it as there is money for.
   *
   * @param wanted beyond what was used so far, 0 or more
   * @param lastUsed what was used of the last grant; absent when all of it
   */
  Extended extend(
      Metered before, Purse purse, Spending spending, long wanted, @Nullable Long lastUsed);

  /** Passes over usage that costs nothing, such as a session on hold. */
  Metered pause(Metered before, Spending spending, long usage);

  /**
   * Corrects what was drawn to what was used.
   *
   * @param used all of it
   * @param mayOwe whether what the balances do not cover becomes debt; else nothing is charged for
   *     it
   */
  Metered settle(Metered before, Purse purse, Spending spending, long used, boolean mayOwe);

  /** What came of drawing for more. */
  sealed interface Extended {
    /**
     * Some was granted; maybe less than was wanted, maybe nothing.
     *
     * @param usage that may be used from now on
     */
    record Granted(Metered after, long usage) implements Extended {}

    /** There is no price for it. */
    record Refused(Drawn.Why why) implements Extended {}
  }
}
