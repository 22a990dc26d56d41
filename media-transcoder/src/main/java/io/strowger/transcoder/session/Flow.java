package io.strowger.transcoder.session;

/** Which ways a side's media go, as its own SDP says it (RFC 8866, section 6.7). */
public enum Flow {
  /** The peer sends and hears. */
  SENDRECV(true, true),
  /** The peer sends and hears nothing: it holds the other. */
  SENDONLY(true, false),
  /** The peer hears only. */
  RECVONLY(false, true),
  /** Neither. */
  INACTIVE(false, false);

  private final boolean sends;
  private final boolean hears;

  Flow(boolean sends, boolean hears) {
    this.sends = sends;
    this.hears = hears;
  }

  /** True when what the peer sends is passed on. */
  public boolean sends() {
    return sends;
  }

  /** True when the peer is sent anything. */
  public boolean hears() {
    return hears;
  }
}
