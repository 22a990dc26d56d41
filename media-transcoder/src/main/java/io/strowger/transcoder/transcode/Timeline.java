package io.strowger.transcoder.transcode;

/**
 * Where a received stream stands: tells gaps from late packets, over the wrap of 32 bits.
 *
 * <p>Kept for one SSRC; another one, or a jump beyond what could be concealed, begins anew.
 */
final class Timeline {
  /** What could still be a gap rather than another clock: 2 s at 8 kHz. */
  private static final int MOST_GAP = 16_000;

  private boolean begun;
  private int ssrc;
  private int expected;

  /** The samples that are missing before this packet; negative for a late one. */
  int missingBefore(int packetSsrc, int timestamp) {
    int missing = timestamp - expected;
    if (!begun || packetSsrc != ssrc || missing > MOST_GAP || missing < -MOST_GAP) {
      begun = true;
      ssrc = packetSsrc;
      expected = timestamp;
      return 0;
    }
    return missing;
  }

  void reached(int timestamp) {
    expected = timestamp;
  }
}
