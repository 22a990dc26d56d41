package io.strowger.rating.ledger;

import io.strowger.contracts.charging.AccountMovement;
import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.CallId;
import org.jspecify.annotations.Nullable;

/**
 * A change of an account, to be entered once.
 *
 * @param id derived from what caused it: the database refuses a second one
 * @param amountMicros added to the balance, in micro-units
 * @param reservedMicros added to what is reserved, in micro-units
 */
public record Posting(
    String id,
    AccountId account,
    @Nullable CallId call,
    AccountMovement.Kind kind,
    long amountMicros,
    long reservedMicros) {}
