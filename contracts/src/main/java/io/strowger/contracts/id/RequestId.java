package io.strowger.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The asker's name of a request; its answer carries the same one.
 *
 * @param value 1 to 160 letters, digits or one of {@code _.:-}; anything else is refused with
 *     {@link IllegalArgumentException}
 */
public record RequestId(@JsonValue String value) implements Comparable<RequestId> {
  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_.:-]{1,160}");

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
