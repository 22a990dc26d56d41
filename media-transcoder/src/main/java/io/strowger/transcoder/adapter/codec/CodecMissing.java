package io.strowger.transcoder.adapter.codec;

/** The system lacks codec libraries: the text names their packages. */
public final class CodecMissing extends Exception {
  private static final long serialVersionUID = 1L;

  CodecMissing(String sentence) {
    super(sentence);
  }
}
