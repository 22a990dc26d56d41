package io.strowger.rating.adapter.db;

import io.strowger.contracts.charging.AccountEvent;
import io.strowger.contracts.charging.AccountMovement;
import io.strowger.contracts.id.AccountId;
import io.strowger.messaging.RoundTrip;
import io.strowger.rating.account.Account;
import io.strowger.rating.account.AccountTerms;
import io.strowger.rating.account.Holding;
import io.strowger.rating.account.Traffic;
import io.strowger.rating.balance.Balance;
import io.strowger.rating.balance.BalanceTerms;
import io.strowger.rating.balance.Purse;
import io.strowger.rating.ledger.Posting;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The accounts of one transaction, locked, with all the balances they may draw upon. What is posted
 * shows at once to those who ask here, and is entered in one statement at the end.
 */
public final class Books {
  private final LedgerStore store;
  private final Connection connection;
  private final Map<String, AccountTerms> terms = new HashMap<>();
  private final Map<String, Traffic> traffic = new HashMap<>();
  private final Map<String, List<String>> usable = new HashMap<>();
  private final Map<String, Holding> holdings = new LinkedHashMap<>();
  private final Set<String> counted = new HashSet<>();
  private final List<Posting> postings = new ArrayList<>();
  private final List<Posting> ofOthers = new ArrayList<>();
  private final Map<String, Long> moneyBefore = new HashMap<>();
  private long lastEntry;

  private Books(LedgerStore store, Connection connection) {
    this.store = store;
    this.connection = connection;
  }

  /** Locks these accounts and their balances until the transaction ends; unknown ones are left. */
  static Books lock(
      LedgerStore store,
      Connection connection,
      LedgerStore.Extent extent,
      Consumer<RoundTrip> onceLocked)
      throws SQLException {
    Books books = new Books(store, connection);
    store.read(connection, extent, true, onceLocked, books);
    books.openMissingDefaults();
    books.rememberMoney();
    return books;
  }

  /** The same without locks, to look only. */
  static Books look(LedgerStore store, Connection connection, LedgerStore.Extent extent)
      throws SQLException {
    Books books = new Books(store, connection);
    store.read(connection, extent, false, _ -> {}, books);
    return books;
  }

  /** Debts need a balance to stand on, though the account's own was closed. */
  private void openMissingDefaults() throws SQLException {
    for (String id : List.copyOf(terms.keySet())) {
      Account account = account(new AccountId(id)).orElseThrow();
      if (account.terms().lowestMicros() == null
          && account.purse().defaultBalance().equals(Purse.DEBT)) {
        put(
            account.id(),
            new Balance(
                UUID.randomUUID().toString(),
                account.money(),
                BalanceTerms.plain(BalanceTerms.DEFAULT),
                0,
                null));
      }
    }
  }

  void add(String account, AccountTerms own, Traffic lately) {
    terms.put(account, own);
    traffic.put(account, lately);
    usable.putIfAbsent(account, new ArrayList<>());
  }

  void add(Holding holding) {
    holdings.put(holding.balance().id(), holding);
  }

  void mayUse(String account, String balance) {
    usable.computeIfAbsent(account, _ -> new ArrayList<>()).add(balance);
  }

  /** How one of the accounts stands now; empty when there is no such account. */
  public Optional<Account> account(AccountId id) {
    AccountTerms own = terms.get(id.value());
    return own == null
        ? Optional.empty()
        : Optional.of(new Account(id, own, trafficOf(id), holdingsOf(id)));
  }

  private Traffic trafficOf(AccountId id) {
    return Objects.requireNonNull(traffic.get(id.value()));
  }

  private List<Holding> holdingsOf(AccountId id) {
    return Objects.requireNonNull(usable.get(id.value())).stream()
        .map(balance -> Objects.requireNonNull(holdings.get(balance)))
        .toList();
  }

  /** A balance of one of the accounts. */
  public Optional<Holding> holding(String balance) {
    return Optional.ofNullable(holdings.get(balance));
  }

  /** Posts, in order. A posting to a balance that is not of these accounts is a defect. */
  public void post(List<Posting> more) {
    for (Posting posting : more) {
      holdings.put(posting.balance(), holdingOf(posting).after(posting));
      postings.add(posting);
    }
  }

  /** Counts what an account did. */
  public void count(AccountId id, Traffic lately) {
    traffic.put(id.value(), lately);
    AccountTerms own = terms.get(id.value());
    if (own != null && own.more().limits().countTraffic()) {
      counted.add(id.value());
    }
  }

