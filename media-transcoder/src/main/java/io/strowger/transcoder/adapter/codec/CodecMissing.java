package io.strowger.transcoder.adapter.codec;

/** The system lacks a codec library: the text names its package. */
public final class CodecMissing extends Exception {
  private static final long serialVersionUID = 1L;

  CodecMissing(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
