package io.strowger.transcoder.amr;

/** Turns one stream's frames into speech, one call for every 20 ms, whatever came of them. */
public interface AmrDecoder extends AutoCloseable {
  /**
   * The next frame's samples.
   *
   * @param type a frame type of the codec; {@link AmrKind#NO_DATA} conceals a loss, or goes on with
   *     comfort noise
   * @param speech the frame's octets, from the first on
   * @param samples takes {@link AmrKind#samples()} 16-bit samples
   */
  void decode(int type, byte[] speech, short[] samples);

  /** Frees the codec's state; more than once does nothing. */
  @Override
  void close();
}
