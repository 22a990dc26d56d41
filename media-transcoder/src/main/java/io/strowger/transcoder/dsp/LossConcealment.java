package io.strowger.transcoder.dsp;

/**
 * Makes up for lost G.711 packets: the last pitch period goes on, fading to silence within 60 ms,
 * and what comes after is faded in (after the ideas of ITU-T G.711, appendix I, without its delay).
 */
public final class LossConcealment {
  private static final int SHORTEST_PITCH = 40;
  private static final int LONGEST_PITCH = 120;
  private static final int WINDOW = 160;
  private static final int HISTORY = WINDOW + LONGEST_PITCH;
  private static final int FADE_IN = 32;
  private static final int HOLD = 80;
  private static final int SILENT_AFTER = 480;

  private final short[] history = new short[HISTORY]; // a ring
  private final float[] period = new float[LONGEST_PITCH];
  private int oldest;
  private int pitch;
  private int concealed;

  /** Hears what was received, and smooths its beginning after a loss. */
  public void hear(short[] samples, int count) {
    if (concealed > 0) {
      int fade = Math.min(FADE_IN, count);
      for (int i = 0; i < fade; i++) {
        float part = (i + 1f) / (fade + 1);
        samples[i] = LowPass.sample(part * samples[i] + (1 - part) * next());
      }
      concealed = 0;
    }
    remember(samples, count);
  }

  /** Makes up samples for lost ones. */
  public void conceal(short[] samples, int count) {
    if (concealed == 0) {
      choosePeriod();
    }
    for (int i = 0; i < count; i++) {
      samples[i] = LowPass.sample(next());
    }
    remember(samples, count);
  }

  private float next() {
    int after = concealed++;
    float gain = after < HOLD ? 1 : Math.max(0, 1 - (after - HOLD) / (float) (SILENT_AFTER - HOLD));
    return gain * period[after % pitch];
  }

  private void choosePeriod() {
    short[] history = inOrder();
    pitch = pitch(history);
    int end = HISTORY - pitch;
    for (int i = 0; i < pitch; i++) {
      period[i] = history[end + i];
    }
    int blend = pitch / 4;
    for (int i = 0; i < blend; i++) {
      float part = (i + 1f) / (blend + 1);
      int at = pitch - blend + i;
      period[at] = (1 - part) * period[at] + part * history[end - blend + i];
    }
  }

  private short[] inOrder() {
    short[] ordered = new short[HISTORY];
    System.arraycopy(history, oldest, ordered, 0, HISTORY - oldest);
    System.arraycopy(history, 0, ordered, HISTORY - oldest, oldest);
    return ordered;
  }

  private static int pitch(short[] history) {
    int best = SHORTEST_PITCH;
    double bestMatch = Double.NEGATIVE_INFINITY;
    for (int lag = SHORTEST_PITCH; lag <= LONGEST_PITCH; lag++) {
      long product = 0;
      long energy = 1;
      for (int i = HISTORY - WINDOW; i < HISTORY; i++) {
        product += history[i] * history[i - lag];
        energy += history[i - lag] * history[i - lag];
      }
      double match = product / Math.sqrt(energy);
      if (match > bestMatch) {
        bestMatch = match;
        best = lag;
      }
    }
    return best;
  }

  private void remember(short[] samples, int count) {
    int kept = Math.min(count, HISTORY);
    int untilEnd = Math.min(kept, HISTORY - oldest);
    System.arraycopy(samples, count - kept, history, oldest, untilEnd);
    System.arraycopy(samples, count - kept + untilEnd, history, 0, kept - untilEnd);
    oldest = (oldest + kept) % HISTORY;
  }
}
