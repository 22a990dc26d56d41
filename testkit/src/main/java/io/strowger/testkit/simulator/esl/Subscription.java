package io.strowger.testkit.simulator.esl;

import io.strowger.testkit.simulator.event.EventFormat;
import io.strowger.testkit.simulator.event.SwitchEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a connection wants to hear: names, subclasses of CUSTOM, filters, and the one leg of {@code
 * myevents}.
 */
final class Subscription {

  /**
   * What {@code myevents} means (mod_event_socket); calls' states, holds and recordings are not
   * among them.
   */
  private static final Set<String> MY_EVENTS =
      Set.of(
          "CHANNEL_ANSWER",
          "CHANNEL_APPLICATION",
          "CHANNEL_BRIDGE",
          "CHANNEL_CREATE",
          "CHANNEL_DATA",
          "CHANNEL_DESTROY",
          "CHANNEL_EXECUTE",
          "CHANNEL_EXECUTE_COMPLETE",
          "CHANNEL_HANGUP",
          "CHANNEL_HANGUP_COMPLETE",
          "CHANNEL_ORIGINATE",
          "CHANNEL_OUTGOING",
          "CHANNEL_PARK",
          "CHANNEL_PROGRESS",
          "CHANNEL_PROGRESS_MEDIA",
          "CHANNEL_STATE",
          "CHANNEL_UNBRIDGE",
          "CHANNEL_UNPARK",
          "CHANNEL_UUID",
          "DTMF");

  private final Set<String> names = new HashSet<>();
  private final Set<String> removed = new HashSet<>();
  private final Set<String> subclasses = new HashSet<>();
  private final List<Filter> filters = new ArrayList<>();
  private EventFormat format = EventFormat.PLAIN;
  private boolean all;
  private String onlyLeg = "";

  private record Filter(String header, String value) {}

  EventFormat format() {
    return format;
  }

  void format(EventFormat wanted) {
    format = wanted;
  }

  /** Adds names; whatever stands behind CUSTOM is a subclass. */
  void add(List<String> words) {
    boolean custom = false;
    for (String word : words) {
      if (custom) {
        subclasses.add(word);
      } else if (word.equalsIgnoreCase("ALL")) {
        all = true;
      } else {
        names.add(word.toUpperCase(Locale.ROOT));
        removed.remove(word.toUpperCase(Locale.ROOT));
        custom = word.equalsIgnoreCase("CUSTOM");
      }
    }
  }

  void remove(List<String> words) {
    for (String word : words) {
      names.remove(word.toUpperCase(Locale.ROOT));
      removed.add(word.toUpperCase(Locale.ROOT));
      subclasses.remove(word);
    }
  }

  void clear() {
    names.clear();
    subclasses.clear();
    removed.clear();
    all = false;
  }

  void onlyOf(String legUuid) {
    onlyLeg = legUuid;
    names.addAll(MY_EVENTS);
  }

  void filter(String header, String value) {
    filters.add(new Filter(header, value.startsWith("+") ? value.substring(1) : value));
  }

  void unfilter(String header, String value) {
    filters.removeIf(filter ->
        header.equals("all")
            || filter.header().equals(header) && (value.isEmpty() || filter.value().equals(value)));
  }

  boolean wants(SwitchEvent event) {
    if (!onlyLeg.isEmpty() && !event.uniqueId().equals(onlyLeg)) {
      return false;
    }
    boolean named = names.contains(event.name()) || all && !removed.contains(event.name());
    return named && passes(event);
  }

  /** Filters are alternatives; with any, what matches none is dropped. */
  private boolean passes(SwitchEvent event) {
    return filters.isEmpty()
        || filters.stream().anyMatch(filter -> filter.value().equals(event.value(filter.header())));
  }
}
