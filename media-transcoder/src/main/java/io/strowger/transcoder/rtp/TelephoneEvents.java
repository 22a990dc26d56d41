package io.strowger.transcoder.rtp;

/**
 * Digits as a side takes and sends them (RFC 4733).
 *
 * @param payloadType 0 to 127
 * @param clockRate of durations, in Hz: that of the {@code rtpmap}, 8000 or 16000
 */
public record TelephoneEvents(int payloadType, int clockRate) {
  /** Refuses what no RTP can carry. */
  public TelephoneEvents {
    if (payloadType < 0 || payloadType > 127 || clockRate < 1_000 || clockRate > 96_000) {
      throw new IllegalArgumentException(
          "no telephone-event: type " + payloadType + ", clock " + clockRate);
    }
  }
}
