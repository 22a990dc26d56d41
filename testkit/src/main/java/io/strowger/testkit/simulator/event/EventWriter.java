package io.strowger.testkit.simulator.event;

import java.io.ByteArrayOutputStream;

/** Joins serialised headers: with commas in JSON, directly in plain, where each ends its line. */
final class EventWriter {

  private final EventFormat format;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(16 * 1024);

  EventWriter(EventFormat format) {
    this.format = format;
  }

  void add(Header header) {
    append(header.bytes(format));
  }

  void add(HeaderBlock block) {
    append(block.bytes(format));
  }

  byte[] contents() {
    return out.toByteArray();
  }

  private void append(byte[] bytes) {
    if (bytes.length == 0) {
      return;
    }
    if (format == EventFormat.JSON && out.size() > 0) {
      out.write(',');
    }
    out.writeBytes(bytes);
  }
}
