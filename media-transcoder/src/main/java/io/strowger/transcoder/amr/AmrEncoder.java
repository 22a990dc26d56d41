package io.strowger.transcoder.amr;

/** Turns one stream's speech into frames. */
public interface AmrEncoder extends AutoCloseable {
  /**
   * The next frame.
   *
   * @param samples {@link AmrKind#samples()} 16-bit samples; left as they are
   * @param mode of the codec
   * @param speech takes the frame's octets, at most {@link AmrKind#MOST_OCTETS}
   * @return the frame's type: the mode, or in a pause comfort noise or no data
   */
  int encode(short[] samples, int mode, byte[] speech);

  /** Frees the codec's state; more than once does nothing. */
  @Override
  void close();
}
