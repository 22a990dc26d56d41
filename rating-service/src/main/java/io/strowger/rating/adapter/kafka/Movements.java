package io.strowger.rating.adapter.kafka;

import io.strowger.contracts.charging.AccountEvent;
import io.strowger.contracts.charging.AccountMovement;
import io.strowger.contracts.charging.CallCharged;
import io.strowger.contracts.wire.Topic;
import io.strowger.messaging.Outgoing;
import io.strowger.messaging.UnitOfWork;
import io.strowger.rating.adapter.db.Books;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

/** Tells every entry of the ledger, and charges, to whom they may concern. */
public final class Movements {
  private final Outgoing.Factory outgoing;
  private final Clock clock;

  /** Records made by this factory. */
  public Movements(Outgoing.Factory outgoing, Clock clock) {
    this.outgoing = outgoing;
    this.clock = clock;
  }

  /** Tells whose money fell below its threshold, when the transaction commits. */
  public void tellLow(UnitOfWork unit, Books books) throws SQLException {
    books
        .fallenLow()
        .forEach(low ->
            unit.send(
                outgoing.of(
                    Topic.ACCOUNT_EVENTS,
                    low.accountId().value(),
                    low,
                    low.eventId(),
                    null,
                    clock.instant())));
  }

  /** Tells something about an account when the transaction commits. */
  public void tell(UnitOfWork unit, AccountEvent event, String id) {
    unit.send(
        outgoing.of(
            Topic.ACCOUNT_EVENTS, event.accountId().value(), event, id, null, clock.instant()));
  }

  /** Tells a charge, or its correction, when the transaction commits. */
  public void tell(UnitOfWork unit, CallCharged charge) {
    unit.send(
        outgoing.of(
            Topic.CHARGES,
            charge.callId().value(),
            charge,
            charge.chargeId() + "-" + charge.revisionNumber(),
            null,
            clock.instant()));
  }

  /** Tells these entries when the transaction commits. */
  public void tell(UnitOfWork unit, List<AccountMovement> entered) {
    for (AccountMovement movement : entered) {
      unit.send(
          outgoing.of(
              Topic.ACCOUNT_MOVEMENTS,
              movement.accountId().value(),
              movement,
              movement.postingId(),
              null,
              clock.instant()));
    }
  }
}
