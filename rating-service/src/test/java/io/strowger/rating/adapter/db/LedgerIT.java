package io.strowger.rating.adapter.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strowger.contracts.charging.AccountMovement;
import io.strowger.contracts.charging.AccountMovement.Kind;
import io.strowger.contracts.id.AccountId;
import io.strowger.rating.ledger.Posting;
import io.strowger.testkit.database.DatabaseAddress;
import io.strowger.testkit.database.Databases;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the database itself does not allow, whoever asks. */
class LedgerIT {
  private static final AccountId ACCOUNT = new AccountId("1001");
  private static final Currency EUR = Currency.getInstance("EUR");

  private final LedgerStore ledger = new LedgerStore();
  private DatabaseAddress database;

  @BeforeEach
  void openAnAccount() throws Exception {
    database = Databases.forTests().createDatabase("ledger");
    try (var script =
        Objects.requireNonNull(
            getClass().getResourceAsStream("/db/migration/V1__tariffs_accounts_ledger.sql"))) {
      execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
    }
    execute(
        "insert into account (id, currency, tariff, prepaid) values ('1001', 'EUR', 't', true)");
  }

  @Test
  void an_entry_moves_the_balance_and_says_what_it_was_then() throws Exception {
    List<AccountMovement> entered =
        post(
            new Posting("a", ACCOUNT, null, Kind.TOP_UP, 1_000, 0),
            new Posting("b", ACCOUNT, null, Kind.RESERVATION, 0, 400),
            new Posting("c", ACCOUNT, null, Kind.SETTLEMENT, -300, -300));

    assertThat(entered)
        .extracting(AccountMovement::balanceAfterMicros)
        .containsExactly(1000L, 1000L, 700L);
    assertThat(number("select balance_micros from account")).isEqualTo(700);
    assertThat(number("select reserved_micros from account")).isEqualTo(100);
  }

  @Test
  void the_same_posting_is_never_entered_twice() throws Exception {
    post(new Posting("a", ACCOUNT, null, Kind.TOP_UP, 1_000, 0));

    assertThatThrownBy(() -> post(new Posting("a", ACCOUNT, null, Kind.TOP_UP, 1_000, 0)))
        .isInstanceOf(SQLException.class);
    assertThat(number("select balance_micros from account")).isEqualTo(1_000);
  }

  @Test
  void a_prepaid_account_reserves_no_more_than_it_has() throws Exception {
    post(new Posting("a", ACCOUNT, null, Kind.TOP_UP, 1_000, 0));

    assertThatThrownBy(() -> post(new Posting("b", ACCOUNT, null, Kind.RESERVATION, 0, 1_001)))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("money_for_every_reservation");
    assertThatThrownBy(() -> post(new Posting("c", ACCOUNT, null, Kind.SETTLEMENT, -1_001, 0)))
        .isInstanceOf(SQLException.class);
  }

  @Test
  void nobody_changes_an_entry_or_a_balance_by_hand() throws Exception {
    post(new Posting("a", ACCOUNT, null, Kind.TOP_UP, 1_000, 0));

    for (String sql :
        List.of(
            "update entry set amount_micros = 5",
            "delete from entry",
            "truncate entry",
            "update account set balance_micros = 1000000",
            "update account set reserved_micros = 0, balance_micros = 7",
            "insert into account (id, currency, tariff, prepaid, balance_micros)"
                + " values ('x', 'EUR', 't', true, 5)",
            "delete from account")) {
      assertThatThrownBy(() -> execute(sql)).as(sql).isInstanceOf(SQLException.class);
    }
    assertThat(number("select balance_micros from account where id = '1001'")).isEqualTo(1_000);
  }

  @Test
  void the_sum_of_entries_is_the_balance_however_many_write_at_once() throws Exception {
    // Given
    long seed = 42;
    post(new Posting("first", ACCOUNT, null, Kind.TOP_UP, 100_000, 0));
    AtomicInteger refused = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(4);

    // When
    for (int thread = 0; thread < 4; thread++) {
      Random random = new Random(seed + thread);
      String name = "t" + thread + "-";
      Thread.ofVirtual()
          .start(() -> {
            for (int i = 0; i < 50; i++) {
              try {
                post(
                    new Posting(
                        name + i,
                        ACCOUNT,
                        null,
                        Kind.ADJUSTMENT,
                        random.nextInt(-3_000, 1_000),
                        0));
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
    assertThat(number("select sum(amount_micros) from entry"))
        .isEqualTo(number("select balance_micros from account"))
        .isNotNegative();
  }

  private List<AccountMovement> post(Posting... postings) throws SQLException {
    try (Connection connection = database.connect()) {
      return ledger.post(connection, List.of(postings), _ -> EUR);
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
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
