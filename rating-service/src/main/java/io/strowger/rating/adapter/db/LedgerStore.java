package io.strowger.rating.adapter.db;

import io.strowger.contracts.charging.AccountMovement;
import io.strowger.contracts.id.AccountId;
import io.strowger.messaging.Columns;
import io.strowger.messaging.Query;
import io.strowger.messaging.RoundTrip;
import io.strowger.rating.account.Holding;
import io.strowger.rating.account.Traffic;
import io.strowger.rating.balance.Balance;
import io.strowger.rating.balance.Unit;
import io.strowger.rating.ledger.Posting;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The books: balances and their entries. Balances change by entries alone, in the database. */
public final class LedgerStore {
  private static final Currency NO_MONEY = Currency.getInstance("XXX");
  private static final String SHARED =
      "select account, balance from balance_share where account = any (?)";
  private static final String USABLE =
      "select * from balance where (account = any (?) or id = any (array("
          + "select balance from balance_share where account = any (?)) || ?::text[]))"
          + " and not closed order by id";
  private static final String CLOSED = "select * from balance where id = any (?) and closed";
  private static final String LOCKED = USABLE + " for no key update";
  private static final String ENTER =
      "insert into entry (posting_id, account, balance, unit, call_id, kind, amount_micros,"
          + " reserved_micros, contra, contra_micros, reason, balance_after_micros,"
          + " reserved_after_micros)"
          + " select p.posting_id, p.account, p.balance, p.unit, p.call_id, p.kind, p.amount,"
          + " p.reserved, p.contra, -p.amount, p.reason, p.held, p.held_back"
          + " from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],"
          + " ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::bigint[], ?::bigint[])"
          + " with ordinality as p(posting_id, account, balance, unit, call_id, kind, amount,"
          + " reserved, contra, reason, held, held_back, position)"
          + " order by p.position returning id, recorded_at";
  private static final String PUT =
      "insert into balance (id, account, name, unit, terms, expires_at, due_at, lowest_micros)"
          + " select p.id, p.account, p.name, p.unit, p.terms::jsonb, p.expiry, p.expiry, p.lowest"
          + " from (values (?, ?, ?, ?, ?, ?::timestamptz, ?::bigint))"
          + " as p(id, account, name, unit, terms, expiry, lowest)"
          + " on conflict (id) do update set"
          + " name = excluded.name, terms = excluded.terms, expires_at = excluded.expires_at,"
          + " due_at = excluded.due_at, lowest_micros = excluded.lowest_micros";
  private static final String SAVE_TRAFFIC =
      "update account a set day = t.day::date, day_spent_micros = t.spent, second = t.second,"
          + " second_calls = t.calls from unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[],"
          + " ?::bigint[]) as t(id, day, spent, second, calls) where a.id = t.id";

  static final Comparator<Holding> OLDEST_FIRST =
      Comparator.comparing(Holding::openedAt).thenComparing(holding -> holding.balance().id());

  private final AccountRows accounts = new AccountRows();

  /**
   * Of whom and of what there are to be books.
   *
   * @param accounts with all balances that they may draw upon
   * @param held balances besides that pay for something, whoever may draw upon them now
   */
  public record Extent(Set<String> accounts, Set<String> held) {
    static Extent of(Set<String> accounts) {
      return new Extent(accounts, Set.of());
    }
  }

  /** Locks accounts and all balances they may draw upon, for the transaction. */
  public Books lock(Connection connection, Set<String> accounts) throws SQLException {
    return lock(connection, Extent.of(accounts), _ -> {});
  }

  /**
   * The same.
   *
   * @param onceLocked adds to the trip what is to be asked once all of them are locked
   */
  public Books lock(Connection connection, Extent extent, Consumer<RoundTrip> onceLocked)
      throws SQLException {
    return Books.lock(this, connection, extent, onceLocked);
  }

  /** Looks at accounts and balances as they are. */
  public Books look(Connection connection, Set<String> accounts) throws SQLException {
    return look(connection, Extent.of(accounts));
  }

  /** The same. */
  Books look(Connection connection, Extent extent) throws SQLException {
    return Books.look(this, connection, extent);
  }

