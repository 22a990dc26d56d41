package io.strowger.transcoder.amr;

/**
 * Where encoders and decoders come from. Each serves one stream, belongs to the thread that made
 * it, and is closed by it.
 */
public interface AmrCodec {
  /** A decoder of its own for one stream. */
  AmrDecoder newDecoder(AmrKind kind);

  /**
   * An encoder of its own for one stream.
   *
   * @param discontinuous true for comfort noise in pauses (DTX)
   */
  AmrEncoder newEncoder(AmrKind kind, boolean discontinuous);
}
