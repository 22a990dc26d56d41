package io.strowger.rating.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.CallId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls whose accounts lose a balance while they are under way. */
class LostBalancesIT {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  private Site site;
  private Cashier cashier;
  private Words words;
  private InProcess service;

  @BeforeEach
  void start() throws SQLException {
    site = InProcess.site("crash_lost_balances", 1);
    cashier = new Cashier(site);
    words = new Words(site);
    service = new InProcess(site, 0, Clock.systemUTC());
    service.link().start();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void what_is_held_of_a_balance_that_is_not_shared_any_more_is_settled_and_no_more_is_drawn()
      throws SQLException {
    // Given
    cashier.open("owner", true);
    cashier.payIn("owner", 10_000_000);
    cashier.open("sharer", true);
    execute("insert into balance_share (balance, account) values ('owner-money', 'sharer')");
    PlayedCall call = call("shared", "sharer");
    service.decide(words.mayIt(call));
    service.decide(words.meter(call));
    assertThat(number("select reserved_micros from balance where id = 'owner-money'"))
        .isEqualTo(600_000);

    // When
    execute("delete from balance_share");
    service.decide(words.renew(call, 2));
    long reserved = number("select reserved_micros from balance where id = 'owner-money'");
    service.decide(words.settle(call));

    // Then
    assertThat(reserved).isEqualTo(600_000);
    assertThat(number("select reserved_micros from balance where id = 'owner-money'")).isZero();
    assertThat(number("select available_micros from balance where id = 'owner-money'"))
        .isEqualTo(9_400_000);
    assertThat(number("select count(*) from ledger_difference")).isZero();
  }

  @Test
  void a_call_is_charged_though_the_default_balance_of_its_account_was_closed()
      throws SQLException {
    // Given
    cashier.open("postpaid", false);
    PlayedCall call = call("closed", "postpaid");
    service.decide(words.mayIt(call));
    service.decide(words.meter(call));

    // When
    execute("update balance set closed = true");
    service.decide(words.settle(call));

    // Then
    assertThat(number("select available_micros from balance where not closed")).isEqualTo(-600_000);
    assertThat(number("select count(*) from ledger_difference")).isZero();
  }

  private static PlayedCall call(String id, String account) {
    PlayedCall call = new PlayedCall(new CallId(id), new AccountId(account), Prices.BY_SECOND, NOW);
    call.answeredAt = NOW;
    call.endedAt = NOW.plusSeconds(60);
    return call;
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = site.books();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long number(String sql) throws SQLException {
    try (Connection connection = site.books();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      assertThat(row.next()).isTrue();
      return row.getLong(1);
    }
  }
}
