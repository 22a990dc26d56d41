package io.strowger.transcoder.sdp;

/** What trunks are told. */
public final class RelaySdp {
  /** Telephone events towards the trunk. */
  public static final int TRUNK_EVENTS = 101;

  private RelaySdp() {}
}
