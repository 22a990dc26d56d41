package io.strowger.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The sender's name of a command; a redelivered command has the same one.
 *
 * @param value 1 to 160 letters, digits or one of {@code _.:-}; anything else is refused with
 *     {@link IllegalArgumentException}
 */
public record CommandId(@JsonValue String value) implements Comparable<CommandId> {
  private static final NameForm ALLOWED = new NameForm("_.:-", 160);

  /** Refuses what cannot be such a name. */
  @JsonCreator
  public CommandId {
    Names.require("CommandId", value, ALLOWED);
  }

  @Override
  public int compareTo(CommandId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
