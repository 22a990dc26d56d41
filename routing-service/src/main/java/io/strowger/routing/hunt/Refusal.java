package io.strowger.routing.hunt;

import io.strowger.contracts.call.HangupCause;

/** Why a call is refused before any attempt, and what its caller is told. */
public enum Refusal {
  /** No route reaches the number: 404 to the caller. */
  NO_ROUTE("NO_ROUTE_DESTINATION"),
  /** What was dialled is no number: 484 to the caller. */
  INVALID_NUMBER("INVALID_NUMBER_FORMAT"),
  /** Calls without an account are refused here. */
  NO_ACCOUNT("CALL_REJECTED"),
  /** The money left does not buy the first increment. */
  BALANCE_TOO_LOW("OUTGOING_CALL_BARRED"),
  /** No tariff prices this destination. */
  NO_RATE_FOR_DESTINATION("OUTGOING_CALL_BARRED"),
  /** No such account. */
  UNKNOWN_ACCOUNT("OUTGOING_CALL_BARRED"),
  /** The account was closed or suspended. */
  ACCOUNT_DISABLED("OUTGOING_CALL_BARRED"),
  /** Rating had settled the call before it was asked for. */
  CALL_ALREADY_SETTLED("NORMAL_TEMPORARY_FAILURE"),
  /** The account has as many calls under way as it may have. */
  TOO_MANY_CALLS("CALL_REJECTED"),
  /** The account began as many calls in this second as it may. */
  TOO_MANY_CALLS_PER_SECOND("CALL_REJECTED"),
  /** The account has spent what it may spend. */
  SPEND_LIMIT_REACHED("OUTGOING_CALL_BARRED"),
  /** Rating cannot look at its books, and the account does not call without. */
  BOOKS_UNAVAILABLE("NORMAL_TEMPORARY_FAILURE"),
  /** Rating did not answer in time. */
  RATING_UNAVAILABLE("NORMAL_TEMPORARY_FAILURE"),
  /** There is no relay between the caller's codec and the carriers'. */
  NO_MEDIA_RELAY("BEARERCAPABILITY_NOTAVAIL");

  private final HangupCause cause;

  Refusal(String cause) {
    this.cause = new HangupCause(cause);
  }

  /** What the A-leg is hung up with. */
  public HangupCause cause() {
    return cause;
  }
}
