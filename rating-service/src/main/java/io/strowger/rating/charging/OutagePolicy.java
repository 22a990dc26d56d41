package io.strowger.rating.charging;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of calls while rating cannot look at its books.
 *
 * @param seconds how long a new call may go on, 1 or more; 0 refuses new calls
 * @param mostMicros what such a call may cost at most, in micro-units; absent for any sum
 */
public record OutagePolicy(int seconds, @Nullable Long mostMicros) {
  /** No new calls. */
  public static final OutagePolicy REFUSE = new OutagePolicy(0, null);

  /** Refuses less than nothing. */
  public OutagePolicy {
    if (seconds < 0 || mostMicros != null && mostMicros < 0) {
      throw new IllegalArgumentException(
          "an outage policy needs 0 or more but has " + seconds + " s, " + mostMicros);
    }
  }

  /** True when new calls are let through, for some time. */
  public boolean goesOn() {
    return seconds > 0;
  }
}
