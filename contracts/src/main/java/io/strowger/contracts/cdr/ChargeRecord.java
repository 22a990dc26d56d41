package io.strowger.contracts.cdr;

import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * What a call cost; absent fields where it was not charged.
 *
 * @param costMicros in micro-units of the currency
 * @param chargedSeconds time charged, after rounding up to increments
 * @param tariff the tariff and version the price came from
 * @param balanceAfterMicros the account's balance after it, in micro-units
 */
public record ChargeRecord(
    @Nullable Long costMicros,
    @Nullable Currency currency,
    @Nullable Long chargedSeconds,
    @Nullable String tariff,
    @Nullable Long balanceAfterMicros) {}
