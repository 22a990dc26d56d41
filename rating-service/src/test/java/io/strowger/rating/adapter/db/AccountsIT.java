package io.strowger.rating.adapter.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.strowger.contracts.charging.AccountEvent;
import io.strowger.contracts.charging.AccountMovement;
import io.strowger.contracts.charging.AccountMovement.Kind;
import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.wire.TopicCatalogue;
import io.strowger.messaging.ServiceLink;
import io.strowger.rating.account.Account;
import io.strowger.rating.account.AccountMode;
import io.strowger.rating.account.AccountState;
import io.strowger.rating.account.AccountTerms;
import io.strowger.rating.account.Accounts.Transfer;
import io.strowger.rating.account.BalanceChange;
import io.strowger.rating.account.BalanceChange.Which;
import io.strowger.rating.account.Change;
import io.strowger.rating.account.EndOfMoney;
import io.strowger.rating.account.Limits;
import io.strowger.rating.adapter.kafka.Movements;
import io.strowger.rating.adapter.kafka.Published;
import io.strowger.rating.balance.BalanceTerms;
import io.strowger.rating.balance.Unit;
import io.strowger.rating.ledger.Posting;
import io.strowger.testkit.broker.Brokers;
import io.strowger.testkit.database.DatabaseAddress;
import io.strowger.testkit.database.Databases;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class AccountsIT {
  private static final Currency EUR = Currency.getInstance("EUR");
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static DatabaseAddress database;
  private static ServiceLink link;
  private static Movements movements;
  private static AccountStore accounts;

  private AccountId id;

  @BeforeAll
  static void start() {
    database = Databases.forTests().createDatabase("accounts");
    Migrations.apply(database);
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(database.jdbcUrl());
    source.setUser(database.username());
    source.setPassword(database.password());
    link =
        new ServiceLink(
            Map.of("bootstrap.servers", Brokers.forTests().bootstrapServers()),
            new TopicCatalogue("accounts.", 1, 1, (short) 1),
            source,
            "rating-service-0",
            0);
    movements = new Movements(link.outgoing(), Clock.systemUTC());
    accounts = new AccountStore(source, link, movements);
    link.start();
  }

  @AfterAll
  static void stop() {
    link.close();
  }

  @BeforeEach
  void openAnAccount() {
    id = new AccountId("account-" + NUMBER.incrementAndGet());
    accounts.put(id, AccountTerms.of(EUR, "retail", AccountMode.PREPAID));
  }

  @Test
  void a_key_pays_in_once() {
    topUp("key", 5_000_000);
    assertThat(topUp("key", 5_000_000).balanceMicros()).isEqualTo(5_000_000);
    assertThat(refused(change(Kind.TOP_UP, "key", 6_000_000))).isEqualTo(Change.Why.KEY_USED);
    assertThat(accounts.entries(id, Long.MAX_VALUE, 10))
        .singleElement()
        .matches(entry -> entry.kind() == Kind.TOP_UP && "cash".equals(entry.contra()));
  }

  @Test
  void a_key_of_one_account_is_none_of_another_whose_name_goes_on_with_it() {
    AccountId other = new AccountId(id + ":b");
    accounts.put(other, AccountTerms.of(EUR, "retail", AccountMode.PREPAID));
    topUp("b:c", 5_000_000);

    Change change = accounts.change(BalanceChange.ofMoney("c", other, Kind.TOP_UP, 3_000_000));

    assertThat(account(change).balanceMicros()).isEqualTo(3_000_000);
    assertThat(topUp("b:c", 5_000_000).balanceMicros()).as("still once").isEqualTo(5_000_000);
  }

  @Test
  void a_key_that_was_used_before_keys_were_told_apart_pays_in_once_too() {
    String balance = accounts.find(id).orElseThrow().purse().defaultBalance();
    post(id, Posting.of("TOP_UP:" + id + ":b:c", balance, Kind.TOP_UP, 5_000_000, null));

    assertThat(topUp("b:c", 5_000_000).balanceMicros()).isEqualTo(5_000_000);
  }

  @Test
  void nothing_is_taken_that_is_not_there_unless_there_is_credit() {
    topUp("first", 1_000_000);
    assertThat(refused(change(Kind.ADJUSTMENT, "a", -1_000_001))).isEqualTo(Change.Why.NOT_ENOUGH);

    accounts.put(id, with(Limits.NONE, 500_000));
    assertThat(account(change(Kind.ADJUSTMENT, "b", -1_400_000)).balanceMicros())
        .isEqualTo(-400_000);
    assertThat(refused(accounts.put(id, with(Limits.NONE, 300_000))))
        .as("a limit the balance is beyond already")
        .isEqualTo(Change.Why.NOT_ENOUGH);
  }

  @Test
  void an_account_has_balances_of_many_units() {
    named("minutes", new Unit.Voice(), 3_600_000_000L, null);
    named("dollars", new Unit.Money(Currency.getInstance("USD")), 7_000_000, null);
    topUp("first", 1_000_000);

    Account account = accounts.find(id).orElseThrow();
    assertThat(account.holdings()).hasSize(3);
    assertThat(account.balanceMicros()).as("money of its own currency").isEqualTo(1_000_000);
  }

  @Test
  void a_balance_is_set_once_for_a_key() {
    BalanceChange set =
        new BalanceChange(
            "set",
            id,
            new Which.Named(new Unit.Voice(), "minutes"),
            Kind.ADJUSTMENT,
            90_000_000,
            null,
            null,
            null);
    accounts.set(set);
    named("minutes", new Unit.Voice(), 10_000_000, null);
    accounts.set(set);

    assertThat(available("minutes")).isEqualTo(100_000_000);
  }

  @Test
  void a_transfer_moves_once_and_only_within_a_unit() {
    AccountId other = new AccountId(id + "-other");
    accounts.put(other, AccountTerms.of(EUR, "retail", AccountMode.PREPAID));
    topUp("first", 3_000_000);
    Transfer transfer =
        new Transfer("t", new Which.Default(), new Which.Default(), id, other, 2_000_000);

    accounts.transfer(transfer);
    accounts.transfer(transfer);

    assertThat(accounts.find(id).orElseThrow().balanceMicros()).isEqualTo(1_000_000);
    assertThat(accounts.find(other).orElseThrow().balanceMicros()).isEqualTo(2_000_000);
    named("minutes", new Unit.Voice(), 1_000_000, null);
    assertThat(
            refused(
                accounts.transfer(
                    new Transfer(
                        "u",
                        new Which.Named(new Unit.Voice(), "minutes"),
                        new Which.Default(),
                        id,
                        other,
                        1))))
        .isEqualTo(Change.Why.OTHER_UNIT);
  }

  @Test
  void a_shared_balance_may_be_drawn_upon_by_others_too() {
    AccountId other = new AccountId(id + "-other");
    accounts.put(other, AccountTerms.of(EUR, "retail", AccountMode.PREPAID));
    named("family", new Unit.Money(EUR), 4_000_000, null);
    String balance = balanceId("family");

    accounts.share(id, balance, List.of(other));

    Account sharer = accounts.find(other).orElseThrow();
    assertThat(sharer.purse().balance(balance)).isPresent();
    assertThat(sharer.balanceMicros()).as("not its own").isZero();
    assertThat(accounts.shares(id)).containsEntry(balance, List.of(other));
    assertThat(refused(accounts.share(id, balance, List.of(new AccountId("nobody")))))
        .isEqualTo(Change.Why.UNKNOWN_ACCOUNT);
  }

  @Test
  void what_was_held_at_any_time_can_be_told() throws Exception {
    topUp("first", 1_000_000);
    Instant between = now();
    topUp("second", 2_000_000);

    String balance = accounts.find(id).orElseThrow().purse().defaultBalance();
    assertThat(accounts.balancesAt(id, between)).containsEntry(balance, 1_000_000L);
    assertThat(accounts.balancesAt(id, now())).containsEntry(balance, 3_000_000L);
    assertThat(accounts.balancesAt(id, Instant.EPOCH)).containsEntry(balance, 0L);
  }

  @Test
  void a_balance_that_runs_out_of_time_is_void_and_said_to_be() throws Exception {
    named("short", new Unit.Voice(), 60_000_000, Instant.now().minusSeconds(5));
    BalanceExpiry expiry = new BalanceExpiry(link, new LedgerStore(), movements, Clock.systemUTC());
    expiry.start();

    await().until(() -> available("short") == 0);
    expiry.close();

    assertThat(accounts.entries(id, Long.MAX_VALUE, 1))
        .singleElement()
        .extracting(AccountMovement::kind)
        .isEqualTo(Kind.EXPIRY);
    assertThat(events()).isEqualTo(1);
    assertThat(number("select count(*) from ledger_difference where 'x' <> '%s'")).isZero();
  }

  @Test
  void what_is_entered_in_a_balance_long_out_of_time_is_void_too() {
    named("late", new Unit.Voice(), 60_000_000, Instant.now().minusSeconds(5));
    BalanceExpiry expiry = new BalanceExpiry(link, new LedgerStore(), movements, Clock.systemUTC());
    expiry.start();
    await().until(() -> available("late") == 0);

    accounts.change(
        new BalanceChange(
            "again",
            id,
            new Which.Id(balanceId("late")),
            Kind.TOP_UP,
            30_000_000,
            null,
            null,
            null));

    await().until(() -> available("late") == 0);
    expiry.close();
    assertThat(accounts.entries(id, Long.MAX_VALUE, 10)).hasSize(4);
  }

  @Test
  void an_event_is_published_when_the_money_falls_below_its_threshold() {
    accounts.put(id, with(new Limits(null, null, null, null, 2_000_000L), 0));
    topUp("first", 3_000_000);
    change(Kind.ADJUSTMENT, "a", -500_000);
    assertThat(events()).isZero();
    change(Kind.ADJUSTMENT, "b", -1_000_000);
    change(Kind.ADJUSTMENT, "c", -500_000);

    assertThat(events()).as("once for each fall").isEqualTo(1);
  }

  @Test
  void its_owner_hears_that_the_money_fell_below_the_threshold_by_what_others_drew() {
    AccountId other = new AccountId(id + "-other");
    accounts.put(other, AccountTerms.of(EUR, "retail", AccountMode.PREPAID));
    accounts.put(id, with(new Limits(null, null, null, null, 2_000_000L), 0));
    topUp("first", 1_000_000);
    named("family", new Unit.Money(EUR), 3_000_000, null);
    accounts.share(id, balanceId("family"), List.of(other));

    draw(other, balanceId("family"), 1_500_000);
    assertThat(events()).isZero();
    draw(other, balanceId("family"), 1_000_000);
    draw(other, balanceId("family"), 500_000);

    assertThat(events()).as("once for each fall").isEqualTo(1);
  }

  /** As a call of an account does. */
  private void draw(AccountId by, String balance, long micros) {
    String id = balance + "-" + micros;
    post(by, Posting.of(id, balance, Kind.SETTLEMENT, -micros, null));
  }

  private static void post(AccountId by, Posting posting) {
    link.database()
        .transact(unit -> {
          Books books = new LedgerStore().lock(unit.connection(), Set.of(by.value()));
          books.post(List.of(posting));
          movements.tell(unit, books.write());
          movements.tellLow(unit, books);
          return true;
        });
  }

  @Test
  void a_closed_balance_is_gone_and_a_closed_account_takes_no_money() {
    named("bonus", new Unit.Money(EUR), 4_000_000, null);
    accounts.close(id, balanceId("bonus"), "key");
    assertThat(accounts.find(id).orElseThrow().holdings()).hasSize(1);

    accounts.put(id, AccountTerms.of(EUR, "r", AccountMode.PREPAID).in(AccountState.CLOSED));
    assertThat(refused(change(Kind.TOP_UP, "late", 1))).isEqualTo(Change.Why.ACCOUNT_CLOSED);
  }

  @Test
  void an_account_keeps_its_currency() {
    Currency dollars = Currency.getInstance("USD");
    assertThat(refused(accounts.put(id, AccountTerms.of(dollars, "r", AccountMode.PREPAID))))
        .isEqualTo(Change.Why.OTHER_CURRENCY);
  }

  @Test
  void a_limit_of_the_day_that_is_set_again_counts_what_was_spent_without_it() throws Exception {
    // Given
    AccountTerms limited = with(new Limits(null, null, null, 10_000_000L, null), 0);
    accounts.put(id, limited);
    accounts.put(id, with(Limits.NONE, 0));
    charged("paid", "*default", false, "now()", 7_000_000);
    charged("by balances of others", "*default", false, "now()", 2_000_000);
    charged("as supplier", "supplier", false, "now()", 400_000);
    charged("by request", "*default", true, "now()", 40_000);
    charged("yesterday", "*default", false, "now() - interval '25 hours'", 4_000);

    // When
    accounts.put(id, limited);

    // Then
    assertThat(spentToday()).isEqualTo(9_000_000);
    charged("settled by who counts it", "*default", false, "now()", 500_000);
    accounts.put(id, with(new Limits(null, null, null, 20_000_000L, null), 0));
    assertThat(spentToday()).as("a limit that was there is counted already").isEqualTo(9_000_000);
  }

  private long spentToday() {
    return accounts.find(id).orElseThrow().traffic().spentOnDayOf(Instant.now());
  }

  private void charged(String call, String run, boolean byRequest, String kept, long micros)
      throws SQLException {
    try (Connection connection = database.connect();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into charge (charge_id, call_id, run, account, mode, tenant, category,"
                    + " subject, destination, setup_at, ended_at, used_micros, cost_micros,"
                    + " currency, stretches, extra, by_request, kept_at) values (?, ?, ?, ?,"
                    + " 'PREPAID', 't', 'call', 's', '61', now(), now(), 0, ?, 'EUR', '[]', '{}',"
                    + " ?, "
                    + kept
                    + ")")) {
      insert.setString(1, id + call);
      insert.setString(2, call);
      insert.setString(3, run);
      insert.setString(4, id.value());
      insert.setLong(5, micros);
      insert.setBoolean(6, byRequest);
      insert.executeUpdate();
    }
  }

  private static AccountTerms with(Limits limits, long credit) {
    return new AccountTerms(
        EUR,
        "retail",
        AccountMode.PREPAID,
        AccountState.ACTIVE,
        credit,
        false,
        AccountTerms.Rating.USUAL,
        new AccountTerms.More("standard", limits, new EndOfMoney.HangUp(), null));
  }

  private Account topUp(String key, long micros) {
    return account(change(Kind.TOP_UP, key, micros));
  }

  private Change change(Kind kind, String key, long micros) {
    return accounts.change(BalanceChange.ofMoney(key, id, kind, micros));
  }

  private void named(String name, Unit unit, long micros, @Nullable Instant expiresAt) {
    BalanceTerms terms =
        new BalanceTerms(
            name,
            BigDecimal.TEN,
            Set.of(),
            Set.of(),
            List.of(),
            expiresAt,
            "",
            Map.of(),
            false,
            false);
    assertThat(
            accounts.change(
                new BalanceChange(
                    name + micros,
                    id,
                    new Which.Named(unit, name),
                    Kind.TOP_UP,
                    micros,
                    terms,
                    null,
                    null)))
        .isInstanceOf(Change.Done.class);
  }

  private String balanceId(String name) {
    return accounts.find(id).orElseThrow().holdings().stream()
        .filter(holding -> holding.balance().terms().name().equals(name))
        .findFirst()
        .orElseThrow()
        .balance()
        .id();
  }

  private long available(String name) {
    return accounts.find(id).orElseThrow().holdings().stream()
        .filter(holding -> holding.balance().terms().name().equals(name))
        .mapToLong(holding -> holding.balance().availableMicros())
        .sum();
  }

  private static Account account(Change change) {
    assertThat(change).isInstanceOf(Change.Done.class);
    return ((Change.Done) change).account();
  }

  private static Change.Why refused(Change change) {
    assertThat(change).isInstanceOf(Change.Refused.class);
    return ((Change.Refused) change).why();
  }

  /** How many events of the account were published. */
  private long events() {
    await().until(() -> number("select count(*) from outbox where 'x' <> '%s'") == 0);
    return Published.on("accounts.account-events", AccountEvent.class).stream()
        .filter(event -> event.accountId().equals(id))
        .count();
  }

  private static Instant now() throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select clock_timestamp()")) {
      row.next();
      return row.getTimestamp(1).toInstant();
    }
  }

  private long number(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql.formatted(id))) {
      row.next();
      return row.getLong(1);
    }
  }
}
