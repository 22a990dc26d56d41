package io.strowger.transcoder.amr;

/** Where encoders and decoders come from. */
public interface AmrCodec {
  /** A decoder of its own for one stream. */
  AmrDecoder newDecoder();

  /** An encoder of its own for one stream. */
  AmrEncoder newEncoder();
}
