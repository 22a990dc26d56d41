package io.strowger.testkit.simulator.event;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event in the making: its name, what stands before and after the common headers, and its body.
 */
public final class SwitchEvent {

  private final String name;
  private final List<Header> before = new ArrayList<>(0);
  private final List<Header> details = new ArrayList<>(4);
  private final List<HeaderBlock> blocks = new ArrayList<>(4);
  private final List<Header> after = new ArrayList<>(4);
  private String uniqueId = "";
  private String body = "";

  private SwitchEvent(String name) {
    this.name = name;
  }

  /** An event of this name, e.g. {@code CHANNEL_PARK}. */
  public static SwitchEvent named(String name) {
    return new SwitchEvent(name);
  }

  /**
   * Adds a header before all others (FreeSWITCH turns a received message into an event that way).
   */
  public SwitchEvent before(String headerName, String value) {
    before.add(Header.of(headerName, value));
    return this;
  }

  /** Adds a header directly behind the common ones. */
  public SwitchEvent detail(String headerName, String value) {
    details.add(Header.of(headerName, value));
    return this;
  }

  /** Adds a block behind the details. */
  public SwitchEvent block(HeaderBlock block) {
    blocks.add(block);
    return this;
  }

  /** Adds a header behind the blocks. */
  public SwitchEvent after(String headerName, String value) {
    after.add(Header.of(headerName, value));
    return this;
  }

  /** Gives it a body. */
  public SwitchEvent body(String text) {
    body = text;
    return this;
  }

  /** The leg it belongs to. */
  public SwitchEvent leg(String uuid) {
    uniqueId = uuid;
    return this;
  }

  public String name() {
    return name;
  }

  /** The leg it belongs to, empty for none. */
  public String uniqueId() {
    return uniqueId;
  }

  String body() {
    return body;
  }

  /** The value of a header of its own or of its blocks, for filters. */
  public @Nullable String value(String headerName) {
    if (headerName.equals("Event-Name")) {
      return name;
    }
    for (List<Header> list : List.of(before, details, after)) {
      for (Header header : list) {
        if (header.name().equals(headerName)) {
          return header.value();
        }
      }
    }
    for (HeaderBlock block : blocks) {
      Header header = block.get(headerName);
      if (header != null) {
        return header.value();
      }
    }
    return null;
  }

  void writeTo(EventWriter writer, List<HeaderBlock> common, List<Header> own) {
    before.forEach(writer::add);
    writer.add(Header.of("Event-Name", name));
    common.forEach(writer::add);
    own.forEach(writer::add);
    details.forEach(writer::add);
    blocks.forEach(writer::add);
    after.forEach(writer::add);
  }
}
