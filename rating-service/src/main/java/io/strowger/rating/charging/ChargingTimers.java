package io.strowger.rating.charging;

import java.time.Duration;

/**
 * How time is granted.
 *
 * @param slice how much at once, 2 s to 1 h
 * @param renewBefore how long before a grant ends the next is reserved; less than the slice
 * @param unanswered a call authorised so long ago and not answered since is settled
 * @param unheard a call whose grant ended so long ago and whose end nobody told is settled
 * @param command how long a command stays worth executing
 */
public record ChargingTimers(
    Duration slice, Duration renewBefore, Duration unanswered, Duration unheard, Duration command) {

  /** Refuses slices that could not be renewed in time. */
  public ChargingTimers {
    if (slice.compareTo(Duration.ofSeconds(2)) < 0 || slice.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException("slice must be 2 s to 1 h but is " + slice);
    }
  }

  /** Timers with this slice; the next is reserved when a third of it, at most 15 s, is left. */
  public static ChargingTimers withSlice(Duration slice) {
    Duration third = slice.dividedBy(3);
    Duration before = third.compareTo(Duration.ofSeconds(15)) > 0 ? Duration.ofSeconds(15) : third;
    return new ChargingTimers(
        slice, before, Duration.ofMinutes(15), Duration.ofMinutes(5), Duration.ofSeconds(20));
  }
}
