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
  CALL_ALREADY_SETTLED
}
