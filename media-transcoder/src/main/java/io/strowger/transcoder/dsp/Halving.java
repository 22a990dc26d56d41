package io.strowger.transcoder.dsp;

/**
 * 16 kHz to 8 kHz. The loops run over samples, not taps, so that the compiler makes them vectors.
 */
final class Halving implements Resampler {
  private static final int PHASE = LowPass.TAPS / 2;

  private final float[] taps = LowPass.impulseResponse();
  private final float[] even = new float[PHASE - 1 + MOST];
  private final float[] odd = new float[PHASE - 1 + MOST];
  private final float[] sum = new float[MOST];

  @Override
  public int resample(short[] in, int count, short[] out) {
    int half = count / 2;
    for (int i = 0; i < half; i++) {
      even[PHASE - 1 + i] = in[2 * i];
      odd[PHASE - 1 + i] = in[2 * i + 1];
      sum[i] = 0;
    }
    for (int j = 0; j < PHASE; j++) {
      add(half, PHASE - 1 - j, taps[2 * j], taps[2 * j + 1]);
    }
    for (int i = 0; i < half; i++) {
      out[i] = LowPass.sample(sum[i]);
    }
    System.arraycopy(even, half, even, 0, PHASE - 1);
    System.arraycopy(odd, half, odd, 0, PHASE - 1);
    return half;
  }

  private void add(int count, int from, float oddTap, float evenTap) {
    for (int i = 0; i < count; i++) {
      sum[i] += oddTap * odd[from + i] + evenTap * even[from + i];
    }
  }
}
