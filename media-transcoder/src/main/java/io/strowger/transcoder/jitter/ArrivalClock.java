package io.strowger.transcoder.jitter;

import java.util.Arrays;

/**
 * When a stream's packets are due: the earliest they came lately, relative to their timestamps;
 * where they are given out evenly, later by the time that nearly all of them need. That is nothing
 * while they come evenly.
 */
final class ArrivalClock {
  private static final long BIN_NANOS = 5_000_000;
  private static final int BINS = 40;
  private static final int DEAD_ZONE_BINS = 2;
  private static final int REVIEW_EVERY = 50;
  private static final int WINDOW = 100;
  private static final double SHARE_IN_TIME = 0.95;

  private final boolean evenly;
  private final int[] lateness = new int[BINS];
  private final int[] latenessBefore = new int[BINS];
  private long soonest;
  private long earliest;
  private long earliestOfWindow;
  private int inWindow;
  private long hold;

  ArrivalClock(Timing timing) {
    evenly = timing == Timing.EVENLY;
    reset();
  }

  /** Begins anew, as for another stream; the time held back stays, until it is reviewed. */
  void reset() {
    soonest = Long.MAX_VALUE;
    earliest = Long.MAX_VALUE;
    earliestOfWindow = Long.MAX_VALUE;
    inWindow = 0;
  }

  /** Takes note of an arrival. */
  void arrived(long mediaNanos, long nowNanos) {
    long transit = nowNanos - mediaNanos;
    soonest = Math.min(soonest, transit);
    earliestOfWindow = Math.min(earliestOfWindow, transit);
    earliest = Math.min(earliest, transit);
    inWindow++;
    if (evenly) {
      lateness[(int) Math.min(BINS - 1, (transit - earliest) / BIN_NANOS)]++;
      if (inWindow % REVIEW_EVERY == 0) {
        review();
      }
    }
    if (inWindow == WINDOW) {
      turnWindow(earliestOfWindow - earliest);
      earliest = earliestOfWindow;
      earliestOfWindow = transit;
      inWindow = 0;
    }
  }

  /** Forgets the older window; when what counts as early comes later now, what is late is less. */
  private void turnWindow(long laterNanos) {
    Arrays.fill(latenessBefore, 0);
    int bins = (int) Math.min(BINS, laterNanos / BIN_NANOS);
    for (int i = 0; i < BINS; i++) {
      latenessBefore[Math.max(0, i - bins)] += lateness[i];
    }
    Arrays.fill(lateness, 0);
    hold = Math.max(0, hold - laterNanos);
  }

  /** What this window and the one before it need: 2 to 4 seconds of packets of 20 ms. */
  private void review() {
    int all = 0;
    for (int i = 0; i < BINS; i++) {
      all += lateness[i] + latenessBefore[i];
    }
    int enough = (int) (all * SHARE_IN_TIME);
    int bin = 0;
    int seen = lateness[0] + latenessBefore[0];
    while (seen < enough && bin < BINS - 1) {
      bin++;
      seen += lateness[bin] + latenessBefore[bin];
    }
    hold = bin < DEAD_ZONE_BINS ? 0 : (bin + 1) * BIN_NANOS;
  }

  /** By how much arrivals are held back: nothing unless they are given out evenly. */
  long holdNanos() {
    return hold;
  }

  /**
   * By how much sooner speech of this time comes than any of its stream did, in nanoseconds. Not
   * than any did lately: what comes in time again after a delay of seconds is not early.
   */
  long earliness(long mediaNanos, long nowNanos) {
    return soonest == Long.MAX_VALUE ? 0 : mediaNanos + soonest - nowNanos;
  }

  /** When speech of this time is due. */
  long dueAt(long mediaNanos) {
    return earliest == Long.MAX_VALUE ? Long.MIN_VALUE : mediaNanos + earliest + hold;
  }
}
