package io.strowger.testkit.simulator.event;

/** The format in which a connection asked for its events. */
public enum EventFormat {
  JSON("json"),
  PLAIN("plain");

  private final String word;

  EventFormat(String word) {
    this.word = word;
  }

  /** As in {@code event json ALL} and in {@code text/event-json}. */
  public String word() {
    return word;
  }
}
