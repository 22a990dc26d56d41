package io.strowger.transcoder.amr;

/** Turns one stream's speech into frames. */
public interface AmrEncoder extends AutoCloseable {
  /**
   * The next frame.
   *
   * @param samples 160 samples at 8 kHz, 16 bits; left as they are
   * @param mode 0 to 7
   */
  AmrFrame encode(short[] samples, int mode);

  @Override
  void close();
}
