package io.strowger.transcoder.dsp;

/** A ring tone's samples, in its cadence, from its beginning on. */
public final class ToneSource {
  /** Of each of two tones: about -13 dBm0 together. */
  private static final double AMPLITUDE = 3_200;

  private final RingTone tone;
  private final int sampleRate;
  private long at;

  /** A tone at a sample rate, in Hz. */
  public ToneSource(RingTone tone, int sampleRate) {
    this.tone = tone;
    this.sampleRate = sampleRate;
  }

  /** The next samples. */
  public void next(short[] samples, int count) {
    long cycle = (long) (tone.onMillis() + tone.offMillis()) * sampleRate / 1000;
    long on = (long) tone.onMillis() * sampleRate / 1000;
    for (int i = 0; i < count; i++) {
      samples[i] =
          at++ % cycle < on ? (short) (wave(tone.firstHertz()) + wave(tone.secondHertz())) : 0;
    }
  }

  private double wave(int hertz) {
    return hertz == 0
        ? 0
        : AMPLITUDE * Math.sin(2 * Math.PI * hertz * (at % sampleRate) / sampleRate);
  }
}
