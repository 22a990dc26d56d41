package io.strowger.transcoder.amr;

/** Turns one stream's frames into speech; frames must come in order, lost ones as no data. */
public interface AmrDecoder extends AutoCloseable {
  /** The next 160 samples at 8 kHz, 16 bits. */
  short[] decode(AmrFrame frame);

  @Override
  void close();
}
