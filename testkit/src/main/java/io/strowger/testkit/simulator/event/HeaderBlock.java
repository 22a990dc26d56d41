package io.strowger.testkit.simulator.event;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Headers that appear together in many events, in order; their joined bytes are kept until one
 * changes.
 */
public final class HeaderBlock {

  private final Map<String, Header> headers = new LinkedHashMap<>();
  private final byte @Nullable [][] joined = new byte[EventFormat.values().length][];

  /** Sets a header; a new one goes to the end. */
  public HeaderBlock put(Header header) {
    headers.put(header.name(), header);
    forget();
    return this;
  }

  /** Sets a header; a new one goes to the end. */
  public HeaderBlock put(String name, String value) {
    return put(Header.of(name, value));
  }

  /** Removes a header if it is there. */
  public void remove(String name) {
    if (headers.remove(name) != null) {
      forget();
    }
  }

  /** The header of this name. */
  public @Nullable Header get(String name) {
    return headers.get(name);
  }

  /** All headers in order. */
  public Collection<Header> all() {
    return headers.values();
  }

  byte[] bytes(EventFormat format) {
    byte[] made = joined[format.ordinal()];
    if (made == null) {
      EventWriter writer = new EventWriter(format);
      headers.values().forEach(writer::add);
      made = writer.contents();
      joined[format.ordinal()] = made;
    }
    return made;
  }

  private void forget() {
    java.util.Arrays.fill(joined, null);
  }
}
