package io.strowger.rating.account;

/** What an account may do. */
public enum AccountState {
  /** Everything. */
  ACTIVE,
  /** No new calls; those under way go on to the end of what they were granted. */
  SUSPENDED,
  /** Nothing any more: no calls, no money. */
  CLOSED
}
