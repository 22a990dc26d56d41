package io.strowger.transcoder.dsp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResamplerTest {
  @Test
  void the_telephone_band_passes_flat_and_nothing_folds_into_it() {
    for (int hertz = 0; hertz <= 3_400; hertz += 20) {
      assertThat(decibels(hertz)).as("%d Hz", hertz).isBetween(-0.02, 0.02);
    }
    for (int hertz = 4_000; hertz <= 8_000; hertz += 20) {
      assertThat(decibels(hertz)).as("%d Hz", hertz).isLessThan(-60);
    }
  }

  @Test
  void a_tone_keeps_its_level_down_and_up() {
    for (int hertz : new int[] {300, 1_000, 3_000, 3_400}) {
      short[] down = resample(tone(16_000, hertz), 16_000, 8_000);
      short[] up = resample(tone(8_000, hertz), 8_000, 16_000);

      assertThat(level(down)).as("%d Hz down", hertz).isBetween(-0.1, 0.1);
      assertThat(level(up)).as("%d Hz up", hertz).isBetween(-0.1, 0.1);
    }
  }

  @Test
  void what_lies_above_the_band_is_gone() {
    for (int hertz : new int[] {4_200, 5_000, 7_000}) {
      assertThat(level(resample(tone(16_000, hertz), 16_000, 8_000)))
          .as("%d Hz", hertz)
          .isLessThan(-55);
    }
  }

  @Test
  void the_loudest_samples_are_clipped_not_wrapped() {
    short[] loud = new short[16_000];
    for (int i = 0; i < loud.length; i++) {
      loud[i] = i / 8 % 2 == 0 ? Short.MAX_VALUE : Short.MIN_VALUE;
    }

    short[] up = resample(loud, 8_000, 16_000);

    int jumps = 0;
    for (int i = 1; i < up.length; i++) {
      jumps += Math.abs(up[i] - up[i - 1]) > 45_000 ? 1 : 0;
    }
    assertThat(jumps).isZero();
  }

  private static double decibels(int hertz) {
    double real = 0;
    double imaginary = 0;
    float[] taps = LowPass.impulseResponse();
    for (int i = 0; i < taps.length; i++) {
      real += taps[i] * Math.cos(2 * Math.PI * hertz * i / 16_000);
      imaginary += taps[i] * Math.sin(2 * Math.PI * hertz * i / 16_000);
    }
    return 20 * Math.log10(Math.hypot(real, imaginary));
  }

  private static short[] tone(int rate, int hertz) {
    short[] samples = new short[rate];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) Math.round(10_000 * Math.sin(2 * Math.PI * hertz * i / rate));
    }
    return samples;
  }

  private static short[] resample(short[] in, int from, int to) {
    Resampler resampler = Resampler.between(from, to);
    int block = from / 50;
    short[] out = new short[(int) ((long) in.length * to / from)];
    short[] piece = new short[block];
    short[] made = new short[320];
    int filled = 0;
    for (int at = 0; at + block <= in.length; at += block) {
      System.arraycopy(in, at, piece, 0, block);
      int count = resampler.resample(piece, block, made);
      System.arraycopy(made, 0, out, filled, count);
      filled += count;
    }
    return out;
  }

  /** Relative to a tone of amplitude 10,000, once the filter has filled. */
  private static double level(short[] samples) {
    double energy = 0;
    int from = 400;
    for (int i = from; i < samples.length; i++) {
      energy += (double) samples[i] * samples[i];
    }
    return 10 * Math.log10(energy / (samples.length - from) / (10_000.0 * 10_000 / 2) + 1e-12);
  }
}
