package io.strowger.transcoder.srtp;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/** A master key with its salt; never shown but in an SDP. */
public final class SrtpKey {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SrtpSuite suite;
  private final byte[] octets;

  private SrtpKey(SrtpSuite suite, byte[] octets) {
    this.suite = suite;
    this.octets = octets;
  }

  /** A key that nobody knows yet. */
  public static SrtpKey fresh(SrtpSuite suite) {
    byte[] octets = new byte[suite.keyOctets()];
    RANDOM.nextBytes(octets);
    return new SrtpKey(suite, octets);
  }

  /**
   * A key as an SDP's {@code inline:} has it.
   *
   * @param base64 of key and salt
   * @throws IllegalArgumentException when it is none of this suite
   */
  public static SrtpKey of(SrtpSuite suite, String base64) {
    byte[] octets;
    try {
      octets = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException unreadable) {
      throw new IllegalArgumentException("a key must be base64", unreadable);
    }
    if (octets.length != suite.keyOctets()) {
      throw new IllegalArgumentException(
          "a key of " + suite + " with its salt has " + suite.keyOctets() + " octets");
    }
    return new SrtpKey(suite, octets);
  }

  /** For what it is. */
  public SrtpSuite suite() {
    return suite;
  }

  /** Key and salt. */
  public byte[] octets() {
    return octets.clone();
  }

  /** Key and salt as an SDP's {@code inline:} has them. */
  public String base64() {
    return Base64.getEncoder().encodeToString(octets);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SrtpKey key && suite == key.suite && Arrays.equals(octets, key.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "SrtpKey[" + suite + "]";
  }
}
