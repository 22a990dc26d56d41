package io.strowger.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * A leg's UUID, FreeSWITCH's {@code Unique-ID}.
 *
 * @param value 1 to 64 letters, digits, underscore, dot or hyphen; anything else is refused with
 *     {@link IllegalArgumentException}
 */
public record LegId(@JsonValue String value) implements Comparable<LegId> {
  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

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
