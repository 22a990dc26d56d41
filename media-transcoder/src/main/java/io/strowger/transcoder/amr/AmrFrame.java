package io.strowger.transcoder.amr;

import java.util.Arrays;

/**
 * 20 ms of AMR speech (RFC 4867, section 3.6).
 *
 * @param type 0 to 7 for the modes of 4.75 to 12.2 kbit/s, 8 for comfort noise (SID), 15 for no
 *     data; anything else is refused with {@link IllegalArgumentException}
 * @param good the Q bit: false for a frame damaged on its way
 * @param speech the frame's bits, the first in the highest bit of the first byte, padded with zeros
 */
@SuppressWarnings("ArrayRecordComponent")
public record AmrFrame(int type, boolean good, byte[] speech) {
  /** Comfort noise. */
  public static final int SID = 8;

  /** Nothing was sent for these 20 ms. */
  public static final int NO_DATA = 15;

  /** Samples of a frame at 8 kHz. */
  public static final int SAMPLES = 160;

  // 3GPP TS 26.101, table 1b; SID has 39 bits (table 4).
  private static final int[] BITS = {95, 103, 118, 134, 148, 159, 204, 244, 39};

  /** Refuses a type that is none, and speech of another length than the type's. */
  public AmrFrame {
    if (!isType(type)) {
      throw new IllegalArgumentException("no AMR frame type: " + type);
    }
    if (speech.length != bytes(type)) {
      throw new IllegalArgumentException(
          "AMR type " + type + " has " + bytes(type) + " bytes but came with " + speech.length);
    }
  }

  /** A frame in place of one that was lost or never sent. */
  public static AmrFrame noData() {
    return new AmrFrame(NO_DATA, true, new byte[0]);
  }

  /** True for the types that AMR narrowband has. */
  public static boolean isType(int type) {
    return (type >= 0 && type <= SID) || type == NO_DATA;
  }

  /** How many bits of speech a type has. */
  public static int bits(int type) {
    return type == NO_DATA ? 0 : BITS[type];
  }

  static int bytes(int type) {
    return (bits(type) + 7) / 8;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AmrFrame frame
        && type == frame.type
        && good == frame.good
        && Arrays.equals(speech, frame.speech);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(speech) * 31 + type;
  }
}
