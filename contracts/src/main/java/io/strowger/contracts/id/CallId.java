package io.strowger.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The A-leg's UUID, which names the whole call on every topic.
 *
 * @param value 1 to 64 letters, digits, underscore, dot or hyphen; anything else is refused with
 *     {@link IllegalArgumentException}
 */
public record CallId(@JsonValue String value) implements Comparable<CallId> {
  private static final NameForm ALLOWED = new NameForm("_.-", 64);

  /** Refuses what cannot be such a name. */
  @JsonCreator
  public CallId {
    Names.require("CallId", value, ALLOWED);
  }

  @Override
  public int compareTo(CallId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
