package io.strowger.transcoder.session;

/** Hears a session's speech, such as to record it. */
@FunctionalInterface
public interface Tap {
  /**
   * The next samples that a side said, 20 ms at most at once, losses made up for. Called on the
   * media thread: copy what is needed and return at once, never block. A tap that throws is taken
   * off.
   *
   * @param from who said it
   * @param sampleRate 8000 or 16000
   * @param samples 16-bit; reused after the call
   * @param count how many of them are meant
   */
  void hear(Side from, int sampleRate, short[] samples, int count);
}
