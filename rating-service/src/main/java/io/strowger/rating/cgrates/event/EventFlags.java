package io.strowger.rating.cgrates.event;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is wanted of an event, as clients list it: {@code *flag}, {@code *flag:option}. */
public final class EventFlags {
  private final Map<String, Set<String>> flags = new HashMap<>();

  private EventFlags() {}

  /** These flags; the parameters of options are passed over. */
  public static EventFlags of(List<String> given) {
    EventFlags read = new EventFlags();
    for (String flag : given) {
      String[] parts = flag.split(":", 3);
      Set<String> options = read.flags.computeIfAbsent(parts[0], _ -> new HashSet<>());
      if (parts.length > 1) {
        options.add(parts[1]);
      }
    }
    return read;
  }

  /** True when it is listed, unless with {@code :false}. */
  public boolean isSet(String flag) {
    return isSet(flag, false);
  }

  /**
   * True when it is listed, unless with {@code :false}.
   *
   * @param otherwise what holds when it is not listed
   */
  public boolean isSet(String flag, boolean otherwise) {
    Set<String> options = flags.get(flag);
    if (options == null) {
      return otherwise;
    }
    return options.contains("true") || !options.contains("false");
  }

  /** True when it is listed with this option. */
  public boolean has(String flag, String option) {
    return flags.getOrDefault(flag, Set.of()).contains(option);
  }
}
