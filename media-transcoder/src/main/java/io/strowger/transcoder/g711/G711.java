package io.strowger.transcoder.g711;

/** Companded telephone speech (ITU-T G.711, 1988). */
public enum G711 {
  /** A-law, static payload type 8 (RFC 3551). */
  PCMA(8, 0xD5),
  /** Mu-law, static payload type 0 (RFC 3551). */
  PCMU(0, 0xFF);

  private static final int BIAS = 0x84;
  private static final int MU_CLIP = 8158;
  private static final int MU_BIAS = 0x21;

  private final int payloadType;
  private final byte silence;
  private final int dropped;
  private final short[] linear = new short[256];
  private final byte[] companded;

  G711(int payloadType, int silence) {
    this.payloadType = payloadType;
    this.silence = (byte) silence;
    boolean aLaw = payloadType == 8;
    for (int code = 0; code < 256; code++) {
      linear[code] = (short) (aLaw ? expandA(code) : expandMu(code));
    }
    // By the bits that the law looks at: a table of all 16 would not stay in the processor's cache.
    dropped = aLaw ? 3 : 2;
    companded = new byte[index(Short.MAX_VALUE) + 1];
    for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
      companded[index(sample)] = (byte) (aLaw ? compressA(sample) : compressMu(sample));
    }
  }

  /** The RTP payload type. */
  public int payloadType() {
    return payloadType;
  }

  /** The code of silence. */
  public byte silence() {
    return silence;
  }

  /** Companded codes of 16-bit samples. */
  public byte[] encode(short[] samples) {
    byte[] codes = new byte[samples.length];
    encode(samples, 0, samples.length, codes, 0);
    return codes;
  }

  /** Companded codes of 16-bit samples, written from an offset on. */
  public void encode(short[] samples, int from, int count, byte[] codes, int at) {
    for (int i = 0; i < count; i++) {
      codes[at + i] = companded[index(samples[from + i])];
    }
  }

  /** The sample rounded to the law's bits: A-law has 13, mu-law 14. */
  private int index(int sample) {
    return (sample + Short.MAX_VALUE + 1 + (1 << dropped >> 1)) >> dropped;
  }

  /** 16-bit samples of codes, read from an offset on. */
  public void decode(byte[] codes, int from, int count, short[] samples) {
    for (int i = 0; i < count; i++) {
      samples[i] = linear[codes[from + i] & 0xFF];
    }
  }

  /** The 16-bit sample of a code. */
  public short decode(byte code) {
    return linear[code & 0xFF];
  }

  private static int expandA(int code) {
    int value = code ^ 0x55;
    int segment = (value & 0x70) >> 4;
    int magnitude = (value & 0x0F) << 4;
    magnitude += segment == 0 ? 8 : 0x108;
    magnitude = segment > 1 ? magnitude << (segment - 1) : magnitude;
    return (value & 0x80) != 0 ? magnitude : -magnitude;
  }

  private static int compressA(int sample) {
    int value = Math.min((sample + 4) >> 3, 4095); // rounded to A-law's 13 bits
    int mask = value >= 0 ? 0xD5 : 0x55;
    int magnitude = value >= 0 ? value : -value - 1;
    int segment = 0;
    while (segment < 8 && magnitude > (0x20 << segment) - 1) {
      segment++;
    }
    if (segment >= 8) {
      return 0x7F ^ mask;
    }
    int shift = segment < 2 ? 1 : segment;
    return (segment << 4 | (magnitude >> shift & 0x0F)) ^ mask;
  }

  private static int expandMu(int code) {
    int value = ~code & 0xFF;
    int magnitude = (((value & 0x0F) << 3) + BIAS) << ((value & 0x70) >> 4);
    return (value & 0x80) != 0 ? BIAS - magnitude : magnitude - BIAS;
  }

  private static int compressMu(int sample) {
    int value = Math.min((sample + 2) >> 2, 8191); // rounded to mu-law's 14 bits
    int mask = value < 0 ? 0x7F : 0xFF;
    int magnitude = Math.min(Math.abs(value), MU_CLIP) + MU_BIAS;
    int segment = 0;
    while (magnitude > (0x40 << segment) - 1) {
      segment++;
    }
    return (segment << 4 | magnitude >> (segment + 1) & 0x0F) ^ mask;
  }
}
