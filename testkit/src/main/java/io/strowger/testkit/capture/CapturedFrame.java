package io.strowger.testkit.capture;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One frame as it stands in the bytes: header lines to an empty line, then {@code Content-Length}
 * bytes.
 *
 * @param start of the frame in the stream
 * @param end behind the last byte of the frame
 * @param firstLine verbatim; for a command the command itself
 * @param headers names in lower case, values verbatim (not %-decoded)
 * @param body empty without {@code Content-Length}
 */
public record CapturedFrame(
    int start, int end, String firstLine, Map<String, String> headers, byte[] body) {

  /** Splits a stream of whole frames. */
  public static List<CapturedFrame> all(byte[] stream) {
    List<CapturedFrame> frames = new ArrayList<>();
    int at = 0;
    while (at < stream.length) {
      CapturedFrame frame = at(stream, at);
      frames.add(frame);
      at = frame.end;
    }
    return frames;
  }

  /** Whether the body is an event in one of the three formats. */
  public boolean isEvent() {
    return headers.getOrDefault("content-type", "").startsWith("text/event-");
  }

  /** The body as UTF-8 text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  private static CapturedFrame at(byte[] stream, int start) {
    int blank = start;
    while (stream[blank] != '\n' || stream[blank + 1] != '\n') {
      blank++;
    }
    String head = new String(stream, start, blank - start, StandardCharsets.UTF_8);
    Map<String, String> headers = headers(head);
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    byte[] body = new byte[length];
    System.arraycopy(stream, blank + 2, body, 0, length);
    int end = blank + 2 + length;
    return new CapturedFrame(start, end, head.lines().findFirst().orElse(""), headers, body);
  }

  static Map<String, String> headers(String head) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line : head.split("\n")) {
      int colon = line.indexOf(": ");
      if (colon > 0) {
        headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 2));
      }
    }
    return headers;
  }
}