  /** Those of some balances that are closed: they hold nothing, and never will again. */
  List<Holding> closed(Connection connection, Set<String> balances) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(CLOSED)) {
      select.setArray(1, Sql.texts(connection, balances));
      return Query.list(select, LedgerStore::holding);
    }
  }

  void read(
      Connection connection, Extent extent, boolean lock, Consumer<RoundTrip> then, Books into)
      throws SQLException {
    Set<String> ids = extent.accounts();
    RoundTrip trip = new RoundTrip();
    AccountRows.Found found = accounts.ask(trip, ids, lock);
    Map<String, List<String>> sharers = sharers(trip, ids);
    List<Holding> holdings = new ArrayList<>();
    trip.ask(
        lock ? LOCKED : USABLE,
        with -> {
          with.texts(ids);
          with.texts(ids);
          with.texts(extent.held());
        },
        row -> holdings.add(holding(row)));
    then.accept(trip);
    trip.make(connection);
    found.tell(connection, into);
    for (Holding holding : holdings.stream().sorted(OLDEST_FIRST).toList()) {
      String balance = holding.balance().id();
      into.add(holding);
      if (ids.contains(holding.owner().value())) {
        into.mayUse(holding.owner().value(), balance);
      }
      sharers.getOrDefault(balance, List.of()).forEach(account -> into.mayUse(account, balance));
    }
  }

  /** Asks which of these accounts may draw upon which balances of others. */
  private static Map<String, List<String>> sharers(RoundTrip trip, Set<String> ids) {
    Map<String, List<String>> sharers = new HashMap<>();
    trip.ask(
        SHARED,
        with -> with.texts(ids),
        row ->
            sharers
                .computeIfAbsent(row.getString("balance"), _ -> new ArrayList<>())
                .add(row.getString("account")));
    return sharers;
  }

  static Holding holding(ResultSet row) throws SQLException {
    StoredBalance stored = Sql.value(row.getString("terms"), StoredBalance.class);
    long lowest = row.getLong("lowest_micros");
    boolean bottomless = row.wasNull();
    return new Holding(
        new Balance(
            row.getString("id"),
            Unit.of(row.getString("unit")),
            stored.terms(row.getString("name"), Sql.instant(row, "expires_at")),
            row.getLong("available_micros"),
            bottomless ? null : (Long) lowest),
        new AccountId(row.getString("account")),
        row.getLong("reserved_micros"),
        row.getLong("entries"),
        Objects.requireNonNull(Sql.instant(row, "opened_at")));
  }

  /** A posting, and what it left in its balance. */
  private record Entered(Posting posting, Holding after) {
    AccountMovement as(ResultSet row) throws SQLException {
      return new AccountMovement(
          row.getLong("id"),
          posting.id(),
          after.owner(),
          posting.call(),
          posting.kind(),
          posting.amountMicros(),
          posting.reservedMicros(),
          currency(after.balance().unit()),
          after.heldMicros(),
          row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
          posting.balance(),
          after.balance().unit().name(),
          posting.contra());
    }
  }

  List<AccountMovement> enter(
      Connection connection, List<Posting> postings, Supplier<List<Holding>> afterEach)
      throws SQLException {
    if (postings.isEmpty()) {
      return List.of();
    }
    List<Holding> after = afterEach.get();
    List<Entered> entries =
        IntStream.range(0, postings.size())
            .mapToObj(i -> new Entered(postings.get(i), after.get(i)))
            .toList();
    List<AccountMovement> told = new ArrayList<>(entries.size());
    new RoundTrip()
        .ask(
            ENTER,
            with -> bind(new Columns<>(with, entries)),
            row -> told.add(entries.get(told.size()).as(row)))
        .make(connection);
    return told;
  }

  private static void bind(Columns<Entered> columns) throws SQLException {
    columns.text(entry -> entry.posting().id());
    columns.text(entry -> entry.after().owner().value());
    columns.text(entry -> entry.posting().balance());
    columns.text(entry -> entry.after().balance().unit().name());
    columns.text(entry -> entry.posting().call() == null ? null : entry.posting().call().value());
    columns.text(entry -> entry.posting().kind().name());
    columns.number(entry -> entry.posting().amountMicros());
    columns.number(entry -> entry.posting().reservedMicros());
    columns.text(entry -> entry.posting().contra());
    columns.text(entry -> entry.posting().reason());
    columns.number(entry -> entry.after().heldMicros());
    columns.number(entry -> entry.after().reservedMicros());
  }

  static Currency currency(Unit unit) {
    return unit instanceof Unit.Money(Currency currency) ? currency : NO_MONEY;
  }

  void putBalance(Connection connection, AccountId owner, Balance balance) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(PUT)) {
      insert.setString(1, balance.id());
      insert.setString(2, owner.value());
      insert.setString(3, balance.terms().name());
      insert.setString(4, balance.unit().name());
      insert.setString(5, Sql.json(StoredBalance.of(balance.terms())));
      insert.setString(6, Sql.text(balance.terms().expiresAt()));
      insert.setObject(7, balance.lowestMicros());
      insert.executeUpdate();
    }
  }

  void closeBalance(Connection connection, String balance) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("update balance set closed = true where id = ?")) {
      update.setString(1, balance);
      update.executeUpdate();
    }
  }

  void saveTraffic(Connection connection, Set<String> ids, Map<String, Traffic> all)
      throws SQLException {
    if (ids.isEmpty()) {
      return;
    }
    List<String> ordered = ids.stream().sorted().toList();
    Function<String, Traffic> lately = id -> Objects.requireNonNull(all.get(id));
    new RoundTrip()
        .tell(
            SAVE_TRAFFIC,
            with -> {
              Columns<String> columns = new Columns<>(with, ordered);
              columns.text(id -> id);
              columns.text(lately.andThen(t -> t.day() == null ? null : t.day().toString()));
              columns.number(lately.andThen(Traffic::daySpentMicros));
              columns.number(lately.andThen(Traffic::second));
              columns.number(lately.andThen(t -> (long) t.secondCalls()));
            })
        .make(connection);
  }
}
