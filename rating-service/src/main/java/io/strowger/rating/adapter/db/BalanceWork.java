package io.strowger.rating.adapter.db;

import io.strowger.contracts.charging.AccountMovement.Kind;
import io.strowger.contracts.id.AccountId;
import io.strowger.messaging.UnitOfWork;
import io.strowger.rating.account.Account;
import io.strowger.rating.account.AccountState;
import io.strowger.rating.account.Accounts.Transfer;
import io.strowger.rating.account.BalanceChange;
import io.strowger.rating.account.BalanceChange.Which;
import io.strowger.rating.account.Change;
import io.strowger.rating.account.Change.Why;
import io.strowger.rating.account.Holding;
import io.strowger.rating.balance.Balance;
import io.strowger.rating.balance.BalanceTerms;
import io.strowger.rating.balance.Unit;
import io.strowger.rating.ledger.Posting;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Changes of balances within one transaction. */
final class BalanceWork {
  private final AccountStore store;
  private final UnitOfWork unit;

  BalanceWork(AccountStore store, UnitOfWork unit) {
    this.store = store;
    this.unit = unit;
  }

  Change change(BalanceChange change) throws SQLException {
    Books books = books(change);
    Change known = known(change, books, change.micros());
    if (known != null) {
      return known;
    }
    boolean mayMake = change.micros() >= 0;
    Holding holding = find(change, books, mayMake);
    return holding == null ? missing(change) : post(change, books, holding, change.micros());
  }

  Change set(BalanceChange change) throws SQLException {
    Books books = books(change);
    Change known = known(change, books, null);
    if (known != null) {
      return known;
    }
    Holding holding = find(change, books, true);
    return holding == null
        ? missing(change)
        : post(change, books, holding, change.micros() - holding.balance().availableMicros());
  }

  private Books books(BalanceChange change) throws SQLException {
    store.openIfMissing(unit.connection(), change.account(), change.opening());
    return store.ledger().lock(unit.connection(), Set.of(change.account().value()));
  }

  /** What became of it before, or why it cannot be at all; absent when it is to be done. */
  private @Nullable Change known(BalanceChange change, Books books, @Nullable Long micros)
      throws SQLException {
    Account account = books.account(change.account()).orElse(null);
    if (account == null) {
      return AccountStore.refused(Why.UNKNOWN_ACCOUNT, "there is no account " + change.account());
    }
    AccountQueries.Earlier earlier =
        store.queries().earlier(unit.connection(), AccountStore.key(change));
    if (earlier != null) {
      return micros == null || micros == earlier.amountMicros()
          ? new Change.Done(account, earlier.balance())
          : AccountStore.refused(Why.KEY_USED, "the key was used for another amount");
    }
    return account.terms().state() == AccountState.CLOSED
        ? AccountStore.refused(Why.ACCOUNT_CLOSED, "account " + account.id() + " is closed")
        : null;
  }

  private static Change missing(BalanceChange change) {
    return AccountStore.refused(
        Why.UNKNOWN_BALANCE, "account " + change.account() + " has no such balance");
  }

  /** Finds the balance, or makes one; puts other terms on it where the change brings some. */
  private @Nullable Holding find(BalanceChange change, Books books, boolean mayMake)
      throws SQLException {
    Account account = books.account(change.account()).orElseThrow();
    Holding found = find(account, change.which(), change.terms()).orElse(null);
    if (found == null && mayMake) {
      return make(change, books);
    }
    boolean other =
        found != null && change.terms() != null && !change.terms().equals(found.balance().terms());
    if (other) {
      books.put(change.account(), with(found.balance(), change.terms()));
      return books.holding(found.balance().id()).orElseThrow();
    }
    return found;
  }

  private static Balance with(Balance balance, BalanceTerms terms) {
    return new Balance(
        balance.id(), balance.unit(), terms, balance.availableMicros(), balance.lowestMicros());
  }

  private @Nullable Holding make(BalanceChange change, Books books) throws SQLException {
    Unit wanted =
        switch (change.which()) {
          case Which.Named(Unit of, _) -> of;
          case Which.Like(Unit of) -> of;
          case Which.Default _, Which.Id _ -> null;
        };
    if (wanted == null) {
      return null;
    }
    String name = change.which() instanceof Which.Named(_, String called) ? called : null;
    String id = UUID.randomUUID().toString();
    BalanceTerms terms =
        change.terms() != null
            ? change.terms()
            : BalanceTerms.plain(name == null ? BalanceTerms.DEFAULT : name);
    books.put(change.account(), Balance.of(id, wanted, terms, 0));
    return books.holding(id).orElseThrow();
  }

