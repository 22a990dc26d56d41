package io.strowger.transcoder.session;

/**
 * What an instance carries and could carry, in units of CPU: 1.0 is one core wholly used.
 *
 * @param sessions open now
 * @param cores that serve media
 * @param committed what the open sessions' codecs take when all speak
 * @param admissible beyond which a session is refused
 * @param busy what the media threads really took, over the last second
 * @param portsFree pairs of ports (RTP and RTCP) that are free
 */
public record Capacity(
    int sessions, int cores, double committed, double admissible, double busy, int portsFree) {

  /** The part of the admissible load that is left: 0 to 1. */
  public double headRoom() {
    return admissible <= 0 ? 0 : Math.max(0, 1 - Math.max(committed, busy) / admissible);
  }
}
