package io.strowger.transcoder.sdp;

/** An SDP that cannot be read: its text says what is wrong, and in which line. */
public final class MalformedSdp extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedSdp(String what) {
    super(what);
  }

  MalformedSdp(int line, String what) {
    super("line " + line + ": " + what);
  }
}
