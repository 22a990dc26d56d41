package io.strowger.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The asker's name of a request; its answer carries the same one.
 *
 * @param value 1 to 160 letters, digits or one of {@code _.:-}; anything else is refused with
 *     {@link IllegalArgumentException}
 */
public record RequestId(@JsonValue String value) implements Comparable<RequestId> {
  private static final NameForm ALLOWED = new NameForm("_.:-", 160);

  /** Refuses what cannot be such a name. */
  @JsonCreator
  public RequestId {
    Names.require("RequestId", value, ALLOWED);
  }

  @Override
  public int compareTo(RequestId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
