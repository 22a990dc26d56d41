package io.strowger.rating.adapter.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strowger.contracts.charging.AccountMovement;
import io.strowger.contracts.charging.AccountMovement.Kind;
import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.CallId;
import io.strowger.rating.ledger.Posting;
import io.strowger.testkit.database.DatabaseAddress;
import io.strowger.testkit.database.Databases;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the database itself does not allow, whoever asks. */
class LedgerIT {
  private static final CallId CALL = new CallId("call");
  private static final AtomicInteger ACCOUNTS = new AtomicInteger();
  private static DatabaseAddress database;

  private final LedgerStore ledger = new LedgerStore();
  private String account;
  private String balance;

  @BeforeAll
  static void makeTheSchema() {
    database = Databases.forTests().createDatabase("ledger");
    Migrations.apply(database);
  }

  @BeforeEach
  void openAnAccount() throws Exception {
    account = "1001-" + ACCOUNTS.incrementAndGet();
    balance = account + "-money";
    execute(
        "insert into account (id, currency, tariff, mode, state) values ('%s', 'EUR', 't',"
                .formatted(account)
            + " 'PREPAID', 'ACTIVE')");
    execute(
        "insert into balance (id, account, name, unit, terms, lowest_micros) values"
            + " ('%s', '%s', '*default', 'EUR', '{}', 0)".formatted(balance, account));
  }

  @Test
  void an_entry_moves_the_balance_and_says_what_it_was_then() throws Exception {
    List<AccountMovement> entered =
        post(
            topUp("a", 1_000),
            call("b", Kind.RESERVATION, 0, 400),
            call("c", Kind.SETTLEMENT, -300, -300));

    assertThat(entered)
        .extracting(AccountMovement::balanceAfterMicros)
        .containsExactly(1000L, 1000L, 700L);
    assertThat(entered).extracting(AccountMovement::contra).containsExactly("cash", null, "usage");
    assertThat(number("select available_micros from balance where id = '%s'")).isEqualTo(600);
    assertThat(number("select reserved_micros from balance where id = '%s'")).isEqualTo(100);
  }

  @Test
  void what_the_account_gains_another_book_loses() throws Exception {
    post(
        topUp("a", 1_000),
        call("b", Kind.RESERVATION, 0, 400),
        call("c", Kind.SETTLEMENT, -300, -300),
        call("d", Kind.RELEASE, 0, -100));

    assertThat(
            number(
                "select count(*) from (select entry from ledger_line join entry e on e.id = entry"
                    + " where e.balance = '%s' group by entry having sum(micros) <> 0) unequal"))
        .isZero();
    assertThat(
            number(
                "select sum(micros) from ledger_line l join entry e on e.id = l.entry"
                    + " where e.balance = '%s' and book = 'usage/EUR'"))
        .isEqualTo(300);
  }

  @Test
  void the_same_posting_is_never_entered_twice() throws Exception {
    post(topUp("a", 1_000));

    assertThatThrownBy(() -> post(topUp("a", 1_000))).isInstanceOf(SQLException.class);
    assertThat(number("select available_micros from balance where id = '%s'")).isEqualTo(1_000);
  }

  @Test
  void a_prepaid_account_reserves_no_more_than_it_has() throws Exception {
    post(topUp("a", 1_000));

    assertThatThrownBy(() -> post(call("b", Kind.RESERVATION, 0, 1_001)))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("money_for_every_reservation");
    assertThatThrownBy(() -> post(call("c", Kind.SETTLEMENT, -1_001, 0)))
        .isInstanceOf(SQLException.class);
  }

