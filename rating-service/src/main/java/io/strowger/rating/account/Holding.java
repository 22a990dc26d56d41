package io.strowger.rating.account;

import io.strowger.contracts.id.AccountId;
import io.strowger.rating.balance.Balance;
import io.strowger.rating.balance.Unit;
import io.strowger.rating.ledger.Posting;
import java.time.Instant;

/**
 * A balance as it stands in the books.
 *
 * @param owner whose it is; others may draw upon it too when it is shared
 * @param reservedMicros what is set aside for calls under way, in micro-units
 * @param entries how many entries the ledger has of it
 */
public record Holding(
    Balance balance, AccountId owner, long reservedMicros, long entries, Instant openedAt) {
  /** What it holds, reservations included, in micro-units. */
  public long heldMicros() {
    return Math.addExact(balance.availableMicros(), reservedMicros);
  }

  /** The same once a posting is entered; one to another balance changes nothing. */
  public Holding after(Posting posting) {
    return posting.balance().equals(balance.id())
        ? new Holding(
            balance.plus(posting.availableMicros()),
            owner,
            Math.addExact(reservedMicros, posting.reservedMicros()),
            entries + 1,
            openedAt)
        : this;
  }

  /** True for money of this currency. */
  public boolean is(Unit unit) {
    return balance.unit().equals(unit);
  }
}
