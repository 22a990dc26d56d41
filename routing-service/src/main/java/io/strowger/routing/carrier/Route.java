package io.strowger.routing.carrier;

import io.strowger.contracts.id.CarrierId;
import java.util.regex.Pattern;

/**
 * A prefix that a carrier reaches.
 *
 * @param prefix 0 to 15 digits; empty matches every number
 * @param carrier who reaches it
 * @param priority tried in ascending order, 0 to 1000
 */
public record Route(String prefix, CarrierId carrier, int priority) {
  private static final Pattern PREFIX = Pattern.compile("[0-9*#]{0,15}");

  /** Refuses a prefix that no number has. */
  public Route {
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException("prefix must match " + PREFIX + ": " + prefix);
    }
    if (priority < 0 || priority > 1000) {
      throw new IllegalArgumentException("priority must be 0 to 1000 but is " + priority);
    }
  }
}
