package io.strowger.gateway.session;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells how far a switch's clock is from ours. What an event takes to come here makes its time look
 * older than it is, so the one that took least counts, of the last minute or two. Written by one
 * thread, read by any.
 */
public final class ClockWatch {
  static final Duration WINDOW = Duration.ofMinutes(1);

  private static final long NONE = Long.MAX_VALUE;

  private long least = NONE;
  private long leastBefore = NONE;
  private @Nullable Instant windowEnds;
  private volatile @Nullable Duration ahead;

  /** An event of this time ({@code Event-Date-Timestamp}) has come; 0 for one that tells none. */
  void heard(long eventMicros, Instant now) {
    if (eventMicros == 0) {
      return;
    }
    if (windowEnds == null || !now.isBefore(windowEnds)) {
      leastBefore = least;
      least = NONE;
      windowEnds = now.plus(WINDOW);
    }
    long later = ChronoUnit.MICROS.between(Instant.EPOCH, now) - eventMicros;
    least = Math.min(least, later);
    ahead = Duration.of(-Math.min(least, leastBefore), ChronoUnit.MICROS);
  }

  /** How far the switch is ahead of us, negative when behind; absent before it sent an event. */
  public @Nullable Duration ahead() {
    return ahead;
  }

  /** The same in seconds, for a gauge; not a number before. */
  public double aheadSeconds() {
    Duration known = ahead;
    return known == null ? Double.NaN : known.toNanos() / 1e9;
  }
}
