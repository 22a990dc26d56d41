package io.strowger.transcoder.srtp;

/**
 * The keys of one side.
 *
 * @param peer by which its packets come
 * @param own by which it is sent packets
 * @param underWay true when its packets may have come by that key for a while already, to another
 */
public record SrtpKeys(SrtpKey peer, SrtpKey own, boolean underWay) {
  /** Keys by which nothing came yet. */
  public SrtpKeys(SrtpKey peer, SrtpKey own) {
    this(peer, own, false);
  }
}
