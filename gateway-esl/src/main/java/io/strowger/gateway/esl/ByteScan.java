package io.strowger.gateway.esl;

import java.nio.charset.StandardCharsets;

/** Searching in bytes, without making strings of them first. */
final class ByteScan {
  private static final int SHOWN = 60;

  private ByteScan() {}

  /** Where the byte is first found from {@code from} up to before {@code to}; -1 if nowhere. */
  static int indexOf(byte[] bytes, byte wanted, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  /** True when no byte is beyond 127. */
  static boolean isAscii(byte[] bytes) {
    int all = 0;
    for (byte one : bytes) {
      all |= one;
    }
    return all >= 0;
  }

  /** For messages: at most {@value #SHOWN} bytes of it, control characters made visible. */
  static String printable(byte[] bytes, int from, int to) {
    int end = Math.min(to, from + SHOWN);
    String text = new String(bytes, from, end - from, StandardCharsets.UTF_8);
    return text.replaceAll("\\p{Cntrl}", "?") + (end < to ? "..." : "");
  }
}
