package io.strowger.contracts.cdr;

import io.strowger.contracts.charging.CallCharged;
import java.time.Instant;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * What a call cost; absent fields where it was not charged.
 *
 * @param costMicros in micro-units of the currency
 * @param chargedSeconds time charged, after rounding up to increments
 * @param tariff the tariff and version the price came from
 * @param balanceAfterMicros the account's balance after it, in micro-units
 * @param chargeRevision from 2 on where the charge was corrected by re-rating; absent before
 * @param chargeId the charge; another one may take its place
 * @param chargedAt when it was charged, or corrected
 */
public record ChargeRecord(
    @Nullable Long costMicros,
    @Nullable Currency currency,
    @Nullable Long chargedSeconds,
    @Nullable String tariff,
    @Nullable Long balanceAfterMicros,
    @Nullable Integer chargeRevision,
    @Nullable String chargeId,
    @Nullable Instant chargedAt) {
  /** Of a call that was not charged. */
  public static final ChargeRecord NONE =
      new ChargeRecord(null, null, null, null, null, null, null, null);

  /** As a charge tells it. */
  public static ChargeRecord of(CallCharged charge) {
    return new ChargeRecord(
        charge.costMicros(),
        charge.currency(),
        charge.billedSeconds(),
        charge.tariff(),
        charge.balanceAfterMicros(),
        charge.revision(),
        charge.chargeId(),
        charge.settledAt());
  }

  /** True when that charge says something later than this one. */
  public boolean isOlderThan(CallCharged charge) {
    if (chargeId != null && chargedAt != null && !chargeId.equals(charge.chargeId())) {
      return chargedAt.isBefore(charge.settledAt());
    }
    int known = costMicros == null ? 0 : chargeRevision == null ? 1 : chargeRevision;
    return known < charge.revisionNumber();
  }
}
