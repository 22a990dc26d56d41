package io.strowger.transcoder.ng;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds a reply. */
final class NgReply {
  private final Map<String, Bencoded> entries = new LinkedHashMap<>();

  private NgReply() {}

  static NgReply ok() {
    return empty().with("result", "ok");
  }

  static NgReply pong() {
    return empty().with("result", "pong");
  }

  static NgReply error(String reason) {
    return empty().with("result", "error").with("error-reason", reason);
  }

  /** There is no room: a proxy that knows this result asks another relay. */
  static NgReply loadLimit(String message) {
    return empty().with("result", "load limit").with("message", message);
  }

  static NgReply empty() {
    return new NgReply();
  }

  NgReply with(String key, String text) {
    entries.put(key, Bencoded.of(text));
    return this;
  }

  /** Octets that came from outside, given back as they are. */
  NgReply withOctets(String key, String octets) {
    entries.put(key, new Bencoded.Text(octets));
    return this;
  }

  NgReply with(String key, long number) {
    entries.put(key, Bencoded.of(number));
    return this;
  }

  NgReply with(String key, NgReply inner) {
    entries.put(key, inner.dictionary());
    return this;
  }

  NgReply with(String key, List<Bencoded> items) {
    entries.put(key, new Bencoded.Items(items));
    return this;
  }

  Bencoded.Dictionary dictionary() {
    return new Bencoded.Dictionary(entries);
  }
}
