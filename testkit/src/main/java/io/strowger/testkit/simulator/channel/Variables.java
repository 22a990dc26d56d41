package io.strowger.testkit.simulator.channel;

import io.strowger.testkit.simulator.event.Header;
import io.strowger.testkit.simulator.event.HeaderBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The variables of a leg, shown in events as {@code variable_<name>}. */
public final class Variables {

  private static final String PREFIX = "variable_";

  private final HeaderBlock headers = new HeaderBlock();

  /** The value, empty when unset. */
  public String get(String name) {
    Header header = headers.get(PREFIX + name);
    return header == null ? "" : header.value();
  }

  /** The values of all whose names begin so. */
  public List<String> beginning(String prefix) {
    return headers.all().stream()
        .filter(header -> header.name().startsWith(PREFIX + prefix))
        .flatMap(header -> header.values().stream())
        .toList();
  }

  /** Whether it is set. */
  public boolean has(String name) {
    return headers.get(PREFIX + name) != null;
  }

  /** Whether FreeSWITCH reads the value as true. */
  public boolean isTrue(String name) {
    return switch (get(name).toLowerCase(java.util.Locale.ROOT)) {
      case "true", "yes", "on", "enable", "enabled", "active", "allow", "t", "1" -> true;
      default -> false;
    };
  }

  /** Sets it; an empty value unsets it, as everywhere in FreeSWITCH. */
  public Variables set(String name, String value) {
    if (value.isEmpty()) {
      headers.remove(PREFIX + name);
    } else {
      headers.put(PREFIX + name, value);
    }
    return this;
  }

  /** Sets it to a number. */
  public Variables set(String name, long value) {
    return set(name, Long.toString(value));
  }

  /** Sets all of these. */
  public Variables setAll(Map<String, String> values) {
    values.forEach(this::set);
    return this;
  }

  /** Takes over headers that many legs share, serialised once for all of them. */
  public Variables share(List<Header> shared) {
    shared.forEach(headers::put);
    return this;
  }

  /** A header to {@link #share}. */
  public static Header shared(String name, String value) {
    return Header.of(PREFIX + name, value);
  }

  /** Adds a value to those it has. */
  public void push(String name, String value) {
    Header header = headers.get(PREFIX + name);
    if (header == null) {
      set(name, value);
      return;
    }
    List<String> values = new ArrayList<>(header.values());
    values.add(value);
    headers.put(Header.ofAll(PREFIX + name, values));
  }

  /** Sets several values at once. */
  public void setAll(String name, List<String> values) {
    headers.put(Header.ofAll(PREFIX + name, values));
  }

  /** Removes it. */
  public void unset(String name) {
    headers.remove(PREFIX + name);
  }

  /** As headers of an event. */
  public HeaderBlock headers() {
    return headers;
  }
}
