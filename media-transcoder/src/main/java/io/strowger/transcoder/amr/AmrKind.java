package io.strowger.transcoder.amr;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The two AMR codecs (RFC 4867, section 1): what a frame of each is made of. */
public enum AmrKind {
  /** AMR/8000: eight modes, 4.75 to 12.2 kbit/s. Bits by 3GPP TS 26.101, table 1b; SID has 39. */
  NARROWBAND("AMR", 8_000, new int[] {95, 103, 118, 134, 148, 159, 204, 244, 39}),
  /** AMR-WB/16000: nine modes, 6.6 to 23.85 kbit/s. Bits by 3GPP TS 26.201, table 2. */
  WIDEBAND("AMR-WB", 16_000, new int[] {132, 177, 253, 285, 317, 365, 397, 461, 477, 40});

  /** Nothing was sent for these 20 ms. */
  public static final int NO_DATA = 15;

  /** AMR-WB alone: the frame was sent and lost on its way. */
  public static final int SPEECH_LOST = 14;

  /** Octets of the longest frame of either, without its header. */
  public static final int MOST_OCTETS = 60;

  /** A frame's duration. */
  public static final int FRAME_MILLIS = 20;

  private final String encoding;
  private final int clockRate;
  private final int[] bits;

  AmrKind(String encoding, int clockRate, int[] bits) {
    this.encoding = encoding;
    this.clockRate = clockRate;
    this.bits = bits;
  }

  /** Its name in an {@code rtpmap}. */
  public String encoding() {
    return encoding;
  }

  /** Samples a second, of its speech and of its RTP clock. */
  public int clockRate() {
    return clockRate;
  }

  /** Samples of one frame. */
  public int samples() {
    return clockRate * FRAME_MILLIS / 1000;
  }

  /** The frame type of comfort noise: 8 or 9, one beyond the best mode. */
  public int sid() {
    return bits.length - 1;
  }

  /** The best mode: 7 or 8. */
  public int bestMode() {
    return bits.length - 2;
  }

  /** All modes. */
  public Set<Integer> modes() {
    return IntStream.rangeClosed(0, bestMode()).boxed().collect(Collectors.toUnmodifiableSet());
  }

  /** True for the frame types that this codec has. */
  public boolean isType(int type) {
    return (type >= 0 && type <= sid())
        || type == NO_DATA
        || (type == SPEECH_LOST && this == WIDEBAND);
  }

  /** How many bits of speech a frame type has: 0 for those without. */
  public int bits(int type) {
    return type >= 0 && type < bits.length ? bits[type] : 0;
  }

  /** How many octets those are, the last one padded with zeros. */
  public int octets(int type) {
    return (bits(type) + 7) / 8;
  }
}
