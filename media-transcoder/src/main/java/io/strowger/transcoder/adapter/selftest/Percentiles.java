package io.strowger.transcoder.adapter.selftest;

/** Times in steps of 10 us up to a second. */
public final class Percentiles {
  private static final int STEP_NANOS = 10_000;

  private final int[] counts = new int[100_001];
  private long count;

  /** Takes a time; a negative one counts as none. */
  public void add(long nanos) {
    counts[Math.clamp(nanos / STEP_NANOS, 0, counts.length - 1)]++;
    count++;
  }

  /** Forgets what was taken. */
  public void clear() {
    java.util.Arrays.fill(counts, 0);
    count = 0;
  }

  /** How many were taken. */
  public long count() {
    return count;
  }

  /** The milliseconds within which so many of a hundred lie; NaN when none were taken. */
  public double millis(double percent) {
    long wanted = (long) Math.ceil(count * percent / 100);
    long seen = 0;
    for (int i = 0; i < counts.length && count > 0; i++) {
      seen += counts[i];
      if (seen >= wanted) {
        return (i + 1) * STEP_NANOS / 1e6;
      }
    }
    return Double.NaN;
  }
}
