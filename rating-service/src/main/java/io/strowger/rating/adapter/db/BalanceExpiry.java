package io.strowger.rating.adapter.db;

import io.strowger.contracts.charging.AccountEvent;
import io.strowger.contracts.charging.AccountMovement.Kind;
import io.strowger.messaging.Due;
import io.strowger.messaging.Query;
import io.strowger.messaging.ServiceLink;
import io.strowger.messaging.Sweeper;
import io.strowger.messaging.UnitOfWork;
import io.strowger.rating.account.Holding;
import io.strowger.rating.adapter.kafka.Movements;
import io.strowger.rating.ledger.Posting;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Enters that balances ran out of time. What calls under way hold of them stays theirs. */
public final class BalanceExpiry implements Due, AutoCloseable {
  private static final Duration SWEEP = Duration.ofSeconds(1);
  private static final String DUE =
      "select id from balance where due_at <= ? and id <> all (?)"
          + " and (available_micros > 0 or reserved_micros = 0) order by due_at limit ?";
  private static final String ACCOUNTS = "select account from balance where id = any (?)";
  private static final String DONE =
      "update balance set due_at = null where id = any (?) and due_at <= ?"
          + " and available_micros <= 0 and reserved_micros = 0";

  private final LedgerStore ledger;
  private final Movements movements;
  private final Clock clock;
  private final Sweeper sweeper;

  /** Looks after the balances of this ledger. */
  public BalanceExpiry(ServiceLink link, LedgerStore ledger, Movements movements, Clock clock) {
    this.ledger = ledger;
    this.movements = movements;
    this.clock = clock;
    this.sweeper = new Sweeper(link.database(), "balance-expiry", SWEEP).lookingAfter(this);
  }

  /** Looks every second from now on. */
  public void start() {
    sweeper.start();
  }

  @Override
  public void close() {
    sweeper.close();
  }

  /** Locks nothing yet: balances are locked with their accounts. */
  @Override
  public List<String> lock(Connection connection, Collection<String> without, int limit)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(DUE)) {
      select.setTimestamp(1, Timestamp.from(clock.instant()));
      select.setArray(2, Sql.texts(connection, without));
      select.setInt(3, limit);
      return Query.list(select, row -> row.getString(1));
    }
  }

  @Override
  public void lookAfter(UnitOfWork unit, List<String> balances) throws SQLException {
    Instant now = clock.instant();
    Set<String> due = new TreeSet<>(balances);
    Books books = ledger.lock(unit.connection(), accounts(unit.connection(), due));
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

  private static Set<String> accounts(Connection connection, Set<String> due) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(ACCOUNTS)) {
      select.setArray(1, Sql.texts(connection, due));
      return new TreeSet<>(Query.list(select, row -> row.getString(1)));
    }
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
