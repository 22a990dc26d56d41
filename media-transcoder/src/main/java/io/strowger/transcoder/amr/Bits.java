package io.strowger.transcoder.amr;

/** Bits in network order, the highest of each octet first. */
final class Bits {
  private Bits() {}

  /** Reads up to 16 bits from a bit offset on. */
  static int read(byte[] octets, int bit, int count) {
    int value = 0;
    for (int at = bit; at < bit + count; at++) {
      value = value << 1 | (octets[at >> 3] >> (7 - (at & 7)) & 1);
    }
    return value;
  }

  /** Sets up to 16 bits where zeros were. */
  static void write(byte[] octets, int bit, int value, int count) {
    for (int i = 0; i < count; i++) {
      int at = bit + i;
      octets[at >> 3] |= (byte) ((value >> (count - 1 - i) & 1) << (7 - (at & 7)));
    }
  }

  /** Copies bits from a bit offset to the beginning of octets, the last one padded with zeros. */
  static void take(byte[] from, int bit, byte[] to, int count) {
    int shift = bit & 7;
    int first = bit >> 3;
    int octets = (count + 7) >> 3;
    int last = (bit + count - 1) >> 3;
    for (int i = 0; i < octets; i++) {
      int low = first + i + 1 <= last ? (from[first + i + 1] & 0xFF) >> (8 - shift) : 0;
      to[i] = (byte) (from[first + i] << shift | (shift == 0 ? 0 : low));
    }
    clearAfter(to, count);
  }

  /** Copies bits from the beginning of octets to a bit offset where zeros were. */
  static void put(byte[] from, byte[] to, int bit, int count) {
    int shift = bit & 7;
    int at = bit >> 3;
    int octets = (count + 7) >> 3;
    for (int i = 0; i < octets; i++) {
      int value = from[i] & 0xFF;
      if (i == octets - 1 && (count & 7) != 0) {
        value &= 0xFF << (8 - (count & 7));
      }
      to[at + i] |= (byte) (value >> shift);
      if (shift != 0 && (value << (8 - shift) & 0xFF) != 0) {
        to[at + i + 1] |= (byte) (value << (8 - shift));
      }
    }
  }

  private static void clearAfter(byte[] octets, int count) {
    if ((count & 7) != 0) {
      octets[count >> 3] &= (byte) (0xFF << (8 - (count & 7)));
    }
  }
}
