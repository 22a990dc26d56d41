package io.strowger.transcoder.jitter;

/**
 * When a stream's packets are due: the earliest they ever came, relative to their timestamps, and
 * on top the time by which nearly all of them come later. That is nothing while they come evenly.
 */
final class ArrivalClock {
  private static final long BIN_NANOS = 5_000_000;
  private static final int BINS = 40;
  private static final int DEAD_ZONE_BINS = 2;
  private static final int REVIEW_EVERY = 50;
  private static final int FORGET_AT = 250;
  private static final int WINDOW = 250;
  private static final double SHARE_IN_TIME = 0.95;

  private final int[] lateness = new int[BINS];
  private long earliest;
  private long earliestOfWindow;
  private int inWindow;
  private int counted;
  private long hold;

  ArrivalClock() {
    reset();
  }

  /** Begins anew, as for another stream; the time held back stays, until it is reviewed. */
  void reset() {
    earliest = Long.MAX_VALUE;
    earliestOfWindow = Long.MAX_VALUE;
    inWindow = 0;
  }

  /** Takes note of an arrival. */
  void arrived(long mediaNanos, long nowNanos) {
    long transit = nowNanos - mediaNanos;
    earliestOfWindow = Math.min(earliestOfWindow, transit);
    earliest = Math.min(earliest, transit);
    if (++inWindow == WINDOW) {
      earliest = earliestOfWindow;
      earliestOfWindow = transit;
      inWindow = 0;
    }
    lateness[(int) Math.min(BINS - 1, (transit - earliest) / BIN_NANOS)]++;
    if (++counted % REVIEW_EVERY == 0) {
      review();
    }
  }

  private void review() {
    int all = 0;
    for (int count : lateness) {
      all += count;
    }
    int enough = (int) (all * SHARE_IN_TIME);
    int bin = 0;
    for (int seen = lateness[0]; seen < enough && bin < BINS - 1; seen += lateness[bin]) {
      bin++;
    }
    hold = bin < DEAD_ZONE_BINS ? 0 : (bin + 1) * BIN_NANOS;
    if (counted >= FORGET_AT) {
      counted = 0;
      for (int i = 0; i < BINS; i++) {
        lateness[i] /= 2;
      }
    }
  }

  /** By how much arrivals are held back. */
  long holdNanos() {
    return hold;
  }

  /** When speech of this time is due. */
  long dueAt(long mediaNanos) {
    return earliest == Long.MAX_VALUE ? Long.MIN_VALUE : mediaNanos + earliest + hold;
  }
}
