package io.strowger.transcoder.sdp;

/** An SDP that cannot be read: its text says what is wrong. */
public final class MalformedSdp extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedSdp(String what) {
    super(what);
  }
}
