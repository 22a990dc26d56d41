package io.strowger.transcoder.dsp;

/**
 * The filter that both ways between 8 and 16 kHz share: 128 taps at 16 kHz, linear phase, a sinc of
 * 3.75 kHz under a Kaiser window. Flat within 0.02 dB to 3.4 kHz, 60 dB down from 4.0 kHz on; it
 * delays by 63.5 samples, 4 ms.
 */
public final class LowPass {
  /** Taps at 16 kHz. */
  public static final int TAPS = 128;

  private static final double CUTOFF = 3_750.0 / 16_000;
  private static final double KAISER_BETA = 6.2;
  private static final float[] COEFFICIENTS = design();

  private LowPass() {}

  /** A copy of the impulse response at 16 kHz; its sum is 1. */
  public static float[] impulseResponse() {
    return COEFFICIENTS.clone();
  }

  private static float[] design() {
    double[] taps = new double[TAPS];
    double sum = 0;
    for (int i = 0; i < TAPS; i++) {
      double at = i - (TAPS - 1) / 2.0;
      double inWindow = 2.0 * i / (TAPS - 1) - 1;
      double window = bessel(KAISER_BETA * Math.sqrt(1 - inWindow * inWindow));
      taps[i] = Math.sin(2 * Math.PI * CUTOFF * at) / (Math.PI * at) * window;
      sum += taps[i];
    }
    float[] coefficients = new float[TAPS];
    for (int i = 0; i < TAPS; i++) {
      coefficients[i] = (float) (taps[i] / sum);
    }
    return coefficients;
  }

  /** The modified Bessel function of the first kind, of order 0. */
  private static double bessel(double x) {
    double sum = 1;
    double term = 1;
    for (int k = 1; k < 40; k++) {
      term *= x / (2 * k);
      sum += term * term;
    }
    return sum;
  }

  /** The nearest 16-bit sample. */
  static short sample(float value) {
    int rounded = (int) (value + (value < 0 ? -0.5f : 0.5f));
    return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, rounded));
  }
}
