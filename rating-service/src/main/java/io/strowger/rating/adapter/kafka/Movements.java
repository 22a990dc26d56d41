package io.strowger.rating.adapter.kafka;

import io.strowger.contracts.charging.AccountMovement;
import io.strowger.contracts.wire.Topic;
import io.strowger.messaging.Outgoing;
import io.strowger.messaging.UnitOfWork;
import java.time.Clock;
import java.util.List;

/** Tells every entry of the ledger to whom it may concern. */
public final class Movements {
  private final Outgoing.Factory outgoing;
  private final Clock clock;

  /** Records made by this factory. */
  public Movements(Outgoing.Factory outgoing, Clock clock) {
    this.outgoing = outgoing;
    this.clock = clock;
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
