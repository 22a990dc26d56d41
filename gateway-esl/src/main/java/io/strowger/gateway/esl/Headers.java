package io.strowger.gateway.esl;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A block of {@code Name: value} lines as they stood on the wire: not %-decoded, in their order,
 * repeated names kept. Names compare without regard to case.
 */
public final class Headers {
  private final String[] namesAndValues;

  private Headers(String[] namesAndValues) {
    this.namesAndValues = namesAndValues;
  }

  /**
   * Reads the lines between two offsets.
   *
   * @throws MalformedFrame naming the line that has no colon
   */
  static Headers parse(byte[] bytes, int from, int to) throws MalformedFrame {
    List<String> found = new ArrayList<>(8);
    int start = from;
    while (start < to) {
      int end = ByteScan.indexOf(bytes, (byte) '\n', start, to);
      int stop = end < 0 ? to : end;
      addLine(bytes, start, stop, found);
      start = stop + 1;
    }
    return new Headers(found.toArray(String[]::new));
  }

  private static void addLine(byte[] bytes, int start, int stop, List<String> found)
      throws MalformedFrame {
    int end = stop > start && bytes[stop - 1] == '\r' ? stop - 1 : stop;
    if (end == start) {
      return;
    }
    int colon = ByteScan.indexOf(bytes, (byte) ':', start, end);
    if (colon <= start) {
      throw new MalformedFrame(
          "header line "
              + (found.size() / 2 + 1)
              + " has no name and colon: '"
              + ByteScan.printable(bytes, start, end)
              + "'");
    }
    int value = colon + 1;
    while (value < end && bytes[value] == ' ') {
      value++;
    }
    found.add(new String(bytes, start, colon - start, StandardCharsets.UTF_8));
    found.add(new String(bytes, value, end - value, StandardCharsets.UTF_8));
  }

  /** The first value under a name; absent if there is none. */
  public @Nullable String first(String name) {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (namesAndValues[i].equalsIgnoreCase(name)) {
        return namesAndValues[i + 1];
      }
    }
    return null;
  }

  /** How many lines there are. */
  public int size() {
    return namesAndValues.length / 2;
  }

  /** Shows every line, in order. */
  public void forEach(BiConsumer<String, String> line) {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      line.accept(namesAndValues[i], namesAndValues[i + 1]);
    }
  }
}
