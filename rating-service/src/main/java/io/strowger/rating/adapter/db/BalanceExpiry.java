package io.strowger.rating.adapter.db;

import io.strowger.contracts.charging.AccountEvent;
import io.strowger.contracts.charging.AccountMovement.Kind;
import io.strowger.messaging.ServiceLink;
import io.strowger.messaging.Unavailable;
import io.strowger.messaging.UnitOfWork;
import io.strowger.rating.account.Holding;
import io.strowger.rating.adapter.kafka.Movements;
import io.strowger.rating.ledger.Posting;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Enters that balances ran out of time. What calls under way hold of them stays theirs. */
public final class BalanceExpiry implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BalanceExpiry.class);
  private static final int AT_ONCE = 200;
  private static final String DUE =
      "select id, account from balance where expires_at <= ? and available_micros > 0"
          + " order by expires_at limit ?";

  private final ServiceLink link;
  private final LedgerStore ledger;
  private final Movements movements;
  private final Clock clock;
  private final ScheduledExecutorService sweeper =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("balance-expiry").factory());

  /** Looks after the balances of this ledger. */
  public BalanceExpiry(ServiceLink link, LedgerStore ledger, Movements movements, Clock clock) {
    this.link = link;
    this.ledger = ledger;
    this.movements = movements;
    this.clock = clock;
  }

  /** Looks every second from now on. */
  public void start() {
    sweeper.scheduleWithFixedDelay(this::sweep, 1, 1, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    sweeper.shutdownNow();
  }

  private void sweep() {
    try {
      link.database()
          .transact(unit -> {
            expire(unit, clock.instant());
            return null;
          });
    } catch (Unavailable away) {
      LOG.warn("balances expire a little later: {}", away.toString());
    } catch (RuntimeException defect) {
      LOG.error("balances cannot be looked after", defect);
    }
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
