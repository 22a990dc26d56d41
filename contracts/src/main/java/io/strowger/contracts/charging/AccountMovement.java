package io.strowger.contracts.charging;

import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.CallId;
import java.time.Instant;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the ledger; topic {@code account-movements}, key account id. The sum of an account's
 * movements in a unit is what it has of it.
 *
 * @param entryId grows with every entry of the ledger
 * @param postingId derived from what caused it: the same cause is posted once
 * @param amountMicros added to the balance, negative when taken, in micro-units; a reservation or
 *     release moves {@code reserved_micros} and leaves this 0
 * @param reservedMicros added to what is reserved, negative when released, in micro-units
 * @param currency of the amounts; {@code XXX} where the balance holds no money
 * @param balanceAfterMicros the balance after it, in micro-units
 * @param balanceId which of the account's balances it was
 * @param unit what the balance holds: the currency, {@code voice} in seconds, or what else is
 *     counted
 * @param contra the book that lost what the balance gained; absent when nothing left the account
 */
public record AccountMovement(
    long entryId,
    String postingId,
    AccountId accountId,
    @Nullable CallId callId,
    Kind kind,
    long amountMicros,
    long reservedMicros,
    Currency currency,
    long balanceAfterMicros,
    Instant recordedAt,
    @Nullable String balanceId,
    @Nullable String unit,
    @Nullable String contra) {

  /** What moved it. */
  public enum Kind {
    /** Money paid in. */
    TOP_UP,
    /** Changed by an operator. */
    ADJUSTMENT,
    /** Set aside for a call's next slice. */
    RESERVATION,
    /** Set free again. */
    RELEASE,
    /** Taken for a call. */
    SETTLEMENT,
    /** Void since its time ran out. */
    EXPIRY,
    /** From one balance to another. */
    TRANSFER,
    /** What should have been entered and was not, or the other way round. */
    CORRECTION
  }
}
