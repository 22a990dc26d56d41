package io.strowger.testkit.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * A command as a controller sent it.
 *
 * @param connection counted from 1 in the order in which connections were made
 * @param raw every byte of the frame, the body included
 * @param line the first line, e.g. {@code api status}
 * @param headers of the other lines, names in lower case
 * @param body behind the empty line, when there was a {@code content-length}
 */
public record ReceivedCommand(
    int connection, byte[] raw, String line, Map<String, String> headers, String body) {

  /** The whole frame as text. */
  public String text() {
    return new String(raw, StandardCharsets.UTF_8);
  }

  /** The first word, e.g. {@code api}. */
  public String verb() {
    int space = line.indexOf(' ');
    return space < 0 ? line : line.substring(0, space);
  }

  /** What follows the first word. */
  public String argument() {
    int space = line.indexOf(' ');
    return space < 0 ? "" : line.substring(space + 1).strip();
  }

  /** A header's value, empty when it is absent. */
  public String header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
  }

  /** Whether it has this application executed on a leg. */
  public boolean executes(String application) {
    return header("execute-app-name").equals(application);
  }
}
