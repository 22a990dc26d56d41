package io.strowger.rating.adapter.db;

import io.strowger.contracts.charging.AccountEvent;
import io.strowger.contracts.charging.AccountMovement.Kind;
import io.strowger.messaging.ServiceLink;
import io.strowger.messaging.Sweeper;
import io.strowger.messaging.UnitOfWork;
import io.strowger.rating.account.Holding;
import io.strowger.rating.adapter.kafka.Movements;
import io.strowger.rating.ledger.Posting;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Enters that balances ran out of time. What calls under way hold of them stays theirs. */
public final class BalanceExpiry implements AutoCloseable {
  private static final Duration SWEEP = Duration.ofSeconds(1);
  private static final int AT_ONCE = 200;
  private static final String DUE =
      "select id, account from balance where due_at <= ?"
          + " and (available_micros > 0 or reserved_micros = 0) order by due_at limit ?";
  private static final String DONE =
      "update balance set due_at = null where id = any (?) and due_at <= ?"
          + " and available_micros <= 0 and reserved_micros = 0";

  private final LedgerStore ledger;
  private final Movements movements;
  private final Sweeper sweeper;

  /** Looks after the balances of this ledger. */
  public BalanceExpiry(ServiceLink link, LedgerStore ledger, Movements movements, Clock clock) {
    this.ledger = ledger;
    this.movements = movements;
    this.sweeper =
        new Sweeper(
            link.database(), "balance-expiry", SWEEP, unit -> expire(unit, clock.instant()));
  }

  /** Looks every second from now on. */
  public void start() {
    sweeper.start();
  }

  @Override
  public void close() {
    sweeper.close();
  }

  private void expire(UnitOfWork unit, Instant now) throws SQLException {
    Set<String> accounts = new TreeSet<>();
    Set<String> due = new TreeSet<>();
    try (PreparedStatement select = unit.connection().prepareStatement(DUE)) {
      select.setTimestamp(1, Timestamp.from(now));
      select.setInt(2, AT_ONCE);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          due.add(rows.getString("id"));
          accounts.add(rows.getString("account"));
        }
      }
    }
    if (due.isEmpty()) {
      return;
    }
    Books books = ledger.lock(unit.connection(), accounts);
    List<Posting> postings = new ArrayList<>();
    for (String id : due) {
      books
          .holding(id)
          .filter(holding -> holding.balance().availableMicros() > 0)
          .ifPresent(holding -> {
            Posting posting = posting(holding);
            postings.add(posting);
            movements.tell(unit, event(holding, posting, now), posting.id());
          });
    }
    books.post(postings);
    movements.tell(unit, books.write());
    movements.tellLow(unit, books);
    done(unit, due, now);
  }

  /** Those that hold nothing more need no look until something is entered in them. */
  private static void done(UnitOfWork unit, Set<String> due, Instant now) throws SQLException {
    try (PreparedStatement update = unit.connection().prepareStatement(DONE)) {
      update.setArray(1, Sql.texts(unit.connection(), due));
      update.setTimestamp(2, Timestamp.from(now));
      update.executeUpdate();
    }
  }

  private static Posting posting(Holding holding) {
    String id = "EXPIRY:" + holding.balance().id() + ":" + holding.entries();
    return Posting.of(
        id, holding.balance().id(), Kind.EXPIRY, -holding.balance().availableMicros(), null);
  }

  private static AccountEvent event(Holding holding, Posting posting, Instant now) {
    return new AccountEvent.BalanceExpired(
        posting.id(),
        holding.owner(),
        holding.balance().id(),
        holding.balance().unit().name(),
        -posting.amountMicros(),
        now);
  }
}
