package io.strowger.contracts.charging;

import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.CallId;
import java.time.Instant;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * What a call cost; topic {@code charges}, key call id. Published for every call that was
 * authorised, also when it cost nothing.
 *
 * @param chargeId the same charge published twice has the same one
 * @param destination the number that was rated
 * @param tariff the tariff and version the price came from
 * @param prefix the prefix of that tariff that matched
 * @param usedMicros answered time, in microseconds
 * @param billedSeconds time charged, after rounding up to increments
 * @param costMicros in micro-units of the currency
 * @param balanceAfterMicros the account's balance after it, in micro-units
 * @param run whose charge it is, where a call is charged to several: absent for the customer's
 * @param revision from 2 on where the charge was corrected by re-rating, a later one replaces all
 *     before it; absent when first charged
 */
public record CallCharged(
    String chargeId,
    CallId callId,
    AccountId accountId,
    @Nullable String destination,
    @Nullable String tariff,
    @Nullable String prefix,
    long usedMicros,
    long billedSeconds,
    long costMicros,
    Currency currency,
    long balanceAfterMicros,
    Instant settledAt,
    @Nullable String run,
    @Nullable Integer revision) {

  /** The customer's charge. */
  public CallCharged(
      String chargeId,
      CallId callId,
      AccountId accountId,
      @Nullable String destination,
      @Nullable String tariff,
      @Nullable String prefix,
      long usedMicros,
      long billedSeconds,
      long costMicros,
      Currency currency,
      long balanceAfterMicros,
      Instant settledAt) {
    this(
        chargeId,
        callId,
        accountId,
        destination,
        tariff,
        prefix,
        usedMicros,
        billedSeconds,
        costMicros,
        currency,
        balanceAfterMicros,
        settledAt,
        null,
        null);
  }

  /** Which revision of the charge this is: 1 when first charged. */
  public int revisionNumber() {
    return revision == null ? 1 : revision;
  }
}
