package io.strowger.contracts.charging;

import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.CallId;
import java.time.Instant;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the ledger; topic {@code account-movements}, key account id.
 *
 * @param entryId grows with every entry of the ledger
 * @param postingId derived from what caused it: the same cause is posted once
 * @param amountMicros added to the balance, negative when taken, in micro-units; a reservation or
 *     release moves {@code reserved_micros} and leaves this 0
 * @param reservedMicros added to what is reserved, negative when released, in micro-units
 * @param balanceAfterMicros the balance after it, in micro-units
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
    Instant recordedAt) {

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
    SETTLEMENT
  }
}
