package io.strowger.rating.account;

/** How an account's calls are paid for. */
public enum AccountMode {
  /** Every slice is reserved before it is talked. */
  PREPAID,
  /** Authorised against the balance, nothing reserved, debited when the call ended. */
  PSEUDO_PREPAID,
  /** Debited when the call ended; refused only when a credit limit was reached. */
  POSTPAID,
  /** Priced only: no balance is touched. */
  RATED;

  /** True when what balances do not cover becomes debt. */
  public boolean mayOwe() {
    return this != PREPAID;
  }
}
