package io.strowger.rating.charging;

import io.strowger.contracts.charging.ChargingRefusal;

/** What a dialplan written for CGRateS finds in {@code cgr_notify}. */
public enum NotifyDialect {
  /** {@code AUTH_OK}, {@code INSUFFICIENT_CREDIT}, and errors by their names. */
  CURRENT,
  /** {@code +AUTH_OK}, {@code -INSUFFICIENT_FUNDS}, {@code -UNAUTHORIZED_DESTINATION}, ... */
  OLDER;

  String authorised() {
    return this == CURRENT ? "AUTH_OK" : "+AUTH_OK";
  }

  String refused(ChargingRefusal reason) {
    return switch (reason) {
      case BALANCE_TOO_LOW, SPEND_LIMIT_REACHED ->
          this == CURRENT ? "INSUFFICIENT_CREDIT" : "-INSUFFICIENT_FUNDS";
      case NO_RATE_FOR_DESTINATION ->
          this == CURRENT ? "UNAUTHORIZED_DESTINATION" : "-UNAUTHORIZED_DESTINATION";
      case UNKNOWN_ACCOUNT -> this == CURRENT ? "ACCOUNT_NOT_FOUND" : "-SYSTEM_ERROR";
      case ACCOUNT_DISABLED -> this == CURRENT ? "ACCOUNT_DISABLED" : "-SYSTEM_ERROR";
      case TOO_MANY_CALLS, TOO_MANY_CALLS_PER_SECOND ->
          this == CURRENT ? "RESOURCE_UNAVAILABLE" : "-SYSTEM_ERROR";
      case CALL_ALREADY_SETTLED, BOOKS_UNAVAILABLE ->
          this == CURRENT ? "SERVER_ERROR" : "-SYSTEM_ERROR";
    };
  }
}
