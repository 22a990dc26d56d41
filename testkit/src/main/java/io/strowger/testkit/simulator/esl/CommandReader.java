package io.strowger.testkit.simulator.esl;

import io.strowger.testkit.simulator.ReceivedCommand;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Reads command frames: lines to an empty line, then {@code content-length} bytes. */
final class CommandReader {

  private static final int HEAD_LIMIT = 10 * 1024 * 1024;
  private static final int BODY_LIMIT = 16 * 1024 * 1024;

  private final InputStream in;
  private final int connection;

  CommandReader(InputStream in, int connection) {
    this.in = new BufferedInputStream(in, 16 * 1024);
    this.connection = connection;
  }

  /**
   * The next command; throws {@link EOFException} when the controller has closed the connection.
   */
  ReceivedCommand next() throws IOException {
    ByteArrayOutputStream raw = new ByteArrayOutputStream(512);
    String head = head(raw);
    Map<String, String> headers = new LinkedHashMap<>();
    String[] lines = head.split("\n");
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        String name = lines[i].substring(0, colon).strip().toLowerCase(Locale.ROOT);
        headers.put(name, lines[i].substring(colon + 1).strip());
      }
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    if (length > BODY_LIMIT) {
      throw new IOException("A body of " + length + " bytes");
    }
    byte[] body = in.readNBytes(length);
    raw.writeBytes(body);
    return new ReceivedCommand(
        connection,
        raw.toByteArray(),
        lines[0].strip(),
        headers,
        new String(body, StandardCharsets.UTF_8));
  }

  private String head(ByteArrayOutputStream raw) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream(512);
    int last = '\n';
    while (head.size() < HEAD_LIMIT) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException();
      }
      raw.write(next);
      if (next == '\r') {
        continue;
      }
      if (next == '\n' && last == '\n') {
        if (head.size() > 0) {
          return head.toString(StandardCharsets.UTF_8);
        }
        raw.reset();
        continue;
      }
      head.write(next);
      last = next;
    }
    throw new IOException("A command head of more than " + HEAD_LIMIT + " bytes");
  }
}
