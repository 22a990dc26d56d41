package io.strowger.transcoder.adapter.selftest;

/**
 * How near speech is to a reference, in dB: the mean over 20 ms segments in which the reference
 * speaks, each limited to -10 to 35 dB as is the custom.
 */
public final class SegmentalSnr {
  private static final double LEAST = -10;
  private static final double MOST = 35;
  private static final double SPEAKS = 200.0 * 200;

  private SegmentalSnr() {}

  /** At the delay, of up to so many samples either way, at which both are nearest. */
  public static double of(short[] reference, short[] heard, int segment, int mostDelay) {
    int best = 0;
    double bestMatch = Double.NEGATIVE_INFINITY;
    for (int delay = -mostDelay; delay <= mostDelay; delay++) {
      double match = match(reference, heard, delay);
      if (match > bestMatch) {
        bestMatch = match;
        best = delay;
      }
    }
    return at(reference, heard, segment, best);
  }

  private static double match(short[] reference, short[] heard, int delay) {
    double sum = 0;
    int from = Math.max(0, -delay);
    int to = Math.min(reference.length, heard.length - delay);
    for (int i = from; i < to; i++) {
      sum += (double) reference[i] * heard[i + delay];
    }
    return sum;
  }

  private static double at(short[] reference, short[] heard, int segment, int delay) {
    double sum = 0;
    int count = 0;
    int to = Math.min(reference.length, heard.length - delay);
    for (int at = Math.max(0, -delay); at + segment <= to; at += segment) {
      double signal = 0;
      double noise = 1e-9;
      for (int i = at; i < at + segment; i++) {
        double difference = reference[i] - heard[i + delay];
        signal += (double) reference[i] * reference[i];
        noise += difference * difference;
      }
      if (signal > SPEAKS * segment) {
        sum += Math.clamp(10 * Math.log10(signal / noise), LEAST, MOST);
        count++;
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }
}
