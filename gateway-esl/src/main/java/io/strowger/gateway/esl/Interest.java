package io.strowger.gateway.esl;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which events are worth reading, and what in them: an event of 200 headers is read for 20 of them.
 */
public final class Interest {
  private static final Interest EVERYTHING = new Interest(null, List.of());

  private final @Nullable Map<String, Set<String>> fieldsByEvent;
  private final List<String> prefixes;

  private Interest(@Nullable Map<String, Set<String>> fieldsByEvent, List<String> prefixes) {
    this.fieldsByEvent = fieldsByEvent;
    this.prefixes = prefixes;
  }

  /** Every header of every event. */
  public static Interest everything() {
    return EVERYTHING;
  }

  /**
   * Some headers of some events.
   *
   * @param fieldsByEvent event names, and the headers wanted of each; an empty set wants all
   * @param prefixes headers beginning so are wanted too, of all these events
   */
  public static Interest of(Map<String, Set<String>> fieldsByEvent, List<String> prefixes) {
    Map<String, Set<String>> copy = new HashMap<>();
    fieldsByEvent.forEach((event, fields) -> copy.put(event, Set.copyOf(fields)));
    return new Interest(copy, List.copyOf(prefixes));
  }

  /** What of an event of this name; absent when nothing. */
  @Nullable Selection of(String event) {
    if (fieldsByEvent == null) {
      return Selection.ALL;
    }
    Set<String> fields = fieldsByEvent.get(event);
    if (fields == null) {
      return null;
    }
    return fields.isEmpty() ? Selection.ALL : new Selection(fields, prefixes);
  }

  /** What is read of one event. */
  record Selection(@Nullable Set<String> fields, List<String> prefixes) {
    static final Selection ALL = new Selection(null, List.of());

    boolean wants(String field) {
      if (fields == null || fields.contains(field)) {
        return true;
      }
      for (int i = 0; i < prefixes.size(); i++) {
        if (field.startsWith(prefixes.get(i))) {
          return true;
        }
      }
      return false;
    }
  }
}
