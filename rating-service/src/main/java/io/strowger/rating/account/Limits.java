package io.strowger.rating.account;

import org.jspecify.annotations.Nullable;

/**
 * What an account may do at most; what is absent has no limit.
 *
 * @param calls how many calls at once, 1 or more
 * @param callsPerSecond how many new calls in one second, 1 or more
 * @param perCallMicros what one call may cost, in micro-units of the account's currency
 * @param perDayMicros what the calls it pays for may cost in a day (UTC), in micro-units
 * @param lowBalanceMicros an event is published when its money falls below this, in micro-units
 */
public record Limits(
    @Nullable Integer calls,
    @Nullable Integer callsPerSecond,
    @Nullable Long perCallMicros,
    @Nullable Long perDayMicros,
    @Nullable Long lowBalanceMicros) {
  /** No limits. */
  public static final Limits NONE = new Limits(null, null, null, null, null);

  /** Refuses limits that nobody could keep. */
  public Limits {
    requireAtLeast("calls", calls == null ? null : calls.longValue(), 1);
    requireAtLeast("calls_per_second", callsPerSecond == null ? null : (long) callsPerSecond, 1);
    requireAtLeast("per_call", perCallMicros, 0);
    requireAtLeast("per_day", perDayMicros, 0);
  }

  private static void requireAtLeast(String name, @Nullable Long value, long least) {
    if (value != null && value < least) {
      throw new IllegalArgumentException(
          "limits: " + name + " must be at least " + least + " but is " + value);
    }
  }

  /** True when calls have to be counted. */
  public boolean countTraffic() {
    return callsPerSecond != null || perDayMicros != null;
  }
}