  /** Opens a balance with nothing in it, or changes the terms of one that is there. */
  public void put(AccountId owner, Balance balance) throws SQLException {
    Holding known = holdings.get(balance.id());
    store.putBalance(connection, owner, balance);
    if (known == null) {
      holdings.put(balance.id(), new Holding(balance, owner, 0, 0, Instant.EPOCH));
      mayUse(owner.value(), balance.id());
    } else {
      Balance changed =
          new Balance(
              balance.id(),
              known.balance().unit(),
              balance.terms(),
              known.balance().availableMicros(),
              balance.lowestMicros());
      holdings.put(
          balance.id(),
          new Holding(
              changed, known.owner(), known.reservedMicros(), known.entries(), known.openedAt()));
    }
  }

  /** Closes a balance that holds nothing. */
  public void close(String balance) throws SQLException {
    store.closeBalance(connection, balance);
    holdings.remove(balance);
    usable.values().forEach(list -> list.remove(balance));
  }

  /** Enters all that was posted, and what was counted. */
  public List<AccountMovement> write() throws SQLException {
    List<AccountMovement> entered = store.enter(connection, postings, this::afterEach);
    lastEntry = entered.isEmpty() ? lastEntry : entered.getLast().entryId();
    store.saveTraffic(connection, counted, traffic);
    postings.stream()
        .filter(posting -> posting.amountMicros() != 0)
        .filter(posting -> !terms.containsKey(ownerOf(posting).value()))
        .forEach(ofOthers::add);
    postings.clear();
    counted.clear();
    return entered;
  }

  /** What each posting left behind, told in order. */
  private List<Holding> afterEach() {
    Map<String, long[]> running = new HashMap<>();
    for (Posting posting : postings) {
      long[] sums = running.computeIfAbsent(posting.balance(), _ -> new long[2]);
      sums[0] -= posting.availableMicros();
      sums[1] -= posting.reservedMicros();
    }
    List<Holding> told = new ArrayList<>(postings.size());
    for (Posting posting : postings) {
      long[] sums = Objects.requireNonNull(running.get(posting.balance()));
      sums[0] += posting.availableMicros();
      sums[1] += posting.reservedMicros();
      Holding end = Objects.requireNonNull(holdings.get(posting.balance()));
      told.add(
          new Holding(
              end.balance().plus(sums[0]),
              end.owner(),
              end.reservedMicros() + sums[1],
              end.entries(),
              end.openedAt()));
    }
    return told;
  }

  /**
   * Accounts whose money fell below the threshold they set; once the entries are written. Those too
   * of whose balances others drew.
   */
  public List<AccountEvent.BalanceLow> fallenLow() throws SQLException {
    List<AccountEvent.BalanceLow> low = new ArrayList<>();
    moneyBefore.forEach((id, before) ->
        account(new AccountId(id)).flatMap(now -> low(now, before)).ifPresent(low::add));
    Set<String> owners = new TreeSet<>();
    ofOthers.forEach(posting -> owners.add(ownerOf(posting).value()));
    if (!owners.isEmpty()) {
      Books theirs = look(store, connection, LedgerStore.Extent.of(owners));
      for (String owner : owners) {
        theirs
            .account(new AccountId(owner))
            .flatMap(now -> low(now, now.balanceMicros() - movedOf(now)))
            .ifPresent(low::add);
      }
    }
    return low;
  }

  /** What was added to the money of another's balances. */
  private long movedOf(Account owner) {
    return ofOthers.stream()
        .filter(posting -> ownerOf(posting).equals(owner.id()))
        .filter(posting -> holdingOf(posting).is(owner.money()))
        .mapToLong(Posting::amountMicros)
        .sum();
  }

  private AccountId ownerOf(Posting posting) {
    return holdingOf(posting).owner();
  }

  private Holding holdingOf(Posting posting) {
    return Objects.requireNonNull(holdings.get(posting.balance()), posting.toString());
  }

  private Optional<AccountEvent.BalanceLow> low(Account account, long before) {
    Long threshold = account.terms().more().limits().lowBalanceMicros();
    long now = account.balanceMicros();
    return threshold == null || before < threshold || now >= threshold
        ? Optional.empty()
        : Optional.of(
            new AccountEvent.BalanceLow(
                "low-" + account.id() + "-" + lastEntry,
                account.id(),
                now,
                threshold,
                account.terms().currency(),
                Instant.now()));
  }

  private void rememberMoney() {
    terms.forEach((id, own) -> {
      if (own.more().limits().lowBalanceMicros() != null) {
        moneyBefore.put(id, account(new AccountId(id)).orElseThrow().balanceMicros());
      }
    });
  }
}
