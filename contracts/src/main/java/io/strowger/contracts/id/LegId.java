package io.strowger.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A leg's UUID, FreeSWITCH's {@code Unique-ID}.
 *
 * @param value 1 to 64 letters, digits, underscore, dot or hyphen; anything else is refused with
 *     {@link IllegalArgumentException}
 */
public record LegId(@JsonValue String value) implements Comparable<LegId> {
  private static final NameForm ALLOWED = new NameForm("_.-", 64);

  /** Refuses what cannot be such a name. */
  @JsonCreator
  public LegId {
    Names.require("LegId", value, ALLOWED);
  }

  @Override
  public int compareTo(LegId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
