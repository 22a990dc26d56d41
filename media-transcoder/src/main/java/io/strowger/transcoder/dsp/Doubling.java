package io.strowger.transcoder.dsp;

/**
 * 8 kHz to 16 kHz. The loops run over samples, not taps, so that the compiler makes them vectors.
 */
final class Doubling implements Resampler {
  private static final int PHASE = LowPass.TAPS / 2;

  private final float[] taps = LowPass.impulseResponse();
  private final float[] line = new float[PHASE - 1 + MOST];
  private final float[] even = new float[MOST];
  private final float[] odd = new float[MOST];

  @Override
  public int resample(short[] in, int count, short[] out) {
    for (int i = 0; i < count; i++) {
      line[PHASE - 1 + i] = 2f * in[i];
      even[i] = 0;
      odd[i] = 0;
    }
    for (int j = 0; j < PHASE; j++) {
      add(count, PHASE - 1 - j, taps[2 * j], taps[2 * j + 1]);
    }
    for (int i = 0; i < count; i++) {
      out[2 * i] = LowPass.sample(even[i]);
      out[2 * i + 1] = LowPass.sample(odd[i]);
    }
    System.arraycopy(line, count, line, 0, PHASE - 1);
    return 2 * count;
  }

  private void add(int count, int from, float evenTap, float oddTap) {
    for (int i = 0; i < count; i++) {
      float sample = line[from + i];
      even[i] += evenTap * sample;
      odd[i] += oddTap * sample;
    }
  }
}
