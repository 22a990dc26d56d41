package io.strowger.transcoder.amr;

import java.util.Arrays;

/** Bits in network order, the highest of each byte first. */
final class BitWriter {
  private byte[] bytes = new byte[64];
  private int at;

  void write(int value, int count) {
    if (at + count > bytes.length * 8) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
    for (int i = count - 1; i >= 0; i--) {
      if ((value >> i & 1) == 1) {
        bytes[at >> 3] |= (byte) (0x80 >> (at & 7));
      }
      at++;
    }
  }

  void writeBytes(byte[] source, int count) {
    for (int i = 0; i < count / 8; i++) {
      write(source[i] & 0xFF, 8);
    }
    int rest = count % 8;
    if (rest > 0) {
      write((source[count / 8] & 0xFF) >> (8 - rest), rest);
    }
  }

  void alignToOctet() {
    at = (at + 7) & ~7;
  }

  byte[] bytes() {
    return Arrays.copyOf(bytes, (at + 7) / 8);
  }
}
