package io.strowger.rating.adapter.db;

import io.strowger.contracts.charging.AccountMovement;
import io.strowger.contracts.id.AccountId;
import io.strowger.messaging.Database;
import io.strowger.messaging.ServiceLink;
import io.strowger.messaging.UnitOfWork;
import io.strowger.rating.account.Account;
import io.strowger.rating.account.AccountTerms;
import io.strowger.rating.account.Accounts;
import io.strowger.rating.account.BalanceChange;
import io.strowger.rating.account.BalanceChange.Which;
import io.strowger.rating.account.Change;
import io.strowger.rating.account.Change.Why;
import io.strowger.rating.account.Holding;
import io.strowger.rating.adapter.kafka.Movements;
import io.strowger.rating.balance.Balance;
import io.strowger.rating.balance.BalanceTerms;
import io.strowger.rating.ledger.Posting;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Administration of accounts in PostgreSQL; every change of money is an entry. */
@ApplicationScoped
public class AccountStore implements Accounts {
  private static final String CHECK_VIOLATION = "23514";

  private final DataSource source;
  private final ServiceLink link;
  private final Movements movements;
  private final LedgerStore ledger = new LedgerStore();
  private final AccountRows rows = new AccountRows();
  private final AccountQueries queries = new AccountQueries();

  /** Accounts of this database. */
  public AccountStore(DataSource source, ServiceLink link, Movements movements) {
    this.source = source;
    this.link = link;
    this.movements = movements;
  }

  @Override
  public Optional<Account> find(AccountId id) {
    return look(connection -> ledger.look(connection, Set.of(id.value())).account(id));
  }

  @Override
  public List<Account> list(@Nullable String tenant, String after, int limit) {
    return look(connection -> {
      List<String> ids = queries.ids(connection, tenant, after, limit);
      Books books = ledger.look(connection, new TreeSet<>(ids));
      return ids.stream().map(id -> books.account(new AccountId(id)).orElseThrow()).toList();
    });
  }

  @Override
  public long count(@Nullable String tenant) {
    return look(connection -> queries.count(connection, tenant));
  }

  @Override
  public Change put(AccountId id, AccountTerms terms) {
    return change(
        id,
        unit -> {
          if (!open(unit.connection(), id, terms)) {
            return refused(Why.OTHER_CURRENCY, "an account's currency cannot be changed");
          }
          Books books = ledger.lock(unit.connection(), Set.of(id.value()));
          return new Change.Done(books.account(id).orElseThrow(), null);
        });
  }

  /** Opens or changes an account, and lets its default balance go as low as its terms say. */
  private boolean open(Connection connection, AccountId id, AccountTerms terms)
      throws SQLException {
    if (!rows.put(connection, id, terms)) {
      return false;
    }
    Books books = ledger.lock(connection, Set.of(id.value()));
    Account account = books.account(id).orElseThrow();
    if (terms.more().limits().perDayMicros() != null) {
      queries.countToday(connection, id);
    }
    Holding known = books.holding(account.purse().defaultBalance()).orElse(null);
    Balance wanted =
        new Balance(
            known == null ? UUID.randomUUID().toString() : known.balance().id(),
            account.money(),
            known == null ? BalanceTerms.plain(BalanceTerms.DEFAULT) : known.balance().terms(),
            0,
            terms.lowestMicros());
    if (known == null || !Objects.equals(known.balance().lowestMicros(), wanted.lowestMicros())) {
      books.put(id, wanted);
    }
    return true;
  }

  @Override
  public Change change(BalanceChange change) {
    return change(change.account(), unit -> new BalanceWork(this, unit).change(change));
  }

  @Override
  public Change set(BalanceChange change) {
    return change(change.account(), unit -> new BalanceWork(this, unit).set(change));
  }

  @Override
  public Change transfer(Transfer transfer) {
    return change(transfer.fromAccount(), unit -> new BalanceWork(this, unit).transfer(transfer));
  }

  @Override
  public Change rename(AccountId account, Which which, UnaryOperator<BalanceTerms> terms) {
    return change(account, unit -> new BalanceWork(this, unit).rename(account, which, terms));
  }

  @Override
  public Change close(AccountId account, String balance, String key) {
    return change(account, unit -> new BalanceWork(this, unit).close(account, balance, key));
  }

  @Override
  public Change share(AccountId owner, String balance, List<AccountId> with) {
    return change(
        owner,
        unit -> {
          Books books = ledger.lock(unit.connection(), Set.of(owner.value()));
          Holding holding =
              books.holding(balance).filter(h -> h.owner().equals(owner)).orElse(null);
          if (holding == null) {
            return refused(Why.UNKNOWN_BALANCE, "the account has no balance " + balance);
          }
          for (AccountId other : with) {
            if (!queries.exists(unit.connection(), other)) {
              return refused(Why.UNKNOWN_ACCOUNT, "there is no account " + other);
            }
          }
          queries.share(unit.connection(), balance, with);
          return new Change.Done(books.account(owner).orElseThrow(), balance);
        });
  }

  @Override
  public Map<String, List<AccountId>> shares(AccountId owner) {
    return look(connection -> queries.shares(connection, owner));
  }

  @Override
  public List<AccountMovement> entries(AccountId id, long before, int limit) {
    return look(connection -> queries.entries(connection, id, before, limit));
  }

  @Override
  public Map<String, Long> balancesAt(AccountId id, Instant moment) {
    return look(connection -> queries.balancesAt(connection, id, moment));
  }

  LedgerStore ledger() {
    return ledger;
  }

  AccountQueries queries() {
    return queries;
  }

  boolean openIfMissing(Connection connection, AccountId id, @Nullable AccountTerms opening)
      throws SQLException {
    return queries.exists(connection, id) || opening != null && open(connection, id, opening);
  }

  /** Enters what was posted, and tells it. */
  void write(UnitOfWork unit, Books books) throws SQLException {
    movements.tell(unit, books.write());
    movements.tellLow(unit, books);
  }

  static Change.Refused refused(Why why, String detail) {
    return new Change.Refused(why, detail);
  }

  static Posting posting(BalanceChange change, String balance, long micros) {
    return Posting.of(key(change).id(), balance, change.kind(), micros, change.reason());
  }

  static PostingKey key(BalanceChange change) {
    return new PostingKey(change.kind().name(), change.account(), change.key());
  }

  private Change change(AccountId id, Database.Work<Change> work) {
    try {
      return link.database().transact(work);
    } catch (IllegalStateException failed) {
      if (failed.getCause() instanceof SQLException cause
          && CHECK_VIOLATION.equals(cause.getSQLState())) {
        return refused(
            Why.NOT_ENOUGH, "account " + id + " has less than that, its credit limit included");
      }
      throw failed;
    }
  }

  private interface Look<T> {
    T look(Connection connection) throws SQLException;
  }

  private <T> T look(Look<T> look) {
    try (Connection connection = source.getConnection()) {
      return look.look(connection);
    } catch (SQLException failure) {
      throw Database.translate(failure);
    }
  }
}
