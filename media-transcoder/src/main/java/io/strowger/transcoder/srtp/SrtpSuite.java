package io.strowger.transcoder.srtp;

import java.util.Arrays;
import java.util.Optional;

/** The crypto suites that are spoken (RFC 4568, section 6.2; RFC 6188). */
public enum SrtpSuite {
  /** AES with 128 bits, tags of 80 bits: the one that every SRTP phone knows. */
  AES_CM_128_HMAC_SHA1_80(30),
  /** The same with tags of 32 bits for media, of 80 for reports. */
  AES_CM_128_HMAC_SHA1_32(30),
  /** AES with 256 bits, tags of 80 bits. */
  AES_256_CM_HMAC_SHA1_80(46);

  private final int keyOctets;

  SrtpSuite(int keyOctets) {
    this.keyOctets = keyOctets;
  }

  /** How long its master key and salt are together. */
  public int keyOctets() {
    return keyOctets;
  }

  /** The suite of a name as SDP has it; empty when it is not spoken. */
  public static Optional<SrtpSuite> named(String name) {
    return Arrays.stream(values()).filter(suite -> suite.name().equals(name)).findFirst();
  }
}
