package io.strowger.transcoder.amr;

import java.util.Arrays;

/**
 * How frames are put into one RTP payload (RFC 4867, section 4).
 *
 * <pre>
 * bandwidth-efficient (4.3):  CMR(4) { F(1) FT(4) Q(1) } ... speech bits of all frames, one after the other
 * octet-aligned (4.4):        CMR(4) 0000 { F(1) FT(4) Q(1) 00 } ... speech of each frame, padded to octets
 * </pre>
 *
 * @param octetAligned {@code octet-align=1}
 */
public record AmrFraming(AmrKind kind, boolean octetAligned) {
  private static final int REQUEST_BITS = 4;
  private static final int ENTRY_BITS = 6;

  /** The most octets of a payload with frames of 240 ms. */
  public static final int MOST_OCTETS = 1 + AmrFrames.MOST * (1 + AmrKind.MOST_OCTETS + 1);

  /**
   * Reads a payload.
   *
   * @param offset where it begins
   * @param into takes its frames
   * @return false when it is none; then what {@code into} holds is not to be used
   */
  public boolean read(byte[] packet, int offset, int length, AmrFrames into) {
    into.clear();
    int end = (offset + length) * 8;
    int bit = offset * 8;
    if (length < 1) {
      return false;
    }
    into.request(Bits.read(packet, bit, REQUEST_BITS));
    bit = readContents(packet, bit + (octetAligned ? 8 : REQUEST_BITS), end, into);
    for (int i = 0; bit >= 0 && i < into.count(); i++) {
      int bits = kind.bits(into.type(i));
      if (bit + bits > end) {
        return false;
      }
      Bits.take(packet, bit, into.speech(i), bits);
      bit += octetAligned ? bits + 7 & ~7 : bits;
    }
    return bit >= 0;
  }

  private int readContents(byte[] packet, int from, int end, AmrFrames into) {
    int step = octetAligned ? 8 : ENTRY_BITS;
    int bit = from;
    boolean more = true;
    while (more) {
      if (bit + step > end || into.isFull()) {
        return -1;
      }
      int entry = Bits.read(packet, bit, ENTRY_BITS);
      int type = entry >> 1 & 0x0F;
      if (!kind.isType(type)) {
        return -1;
      }
      into.add(type, (entry & 1) == 1);
      more = (entry & 0x20) != 0;
      bit += step;
    }
    return bit;
  }

  /**
   * Writes a payload.
   *
   * @param offset where it is to begin; {@link #MOST_OCTETS} are enough for any
   * @return its octets
   */
  public int write(AmrFrames frames, byte[] packet, int offset) {
    int length = length(frames);
    Arrays.fill(packet, offset, offset + length, (byte) 0);
    int step = octetAligned ? 8 : ENTRY_BITS;
    int bit = offset * 8;
    Bits.write(packet, bit, frames.modeRequest(), REQUEST_BITS);
    bit += octetAligned ? 8 : REQUEST_BITS;
    for (int i = 0; i < frames.count(); i++) {
      int more = i + 1 < frames.count() ? 0x20 : 0;
      int entry = more | frames.type(i) << 1 | (frames.isGood(i) ? 1 : 0);
      Bits.write(packet, bit, entry, ENTRY_BITS);
      bit += step;
    }
    for (int i = 0; i < frames.count(); i++) {
      int bits = kind.bits(frames.type(i));
      Bits.put(frames.speech(i), packet, bit, bits);
      bit += octetAligned ? bits + 7 & ~7 : bits;
    }
    return length;
  }

  private int length(AmrFrames frames) {
    int bits = octetAligned ? 8 + 8 * frames.count() : REQUEST_BITS + ENTRY_BITS * frames.count();
    for (int i = 0; i < frames.count(); i++) {
      int type = frames.type(i);
      bits += octetAligned ? 8 * kind.octets(type) : kind.bits(type);
    }
    return (bits + 7) / 8;
  }
}
