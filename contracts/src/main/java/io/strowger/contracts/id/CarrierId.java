package io.strowger.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The carrier an attempt goes through.
 *
 * @param value 1 to 64 letters, digits or one of {@code _.@+-}; anything else is refused with
 *     {@link IllegalArgumentException}
 */
public record CarrierId(@JsonValue String value) implements Comparable<CarrierId> {
  private static final NameForm ALLOWED = new NameForm("_.@+-", 64);

  /** Refuses what cannot be such a name. */
  @JsonCreator
  public CarrierId {
    Names.require("CarrierId", value, ALLOWED);
  }

  @Override
  public int compareTo(CarrierId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
