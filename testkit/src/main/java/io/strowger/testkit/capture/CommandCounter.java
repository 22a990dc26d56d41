package io.strowger.testkit.capture;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Counts whole command frames in a stream that arrives in pieces. */
final class CommandCounter {

  private static final String LENGTH = "content-length:";

  private final StringBuilder head = new StringBuilder();
  private int bodyLeft;

  /** How many frames these bytes complete. */
  int frames(byte[] bytes, int length) {
    int complete = 0;
    for (int i = 0; i < length; i++) {
      complete += accept((char) (bytes[i] & 0xff)) ? 1 : 0;
    }
    return complete;
  }

  private boolean accept(char next) {
    if (bodyLeft > 0) {
      return --bodyLeft == 0;
    }
    if (next == '\r') {
      return false;
    }
    head.append(next);
    int length = head.length();
    if (length < 2 || head.charAt(length - 1) != '\n' || head.charAt(length - 2) != '\n') {
      return false;
    }
    bodyLeft = bodyLength();
    head.setLength(0);
    return bodyLeft == 0;
  }

  private int bodyLength() {
    String lines = head.toString().toLowerCase(Locale.ROOT);
    int at = lines.indexOf(LENGTH);
    if (at < 0) {
      return 0;
    }
    byte[] digits =
        lines
            .substring(at + LENGTH.length(), lines.indexOf('\n', at))
            .strip()
            .getBytes(StandardCharsets.US_ASCII);
    return Integer.parseInt(new String(digits, StandardCharsets.US_ASCII));
  }
}
