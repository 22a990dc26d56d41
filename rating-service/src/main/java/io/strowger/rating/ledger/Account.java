package io.strowger.rating.ledger;

import io.strowger.contracts.id.AccountId;
import java.util.Currency;

/**
 * Someone who pays for calls, at one moment.
 *
 * @param tariff the tariff's name that prices its calls
 * @param prepaid true: no call without money reserved for it
 * @param enabled false refuses its calls
 * @param creditLimitMicros how far below zero it may go, 0 or more, in micro-units
 * @param balanceMicros the sum of its entries, in micro-units
 * @param reservedMicros what is set aside for calls under way, in micro-units
 */
public record Account(
    AccountId id,
    Currency currency,
    String tariff,
    boolean prepaid,
    boolean enabled,
    long creditLimitMicros,
    long balanceMicros,
    long reservedMicros) {

  /** What may still be spent, in micro-units. */
  public long availableMicros() {
    return balanceMicros - reservedMicros + creditLimitMicros;
  }

  /** The account after a posting. */
  public Account after(Posting posting) {
    return new Account(
        id,
        currency,
        tariff,
        prepaid,
        enabled,
        creditLimitMicros,
        Math.addExact(balanceMicros, posting.amountMicros()),
        Math.addExact(reservedMicros, posting.reservedMicros()));
  }
}
