package io.strowger.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * {@code Core-UUID:Event-Sequence} of a switch event: the same event seen twice has the same one.
 *
 * @param value 1 to 160 letters, digits or one of {@code _.:-}; anything else is refused with
 *     {@link IllegalArgumentException}
 */
public record EventId(@JsonValue String value) implements Comparable<EventId> {
  private static final NameForm ALLOWED = new NameForm("_.:-", 160);

  /** Refuses what cannot be such a name. */
  @JsonCreator
  public EventId {
    Names.require("EventId", value, ALLOWED);
  }

  @Override
  public int compareTo(EventId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
