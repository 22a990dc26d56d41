package io.strowger.transcoder.rtp;

/**
 * Digits as a side takes and sends them (RFC 4733).
 *
 * @param payloadType of those sent to the side: 0 to 127
 * @param toldType by which the side was told to send them; it may send by the other as well
 * @param clockRate of durations, in Hz: that of the {@code rtpmap}, 8000 or 16000
 */
public record TelephoneEvents(int payloadType, int toldType, int clockRate) {
  /** Refuses what no RTP can carry. */
  public TelephoneEvents {
    if (!isType(payloadType) || !isType(toldType) || clockRate < 1_000 || clockRate > 96_000) {
      throw new IllegalArgumentException(
          "no telephone-event: types " + payloadType + ", " + toldType + ", clock " + clockRate);
    }
  }

  /** Of one payload type both ways. */
  public TelephoneEvents(int payloadType, int clockRate) {
    this(payloadType, payloadType, clockRate);
  }

  private static boolean isType(int payloadType) {
    return payloadType >= 0 && payloadType <= 127;
  }
}
