package io.strowger.rating.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.CallId;
import io.strowger.messaging.Outgoing;
import io.strowger.messaging.Unavailable;
import io.strowger.rating.charging.Chargers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Two instances meet on one call, as while its partition changes hands. */
class MeetingIT {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  @Test
  void a_settlement_that_waited_for_the_authorisation_releases_what_that_reserved()
      throws Exception {
    Site site = InProcess.site("crash_meeting", 1);
    Cashier cashier = new Cashier(site);
    cashier.open("rich-0", true);
    cashier.payIn("rich-0", 10_000_000);
    PlayedCall call =
        new PlayedCall(new CallId("met"), new AccountId("rich-0"), Prices.BY_SECOND, NOW);
    call.answeredAt = NOW;
    call.endedAt = NOW.plusSeconds(10);
    Words words = new Words(site);
    try (InProcess one = new InProcess(site, 0, Clock.systemUTC());
        InProcess other = new InProcess(site, 1, Clock.systemUTC());
        Connection holder = site.books()) {
      one.link().start();
      other.link().start();

      holder.setAutoCommit(false);
      execute(holder, "select * from balance for update");
      execute(holder, "select * from account for update");
      authoriseThenSettle(
          site, holder, later(one, words.mayIt(call)), () -> later(other, words.settle(call)));

      Settled.everything(site, List.of(call));
      new Audit(site, Told.on(site)).passes(List.of(call), cashier.paidIn());
    }
  }

  @Test
  void a_settlement_that_waited_for_the_authorisation_charges_the_other_who_pays()
      throws Exception {
    // Given
    Site site = InProcess.site("crash_meeting_payer", 1);
    Cashier cashier = new Cashier(site);
    cashier.open("extension-0", true);
    cashier.open("rich-0", true);
    cashier.payIn("rich-0", 10_000_000);
    Chargers chargers = PaidFor.by("rich-0", Set.of("extension-0"), site);
    PlayedCall call =
        new PlayedCall(new CallId("met"), new AccountId("extension-0"), Prices.BY_SECOND, NOW);
    call.answeredAt = NOW;
    call.endedAt = NOW.plusSeconds(10);
    Words words = new Words(site);
    try (InProcess one = new InProcess(site, 0, chargers, Clock.systemUTC());
        InProcess other = new InProcess(site, 1, chargers, Clock.systemUTC());
        Connection holder = site.books()) {
      one.link().start();
      other.link().start();

      // When
      holder.setAutoCommit(false);
      execute(holder, "select * from account for update");
      authoriseThenSettle(
          site, holder, later(one, words.mayIt(call)), () -> later(other, words.settle(call)));

      // Then
      assertThat(number(site, "select reserved_micros from balance where account = 'rich-0'"))
          .isZero();
      assertThat(number(site, "select available_micros from balance where account = 'rich-0'"))
          .isEqualTo(10_000_000 - 10 * 10_000);
    }
  }

  /** The one waits for what is held, the other behind it; then it is held no more. */
  private static void authoriseThenSettle(
      Site site,
      Connection holder,
      CompletableFuture<Void> authorised,
      Supplier<CompletableFuture<Void>> settlement)
      throws SQLException {
    awaitWaiting(site, 1);
    CompletableFuture<Void> settled = settlement.get();
    awaitWaiting(site, 2);
    holder.rollback();
    authorised.join();
    settled.join();
  }

  private static long number(Site site, String sql) throws SQLException {
    try (Connection connection = site.books();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Decides, once more when it could not, as one does who reads requests. */
  private static CompletableFuture<Void> later(InProcess service, Outgoing request) {
    return CompletableFuture.runAsync(() -> decide(service, request), Thread::startVirtualThread);
  }

  private static void decide(InProcess service, Outgoing request) {
    try {
      service.decide(request);
    } catch (Unavailable now) {
      service.decide(request);
    }
  }

  private static void awaitWaiting(Site site, int count) {
    await()
        .untilAsserted(() -> {
          try (Connection connection = site.books();
              Statement statement = connection.createStatement();
              ResultSet row =
                  statement.executeQuery(
                      "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                          + " and datname = current_database()")) {
            row.next();
            assertThat(row.getInt(1)).isEqualTo(count);
          }
        });
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
