package io.strowger.rating.load;

import java.util.Map;
import java.util.function.Function;

/** The fields of one row, as text; what is wrong with them is told all at once. */
final class Fields {
  private final Map<String, String> byName;
  private final StringBuilder wrong = new StringBuilder();

  Fields(Map<String, String> byName) {
    this.byName = byName;
  }

  /** A field that may be left out; empty then. */
  String text(String name) {
    return byName.getOrDefault(name, "").strip();
  }

  /** A field that must be there. */
  String needed(String name) {
    String text = text(name);
    if (text.isEmpty()) {
      complain(name + " is missing");
    }
    return text;
  }

  /** A field's value, or another when it is left out. */
  <T> T value(String name, Function<String, T> reading, T otherwise) {
    String text = text(name);
    return text.isEmpty() ? otherwise : read(name, text, reading, otherwise);
  }

  /** The value of a field that must be there. */
  <T> T neededValue(String name, Function<String, T> reading, T otherwise) {
    String text = needed(name);
    return text.isEmpty() ? otherwise : read(name, text, reading, otherwise);
  }

  /** A value made of several fields. */
  <T> T together(java.util.function.Supplier<T> reading, T otherwise) {
    try {
      return reading.get();
    } catch (IllegalArgumentException impossible) {
      complain(String.valueOf(impossible.getMessage()));
      return otherwise;
    }
  }

  private <T> T read(String name, String text, Function<String, T> reading, T otherwise) {
    try {
      return reading.apply(text);
    } catch (IllegalArgumentException impossible) {
      complain(name + ": " + impossible.getMessage());
      return otherwise;
    }
  }

  private void complain(String reason) {
    wrong.append(wrong.isEmpty() ? "" : "; ").append(reason);
  }

  /** Why these fields are no row; empty when they are. */
  String wrong() {
    return wrong.toString();
  }
}
