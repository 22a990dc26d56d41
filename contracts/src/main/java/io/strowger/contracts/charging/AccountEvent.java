package io.strowger.contracts.charging;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.strowger.contracts.id.AccountId;
import java.time.Instant;
import java.util.Currency;

/** Something about an account that somebody may want to act on; topic {@code account-events}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface AccountEvent {

  /** The account, and the record's key. */
  AccountId accountId();

  /**
   * The account's money fell below the threshold it set; told once for each time it falls.
   *
   * @param eventId the same fall told twice has the same one
   * @param balanceMicros what it has now, in micro-units
   * @param thresholdMicros what it fell below, in micro-units
   */
  record BalanceLow(
      String eventId,
      AccountId accountId,
      long balanceMicros,
      long thresholdMicros,
      Currency currency,
      Instant occurredAt)
      implements AccountEvent {}

  /**
   * A part of a balance ran out of time unused.
   *
   * @param eventId the same expiry told twice has the same one
   * @param unit what the balance held
   * @param lostMicros what is void now, in micro-units
   */
  record BalanceExpired(
      String eventId,
      AccountId accountId,
      String balanceId,
      String unit,
      long lostMicros,
      Instant occurredAt)
      implements AccountEvent {}
}
