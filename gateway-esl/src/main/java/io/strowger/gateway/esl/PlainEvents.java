package io.strowger.gateway.esl;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events in lines: values %-encoded, after them perhaps a second {@code Content-Length} and a body.
 *
 * <p>Lossy where it comes from ({@code switch_event_serialize}): a {@code %41} that was in the
 * value is taken for an encoded A, and an empty value arrives as {@code _undef_}.
 */
final class PlainEvents {
  private static final String EMPTY = "_undef_";

  private PlainEvents() {}

  static @Nullable EslEvent decode(byte[] bytes, Interest interest) throws MalformedFrame {
    int blank = blankLine(bytes);
    Headers lines = Headers.parse(bytes, 0, blank);
    String encodedName = lines.first(EslEvent.NAME);
    String name = encodedName == null ? "" : percentDecoded(encodedName);
    Interest.Selection selection = interest.of(name);
    if (selection == null) {
      return null;
    }
    Map<String, String> headers = decoded(lines, selection);
    int bodyStart = Math.min(bytes.length, blank + 2);
    if (lines.first("Content-Length") != null && selection.wants(EslEvent.BODY)) {
      headers.put(EslEvent.BODY, body(bytes, bodyStart, lines));
    }
    return new EslEvent(name, headers);
  }

  static EslEvent fromHeaders(Headers lines) {
    Map<String, String> headers = decoded(lines, Interest.Selection.ALL);
    return new EslEvent(headers.getOrDefault(EslEvent.NAME, ""), headers);
  }

  private static Map<String, String> decoded(Headers lines, Interest.Selection selection) {
    Map<String, String> headers = new HashMap<>(256);
    lines.forEach((name, value) -> {
      if (selection.wants(name)) {
        headers.putIfAbsent(name, EMPTY.equals(value) ? "" : percentDecoded(value));
      }
    });
    return headers;
  }

  private static String body(byte[] bytes, int from, Headers lines) throws MalformedFrame {
    String declared = String.valueOf(lines.first("Content-Length")).strip();
    int available = bytes.length - from;
    if (!declared.matches("\\d{1,9}") || Integer.parseInt(declared) > available) {
      throw new MalformedFrame(
          "event's own Content-Length is '" + declared + "' but " + available + " bytes follow");
    }
    return new String(bytes, from, Integer.parseInt(declared), StandardCharsets.UTF_8);
  }

  private static int blankLine(byte[] bytes) {
    for (int i = 0; i + 1 < bytes.length; i++) {
      if (bytes[i] == '\n' && bytes[i + 1] == '\n') {
        return i;
      }
    }
    return bytes.length;
  }

  /** Decodes {@code %XX}; what only looks like it stays as it is. */
  static String percentDecoded(String value) {
    if (value.indexOf('%') < 0) {
      return value;
    }
    byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
    byte[] plain = new byte[encoded.length];
    int length = 0;
    int at = 0;
    while (at < encoded.length) {
      int code = encoded[at] == '%' ? hexPair(encoded, at + 1) : -1;
      plain[length++] = code < 0 ? encoded[at] : (byte) code;
      at += code < 0 ? 1 : 3;
    }
    return new String(Arrays.copyOf(plain, length), StandardCharsets.UTF_8);
  }

  private static int hexPair(byte[] bytes, int at) {
    if (at + 1 >= bytes.length) {
      return -1;
    }
    int high = Character.digit(bytes[at], 16);
    int low = Character.digit(bytes[at + 1], 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }
}