  static Optional<Holding> find(Account account, Which which, @Nullable BalanceTerms like) {
    Predicate<Holding> wanted =
        switch (which) {
          case Which.Default() ->
              holding -> holding.balance().id().equals(account.purse().defaultBalance());
          case Which.Id(String id) -> holding -> holding.balance().id().equals(id);
          case Which.Named(Unit of, String name) ->
              holding -> holding.is(of) && holding.balance().terms().name().equals(name);
          case Which.Like(Unit of) -> holding -> holding.is(of) && isLike(holding, like);
        };
    return account.holdings().stream()
        .filter(holding -> holding.owner().equals(account.id()) && wanted.test(holding))
        .findFirst();
  }

  private static boolean isLike(Holding holding, @Nullable BalanceTerms like) {
    return like == null || holding.balance().terms().named(like.name()).equals(like);
  }

  private Change post(BalanceChange change, Books books, Holding holding, long micros)
      throws SQLException {
    if (micros < 0 && holding.balance().spendableMicros() < -micros) {
      return AccountStore.refused(Why.NOT_ENOUGH, "the account has not that much to spare");
    }
    if (micros != 0) {
      books.post(List.of(AccountStore.posting(change, holding.balance().id(), micros)));
    }
    store.write(unit, books);
    return new Change.Done(books.account(change.account()).orElseThrow(), holding.balance().id());
  }

  Change transfer(Transfer transfer) throws SQLException {
    PostingKey key = new PostingKey("TRANSFER", transfer.fromAccount(), transfer.key());
    Books books =
        store
            .ledger()
            .lock(
                unit.connection(),
                new TreeSet<>(
                    List.of(transfer.fromAccount().value(), transfer.toAccount().value())));
    Account from = books.account(transfer.fromAccount()).orElse(null);
    Account to = books.account(transfer.toAccount()).orElse(null);
    if (from == null || to == null) {
      return AccountStore.refused(Why.UNKNOWN_ACCOUNT, "there is no such account");
    }
    AccountQueries.Earlier earlier = store.queries().earlier(unit.connection(), key);
    if (earlier != null) {
      return earlier.amountMicros() == -transfer.micros()
          ? new Change.Done(from, earlier.balance())
          : AccountStore.refused(Why.KEY_USED, "the key was used for another amount");
    }
    Holding source = find(from, transfer.from(), null).orElse(null);
    Holding target = find(to, transfer.to(), null).orElse(null);
    if (source == null || target == null) {
      return AccountStore.refused(Why.UNKNOWN_BALANCE, "there is no such balance");
    }
    if (!source.balance().unit().equals(target.balance().unit())) {
      return AccountStore.refused(Why.OTHER_UNIT, "the balances hold different units");
    }
    if (source.balance().spendableMicros() < transfer.micros()) {
      return AccountStore.refused(Why.NOT_ENOUGH, "the account has not that much to spare");
    }
    String given = source.balance().id();
    String taken = target.balance().id();
    books.post(
        List.of(
            Posting.of(key.id(), given, Kind.TRANSFER, -transfer.micros(), "to " + to.id()),
            Posting.of(
                key.id() + "/in", taken, Kind.TRANSFER, transfer.micros(), "from " + from.id())));
    store.write(unit, books);
    return new Change.Done(books.account(from.id()).orElseThrow(), given);
  }

  Change rename(AccountId account, Which which, UnaryOperator<BalanceTerms> terms)
      throws SQLException {
    Books books = store.ledger().lock(unit.connection(), Set.of(account.value()));
    Holding holding = books.account(account).flatMap(own -> find(own, which, null)).orElse(null);
    if (holding == null) {
      return AccountStore.refused(
          Why.UNKNOWN_BALANCE, "account " + account + " has no such balance");
    }
    books.put(account, with(holding.balance(), terms.apply(holding.balance().terms())));
    return new Change.Done(books.account(account).orElseThrow(), holding.balance().id());
  }

  Change close(AccountId account, String balance, String key) throws SQLException {
    Books books = store.ledger().lock(unit.connection(), Set.of(account.value()));
    Holding holding =
        books.account(account).flatMap(own -> find(own, new Which.Id(balance), null)).orElse(null);
    if (holding == null) {
      return AccountStore.refused(
          Why.UNKNOWN_BALANCE, "account " + account + " has no balance " + balance);
    }
    if (holding.reservedMicros() > 0) {
      return AccountStore.refused(Why.RESERVED, "calls under way hold some of it");
    }
    long left = holding.balance().availableMicros();
    if (left != 0) {
      books.post(
          List.of(
              Posting.of(
                  new PostingKey("CLOSE", account, key).id(),
                  balance,
                  Kind.ADJUSTMENT,
                  -left,
                  "closed")));
      store.write(unit, books);
    }
    books.close(balance);
    return new Change.Done(books.account(account).orElseThrow(), balance);
  }
}
