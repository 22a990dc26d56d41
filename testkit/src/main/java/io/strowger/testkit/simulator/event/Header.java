package io.strowger.testkit.simulator.event;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event header with its serialised forms, each made when first needed and then kept. Used by
 * one thread.
 *
 * <p>A header with several values is an array in JSON and {@code ARRAY::a|:b} in plain, as
 * FreeSWITCH writes it.
 */
public final class Header {

  private final String name;
  private final List<String> values;
  private byte @Nullable [] json;
  private byte @Nullable [] plain;

  private Header(String name, List<String> values) {
    this.name = name;
    this.values = values;
  }

  /** A header with one value. */
  public static Header of(String name, String value) {
    return new Header(name, List.of(value));
  }

  /** A header with several values. */
  public static Header ofAll(String name, List<String> values) {
    return new Header(name, List.copyOf(values));
  }

  public String name() {
    return name;
  }

  /** The value; several are joined as in the plain format. */
  public String value() {
    return values.size() == 1 ? values.getFirst() : "ARRAY::" + String.join("|:", values);
  }

  /** Every value. */
  public List<String> values() {
    return values;
  }

  byte[] bytes(EventFormat format) {
    return switch (format) {
      case JSON -> json();
      case PLAIN -> plain();
    };
  }

  private byte[] json() {
    byte[] made = json;
    if (made == null) {
      StringBuilder text = new StringBuilder(64);
      Escaping.json(text, name);
      text.append(':');
      if (values.size() == 1) {
        Escaping.json(text, values.getFirst());
      } else {
        text.append('[');
        for (int i = 0; i < values.size(); i++) {
          text.append(i == 0 ? "" : ",");
          Escaping.json(text, values.get(i));
        }
        text.append(']');
      }
      made = text.toString().getBytes(StandardCharsets.UTF_8);
      json = made;
    }
    return made;
  }

  private byte[] plain() {
    byte[] made = plain;
    if (made == null) {
      made = (name + ": " + Escaping.percent(value()) + "\n").getBytes(StandardCharsets.UTF_8);
      plain = made;
    }
    return made;
  }
}
