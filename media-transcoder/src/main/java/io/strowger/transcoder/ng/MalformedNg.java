package io.strowger.transcoder.ng;

/** A message that cannot be read: its text says what is wrong. */
public final class MalformedNg extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 64;

  MalformedNg(String what) {
    super(what);
  }

  /** Text from outside, as it may stand in a log or reply. */
  static String shown(String text) {
    String cut = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
    return cut.replaceAll("[^\\x20-\\x7E]", "?");
  }
}
