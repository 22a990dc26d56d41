package io.strowger.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The operator's name of a switch.
 *
 * @param value 1 to 64 letters, digits or one of {@code _.@+-}; anything else is refused with
 *     {@link IllegalArgumentException}
 */
public record SwitchId(@JsonValue String value) implements Comparable<SwitchId> {
  private static final NameForm ALLOWED = new NameForm("_.@+-", 64);

  /** Refuses what cannot be such a name. */
  @JsonCreator
  public SwitchId {
    Names.require("SwitchId", value, ALLOWED);
  }

  @Override
  public int compareTo(SwitchId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
