package io.strowger.rating.charging;

import java.time.Duration;

/**
 * How time is granted.
 *
 * @param slice how much at once, 2 s to 1 h
 * @param renewBefore how long before a grant ends the next is reserved; less than the slice
 * @param unanswered a call authorised so long ago and not answered since is settled; later where it
 *     may have been let through without the books
 * @param unheard a call whose grant ended so long ago and whose end nobody told is settled
 * @param longest how long an answered call may last for which nobody sets a limit, 1 min to 7 days
 * @param command how long a command stays worth executing
 */
public record ChargingTimers(
    Duration slice,
    Duration renewBefore,
    Duration unanswered,
    Duration unheard,
    Duration longest,
    Duration command) {

  /** Refuses slices that could not be renewed in time, and calls that no switch could end. */
  public ChargingTimers {
    if (slice.compareTo(Duration.ofSeconds(2)) < 0 || slice.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException("slice must be 2 s to 1 h but is " + slice);
    }
    if (longest.compareTo(Duration.ofMinutes(1)) < 0 || longest.compareTo(Duration.ofDays(7)) > 0) {
      throw new IllegalArgumentException("longest must be 1 min to 7 days but is " + longest);
    }
  }

  /** Timers with this slice; the next is reserved when a third of it, at most 15 s, is left. */
  public static ChargingTimers withSlice(Duration slice) {
    Duration third = slice.dividedBy(3);
    Duration before = third.compareTo(Duration.ofSeconds(15)) > 0 ? Duration.ofSeconds(15) : third;
    return new ChargingTimers(
        slice,
        before,
        Duration.ofMinutes(15),
        Duration.ofMinutes(5),
        Duration.ofDays(1),
        Duration.ofSeconds(20));
  }

  /** The same with another end for calls without a limit. */
  public ChargingTimers endingAfter(Duration other) {
    return new ChargingTimers(slice, renewBefore, unanswered, unheard, other, command);
  }
}
