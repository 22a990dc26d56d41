package io.strowger.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The account that pays for a call.
 *
 * @param value 1 to 64 letters, digits or one of {@code _.:@+-}; anything else is refused with
 *     {@link IllegalArgumentException}
 */
public record AccountId(@JsonValue String value) implements Comparable<AccountId> {
  private static final NameForm ALLOWED = new NameForm("_.:@+-", 64);

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
