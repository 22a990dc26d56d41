package io.strowger.rating.adapter.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.id.AccountId;
import io.strowger.rating.account.Account;
import io.strowger.rating.account.AccountMode;
import io.strowger.rating.account.AccountState;
import io.strowger.rating.charging.CallSession;
import io.strowger.testkit.database.DatabaseAddress;
import io.strowger.testkit.database.Databases;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Books kept before accounts had many balances, carried over. */
class FormerBooksIT {
  private static DatabaseAddress database;

  @BeforeAll
  static void carryOver() throws Exception {
    database = Databases.forTests().createDatabase("former_books");
    Migrations.upTo(database, "1");
    execute(
        "insert into account (id, currency, tariff, prepaid, enabled, credit_limit_micros) values"
            + " ('1001', 'EUR', 'retail', true, true, 500), ('2001', 'EUR', 'retail', false,"
            + " false, 0)");
    execute(
        "insert into entry (posting_id, account, call_id, kind, amount_micros, reserved_micros,"
            + " balance_after_micros) values ('a', '1001', null, 'TOP_UP', 10000, 0, 0),"
            + " ('b', '1001', 'c1', 'RESERVATION', 0, 600, 0),"
            + " ('c', '1001', 'c2', 'RESERVATION', 0, 400, 0),"
            + " ('d', '1001', 'c2', 'SETTLEMENT', -300, -300, 0),"
            + " ('e', '1001', 'c2', 'RELEASE', 0, -100, 0),"
            + " ('f', '2001', 'c3', 'SETTLEMENT', -700, 0, 0)");
    execute(
        "insert into session (call_id, account, state, settled, renew_at, expires_at) values"
            + " ('c1', '1001', '{\"call\":\"c1\",\"account\":\"1001\",\"route\":{\"switch_id\":"
            + "\"fs\",\"leg\":\"c1\",\"partition\":3,\"epoch\":7},\"price\":{\"tariff\":"
            + "\"retail/4\",\"rate\":{\"prefix\":\"61\",\"connect_fee\":0,\"slots\":[]},"
            + "\"currency\":\"EUR\",\"destination\":\"+61255500100\"},\"settled\":false,"
            + "\"slice\":1,\"granted_seconds\":60,\"reserved_micros\":600,"
            + "\"answered_at\":1795460773330923}', false, now(), now()),"
            + " ('c9', '1001', '{\"call\":\"c9\",\"account\":\"1001\",\"settled\":true,"
            + "\"slice\":0,\"granted_seconds\":0,\"reserved_micros\":0}', true, null, null)");
    Migrations.apply(database);
  }

  @Test
  void every_account_keeps_its_money_and_its_terms() throws Exception {
    Account prepaid = account("1001");
    assertThat(prepaid.balanceMicros()).isEqualTo(9_700);
    assertThat(prepaid.reservedMicros()).isEqualTo(600);
    assertThat(prepaid.terms().mode()).isEqualTo(AccountMode.PREPAID);
    assertThat(prepaid.holdings().getFirst().balance().lowestMicros()).isEqualTo(-500);

    Account postpaid = account("2001");
    assertThat(postpaid.balanceMicros()).isEqualTo(-700);
    assertThat(postpaid.terms().mode()).isEqualTo(AccountMode.POSTPAID);
    assertThat(postpaid.terms().state()).isEqualTo(AccountState.SUSPENDED);
    assertThat(postpaid.holdings().getFirst().balance().lowestMicros()).isNull();
  }

  @Test
  void entries_stay_and_still_add_up() throws Exception {
    assertThat(number("select count(*) from entry")).isEqualTo(6);
    assertThat(number("select count(*) from ledger_difference")).isZero();
    assertThat(number("select sum(micros) from ledger_line")).isZero();
    assertThat(number("select reserved_after_micros from entry where posting_id = 'd'"))
        .isEqualTo(700);
  }

  @Test
  void calls_under_way_go_on_with_what_is_held_for_them() throws Exception {
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      Map<String, CallSession> sessions = new HashMap<>();
      new SessionStore().lock(SessionStore.byKeys(), Set.of("c1", "c9"), sessions).make(connection);
      CallSession open = Objects.requireNonNull(sessions.get("c1"));
      assertThat(open.runs()).hasSize(1);
      String balance = account("1001").holdings().getFirst().balance().id();
      assertThat(open.runs().getFirst().metered().holds()).containsEntry(balance, 600L);
      assertThat(open.runs().getFirst().priced().label()).isEqualTo("retail/4");
      assertThat(open.runs().getFirst().priced().destination()).isEqualTo("61255500100");
      assertThat(open.grant().seconds()).isEqualTo(60);
      assertThat(open.moments().answeredAt()).isNotNull();
      assertThat(Objects.requireNonNull(open.route()).epoch()).isEqualTo(7);
      assertThat(Objects.requireNonNull(sessions.get("c9")).settled()).isTrue();
    }
  }

  private static Account account(String id) throws SQLException {
    try (Connection connection = database.connect()) {
      return new LedgerStore()
          .look(connection, Set.of(id))
          .account(new AccountId(id))
          .orElseThrow();
    }
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long number(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
