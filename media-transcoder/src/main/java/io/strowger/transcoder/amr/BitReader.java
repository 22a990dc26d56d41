package io.strowger.transcoder.amr;

/** Bits in network order, the highest of each byte first. */
final class BitReader {
  private final byte[] bytes;
  private int at;

  BitReader(byte[] bytes) {
    this.bytes = bytes;
  }

  int left() {
    return bytes.length * 8 - at;
  }

  int read(int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 1 | (bytes[at >> 3] >> (7 - (at & 7)) & 1);
      at++;
    }
    return value;
  }

  void skip(int count) {
    at += count;
  }

  void alignToOctet() {
    at = (at + 7) & ~7;
  }

  /** So many bits from the highest bit of the first byte on, padded with zeros. */
  byte[] readBytes(int count) {
    byte[] read = new byte[(count + 7) / 8];
    int full = count / 8;
    for (int i = 0; i < full; i++) {
      read[i] = (byte) read(8);
    }
    int rest = count % 8;
    if (rest > 0) {
      read[full] = (byte) (read(rest) << (8 - rest));
    }
    return read;
  }
}
