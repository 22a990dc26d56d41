package io.strowger.rating.account;

import org.jspecify.annotations.Nullable;

/** What became of a change. */
public sealed interface Change {
  /**
   * It is done, or was done before under the same key.
   *
   * @param balance the balance that was changed; absent when none was
   */
  record Done(Account account, @Nullable String balance) implements Change {}

  /** It cannot be. */
  record Refused(Why why, String detail) implements Change {}

  /** Why it cannot be. */
  enum Why {
    /** There is no such account. */
    UNKNOWN_ACCOUNT,
    /** There is no such balance. */
    UNKNOWN_BALANCE,
    /** An account's currency stays. */
    OTHER_CURRENCY,
    /** Balances of different units do not mix. */
    OTHER_UNIT,
    /** There is not so much in it. */
    NOT_ENOUGH,
    /** The key was used for something else. */
    KEY_USED,
    /** Calls under way hold some of it. */
    RESERVED,
    /** The account is closed. */
    ACCOUNT_CLOSED
  }
}
