package io.strowger.testkit.simulator.event;

import java.nio.charset.StandardCharsets;

/** How FreeSWITCH escapes values: cJSON in JSON events, {@code switch_url_encode} in plain ones. */
public final class Escaping {

  private static final String UNSAFE = "\r\n \"#%&+:;<=>?@[\\]^`{|}";

  private Escaping() {}

  /** Appends the text as a JSON string with its quotes. */
  public static void json(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c < ' ') {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  /**
   * Percent-encodes; what looks encoded already stays as it is, and an empty value becomes {@code
   * _undef_}.
   */
  public static String percent(String value) {
    if (value.isEmpty()) {
      return "_undef_";
    }
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    StringBuilder out = new StringBuilder(bytes.length + 16);
    for (int i = 0; i < bytes.length; i++) {
      int b = bytes[i] & 0xff;
      boolean encodedAlready = b == '%' && isHex(bytes, i + 1) && isHex(bytes, i + 2);
      if (!encodedAlready && (b < ' ' || b > '~' || UNSAFE.indexOf(b) >= 0)) {
        out.append('%').append(hex(b >> 4)).append(hex(b & 15));
      } else {
        out.append((char) b);
      }
    }
    return out.toString();
  }

  private static boolean isHex(byte[] bytes, int at) {
    return at < bytes.length && Character.digit(bytes[at], 16) >= 0;
  }

  private static char hex(int digit) {
    return "0123456789ABCDEF".charAt(digit);
  }
}