  @Test
  void an_entry_that_tells_a_wrong_balance_is_refused_with_all_of_its_batch() throws Exception {
    post(topUp("a", 1_000));

    assertThatThrownBy(() ->
            execute(
                "insert into entry (posting_id, account, balance, unit, kind, amount_micros,"
                    + " reserved_micros, contra, contra_micros, balance_after_micros,"
                    + " reserved_after_micros) values ('x', '%s', '%s', 'EUR', 'TOP_UP', 5, 0,"
                        .formatted(account, balance)
                    + " 'cash', -5, 1004, 0)"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("another balance");
    assertThat(number("select available_micros from balance where id = '%s'")).isEqualTo(1_000);
  }

  @Test
  void an_entry_is_of_a_balance_that_is_there_and_of_its_own_account_and_unit() throws Exception {
    post(topUp("a", 1_000));
    String other = account + "-other";
    execute(
        "insert into account (id, currency, tariff, mode, state) values ('%s', 'EUR', 't',"
                .formatted(other)
            + " 'PREPAID', 'ACTIVE')");

    for (List<String> wrong :
        List.of(
            List.of(account, "nowhere", "EUR"),
            List.of(other, balance, "EUR"),
            List.of("nobody", balance, "EUR"),
            List.of(account, balance, "USD"))) {
      assertThatThrownBy(() ->
              execute(
                  "insert into entry (posting_id, account, balance, unit, kind, amount_micros,"
                      + " reserved_micros, contra, contra_micros, balance_after_micros,"
                      + " reserved_after_micros) values ('w', '%s', '%s', '%s', 'TOP_UP', 5, 0,"
                          .formatted(wrong.toArray())
                      + " 'cash', -5, 1005, 0)"))
          .as("%s", wrong)
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("its account has not");
    }
    assertThat(number("select available_micros from balance where id = '%s'")).isEqualTo(1_000);
  }

  @Test
  void nobody_changes_an_entry_or_a_balance_by_hand() throws Exception {
    post(topUp("a", 1_000));

    for (String sql :
        List.of(
            "update entry set amount_micros = 5",
            "delete from entry",
            "truncate entry",
            "update balance set available_micros = 1000000",
            "update balance set reserved_micros = 0, available_micros = 7",
            "update balance set unit = 'USD'",
            "update balance set id = 'z' where id = '%s'".formatted(balance),
            "truncate balance cascade",
            "insert into balance (id, account, name, unit, terms, available_micros)"
                + " values ('y', '%s', 'y', 'EUR', '{}', 5)".formatted(account),
            "delete from balance",
            "delete from account")) {
      assertThatThrownBy(() -> execute(sql)).as(sql).isInstanceOf(SQLException.class);
    }
    assertThat(number("select available_micros from balance where id = '%s'")).isEqualTo(1_000);
  }

  @Test
  void the_sum_of_entries_is_the_balance_however_many_write_at_once() throws Exception {
    // Given
    long seed = 42;
    post(topUp("first", 10_000));
    AtomicInteger refused = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(4);

    // When
    for (int thread = 0; thread < 4; thread++) {
      Random random = new Random(seed + thread);
      String name = "t" + thread + "-";
      Thread.ofVirtual()
          .start(() -> {
            for (int i = 0; i < 50; i++) {
              long amount = random.nextInt(1, 1_000) * (random.nextBoolean() ? 1 : -3);
              try {
                post(adjustment(name + i, amount));
              } catch (SQLException tooMuch) {
                refused.incrementAndGet();
              }
            }
            done.countDown();
          });
    }
    done.await();

    // Then
    assertThat(refused.get()).as("seed %d", seed).isPositive();
    assertThat(number("select sum(amount_micros) from entry where balance = '%s'"))
        .isEqualTo(number("select available_micros from balance where id = '%s'"))
        .isNotNegative();
    assertThat(number("select count(*) from ledger_difference where balance = '%s'")).isZero();
  }

  private Posting topUp(String id, long micros) {
    return Posting.of(account + id, balance, Kind.TOP_UP, micros, null);
  }

  private Posting adjustment(String id, long micros) {
    return Posting.of(account + id, balance, Kind.ADJUSTMENT, micros, null);
  }

  private Posting call(String id, Kind kind, long amount, long reserved) {
    return Posting.ofCall(account + id, balance, CALL, kind, amount, reserved);
  }

  private List<AccountMovement> post(Posting... postings) throws SQLException {
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      Books books = ledger.lock(connection, Set.of(account));
      assertThat(books.account(new AccountId(account))).isPresent();
      books.post(List.of(postings));
      List<AccountMovement> entered = books.write();
      connection.commit();
      return entered;
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long number(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql.formatted(balance))) {
      row.next();
      return row.getLong(1);
    }
  }
}
