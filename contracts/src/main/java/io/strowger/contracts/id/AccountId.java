package io.strowger.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The account that pays for a call.
 *
 * @param value 1 to 64 letters, digits or one of {@code _.:@+-}; anything else is refused with
 *     {@link IllegalArgumentException}
 */
public record AccountId(@JsonValue String value) implements Comparable<AccountId> {
  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_.:@+-]{1,64}");

  /** Refuses what cannot be such a name. */
  @JsonCreator
  public AccountId {
    Names.require("AccountId", value, ALLOWED);
  }

  @Override
  public int compareTo(AccountId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
