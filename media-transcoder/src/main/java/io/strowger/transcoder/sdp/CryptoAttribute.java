package io.strowger.transcoder.sdp;

import io.strowger.transcoder.srtp.SrtpKey;
import io.strowger.transcoder.srtp.SrtpSuite;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An {@code a=crypto} line (RFC 4568, section 9.1).
 *
 * @param tag by which an answer says which it takes, 0 to 999,999,999
 * @param key that whoever says this sends by
 */
public record CryptoAttribute(int tag, SrtpKey key) {
  private static final Pattern LINE =
      Pattern.compile(
          "crypto:(\\d{1,9}) +([A-Za-z0-9_]{1,64}) +inline:([A-Za-z0-9+/=]{1,128})"
              + "(?:\\|(?:2\\^)?\\d{1,20})?(\\|\\d{1,20}:\\d{1,3})?(;[^ ]{1,512})?( .{0,512})?");

  /**
   * Reads one.
   *
   * @return empty when it asks for what we do not do: another suite, several keys, a master key
   *     index, session parameters
   * @throws IllegalArgumentException when it cannot be read
   */
  static Optional<CryptoAttribute> of(String value) {
    Matcher line = LINE.matcher(value);
    if (!line.matches()) {
      throw new IllegalArgumentException("crypto cannot be read");
    }
    boolean more = line.group(4) != null || line.group(5) != null || line.group(6) != null;
    Optional<SrtpSuite> suite = SrtpSuite.named(line.group(2));
    return more
        ? Optional.empty()
        : suite.map(known ->
            new CryptoAttribute(Integer.parseInt(line.group(1)), SrtpKey.of(known, line.group(3))));
  }

  /** As it is written. */
  String line() {
    return "crypto:" + tag + " " + key.suite() + " inline:" + key.base64();
  }
}
