package io.strowger.rating.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Waits until nothing is left to be done. */
final class Settled {
  private static final Duration SOON = Duration.ofMinutes(3);
  private static final Duration LOOK_EVERY = Duration.ofMillis(300);

  private Settled() {}

  /**
   * All calls have their charge. Those whose end nobody told get it by their expiry, for which time
   * is moved on once the others are done; again and again, for a renewal under way moves it back.
   */
  static void everything(Site site, List<PlayedCall> calls) throws SQLException {
    charged(site, calls.stream().filter(call -> !call.endNeverTold).toList(), () -> {});
    charged(site, calls, () -> expire(site));
    told(site);
  }

  private static void expire(Site site) {
    try (Connection connection = site.books();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(Books.EXPIRE);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static void charged(Site site, List<PlayedCall> calls, Runnable before) {
    await()
        .atMost(SOON)
        .pollInterval(LOOK_EVERY)
        .dontCatchUncaughtExceptions()
        .untilAsserted(() -> {
          before.run();
          Set<String> missing = Told.on(site).withoutCharge(calls);
          assertThat(missing)
              .as(
                  "without a charge; the books say: %s",
                  missing.isEmpty() ? "" : books(site, missing))
              .isEmpty();
        });
  }

  /** What is known of these calls, and how much waits to be told. */
  private static List<String> books(Site site, Set<String> calls) throws SQLException {
    try (Connection connection = site.books();
        PreparedStatement select = connection.prepareStatement(Books.KNOWN)) {
      select.setArray(1, connection.createArrayOf("text", calls.toArray()));
      List<String> known = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          known.add(rows.getString(1));
        }
      }
      return known;
    }
  }

  /** Nothing waits to be told. */
  private static void told(Site site) {
    await()
        .atMost(SOON)
        .pollInterval(LOOK_EVERY)
        .dontCatchUncaughtExceptions()
        .until(() -> nothingToTell(site));
  }

  private static boolean nothingToTell(Site site) throws SQLException {
    try (Connection connection = site.books();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from outbox")) {
      return row.next() && row.getLong(1) == 0;
    }
  }
}
