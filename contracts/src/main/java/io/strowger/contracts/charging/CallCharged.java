package io.strowger.contracts.charging;

import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.CallId;
import java.time.Instant;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * What a call cost; topic {@code charges}, key call id. Published for every call that was
 * authorised, also when it cost nothing, and for every call that a request told: one that another
 * system carried, of which nothing else is heard.
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
 * @param setupAt when a call began that a request told; absent for calls on switches
 * @param answeredAt when it was answered; absent too when it was not
 * @param endedAt when it ended; absent for calls on switches
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
    @Nullable Integer revision,
    @Nullable Instant setupAt,
    @Nullable Instant answeredAt,
    @Nullable Instant endedAt) {

  /** Of a call on a switch. */
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
      Instant settledAt,
      @Nullable String run,
      @Nullable Integer revision) {
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
        run,
        revision,
        null,
        null,
        null);
  }

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

  /** The same of a call that a request told. */
  public CallCharged of(Instant began, @Nullable Instant answered, Instant ended) {
    return new CallCharged(
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
        run,
        revision,
        began,
        answered,
        ended);
  }

  /** Which revision of the charge this is: 1 when first charged. */
  public int revisionNumber() {
    return revision == null ? 1 : revision;
  }
}
