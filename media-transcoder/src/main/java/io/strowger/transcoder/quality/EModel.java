package io.strowger.transcoder.quality;

import io.strowger.transcoder.sdp.AudioCodec;

/**
 * The E-model (ITU-T G.107, 2015) with its default values: how users would rate a call, by codec,
 * loss and delay. Codecs' factors are of ITU-T G.113, appendix I: AMR at 12.2 kbit/s as GSM-EFR;
 * AMR-WB on the narrowband scale, as its other side mostly is narrowband.
 */
public final class EModel {
  /** R without any impairment but the default noises. */
  private static final double BEST = 93.2;

  private static final double LATE_MILLIS = 177.3;

  private EModel() {}

  /**
   * The mean opinion score.
   *
   * @param lossRatio of packets lost or come too late, 0 to 1
   * @param delayMillis from mouth to ear, as far as known
   * @return 1.0 to 4.41
   */
  public static double mos(AudioCodec codec, double lossRatio, double delayMillis) {
    double rating =
        BEST - delayImpairment(delayMillis) - equipmentImpairment(codec, 100 * lossRatio);
    if (rating <= 0) {
      return 1;
    }
    double capped = Math.min(rating, 100);
    return Math.max(1, 1 + 0.035 * capped + capped * (capped - 60) * (100 - capped) * 7e-6);
  }

  /** The usual approximation of G.107's Id for a call without echo. */
  private static double delayImpairment(double millis) {
    double late = Math.max(0, millis - LATE_MILLIS);
    return 0.024 * millis + 0.11 * late;
  }

  /** G.107, equation 7-29, with losses that come at random (BurstR of 1). */
  private static double equipmentImpairment(AudioCodec codec, double lossPercent) {
    double impairment = codec.isAmr() ? 5 : 0;
    // Both are concealed: G.711 as by its appendix I.
    double robustness = codec.isAmr() ? 10 : 25.1;
    return impairment + (95 - impairment) * lossPercent / (lossPercent + robustness);
  }
}
