package io.strowger.contracts.charging;

/** Why an account may not make a call. */
public enum ChargingRefusal {
  /** The money left does not buy the first increment. */
  BALANCE_TOO_LOW,
  /** No tariff prices this destination. */
  NO_RATE_FOR_DESTINATION,
  /** No such account. */
  UNKNOWN_ACCOUNT,
  /** The account was closed or suspended by the operator. */
  ACCOUNT_DISABLED,
  /** The call had already ended when it was asked for. */
  CALL_ALREADY_SETTLED,
  /** The account has as many calls under way as it may have. */
  TOO_MANY_CALLS,
  /** The account began as many calls in this second as it may. */
  TOO_MANY_CALLS_PER_SECOND,
  /** What the account may spend on a call or in a day does not buy the first increment. */
  SPEND_LIMIT_REACHED,
  /** Rating cannot look at its books, and this class of accounts does not call without. */
  BOOKS_UNAVAILABLE
}
