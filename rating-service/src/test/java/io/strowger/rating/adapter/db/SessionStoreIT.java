package io.strowger.rating.adapter.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.call.CallAddress;
import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.CallId;
import io.strowger.rating.charging.CallSession;
import io.strowger.testkit.database.DatabaseAddress;
import io.strowger.testkit.database.Databases;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where commands for a call go, kept with its session, and what is due of it. */
class SessionStoreIT {
  private static final CallSession.Moments NOTHING =
      new CallSession.Moments(null, null, null, null, null, null, null, null, null, null);
  private static final CallSession SESSION =
      new CallSession(
          new CallId("readable"),
          new AccountId("1001"),
          null,
          List.of(),
          false,
          CallSession.Grant.NONE,
          NOTHING);

  @Test
  void a_call_that_another_gateway_has_taken_over_is_addressed_there() throws Exception {
    // Given
    SessionStore store = new SessionStore();
    DatabaseAddress database = Databases.forTests().createDatabase("sessions");
    Migrations.apply(database);
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      insert(statement, "addressed", "{\"route\":{\"leg\":\"l\",\"partition\":0,\"epoch\":7}}");
      insert(statement, "unaddressed", "{\"route\":null}");
      insert(statement, "other", "{\"route\":{\"leg\":\"l\",\"partition\":0,\"epoch\":7}}");

      // When
      CallAddress newer = new CallAddress(2, 1_795_576_692_360L);
      store.readdress(connection, new CallId("addressed"), newer);
      store.readdress(connection, new CallId("unaddressed"), newer);
      // A gateway that was paused returns with what it knew.
      store.readdress(connection, new CallId("addressed"), new CallAddress(0, 8));

      // Then
      assertThat(route(statement, "addressed"))
          .isEqualTo("{\"leg\": \"l\", \"epoch\": 1795576692360, \"partition\": 2}");
      assertThat(route(statement, "unaddressed")).isEqualTo("null");
      assertThat(route(statement, "other"))
          .isEqualTo("{\"leg\": \"l\", \"epoch\": 7, \"partition\": 0}");
    }
  }

  @Test
  void one_that_cannot_be_read_keeps_no_other_from_what_is_due() throws Exception {
    // Given
    SessionStore store = new SessionStore();
    DatabaseAddress database = Databases.forTests().createDatabase("sessions_due");
    Migrations.apply(database);
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      insert(statement, "unreadable", "{\"call\":{}}");
      insert(statement, "readable", Sql.json(SESSION));
      statement.execute("update session set renew_at = '2026-11-25T10:00:00Z'");

      // When
      List<CallSession> due =
          store.take(
              connection, SessionStore.Due.RENEWAL, Instant.parse("2026-11-25T10:00:01Z"), 10);

      // Then
      assertThat(due).containsExactly(SESSION);
    }
  }

  @Test
  void a_call_under_way_that_another_pays_for_claims_of_the_payers_day() throws Exception {
    // Given
    DatabaseAddress database = Databases.forTests().createDatabase("sessions_payers");
    Migrations.upTo(database, "95");
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      insert(statement, "own", run("1001", 600_000, "\"cut\":true"));
      insert(statement, "reserved", run("company", 600_000, "\"cut\":true"));
      insert(statement, "sliced", run("company", 0, "\"claim_micros\":50000"));
      insert(statement, "without runs", "{\"runs\":[]}");

      // When
      Migrations.apply(database);

      // Then
      try (ResultSet row =
          statement.executeQuery(
              "select string_agg(call_id || ' ' || claim_micros, ', ' order by call_id)"
                  + " from session where payer = 'company'")) {
        row.next();
        assertThat(row.getString(1)).isEqualTo("reserved 600000, sliced 50000");
      }
    }
  }

  private static String run(String payer, long spentMicros, String more) {
    return """
    {"runs":[{"name":"*default","account":"%s","metered":{"spent_micros":%d},%s}]}\
    """
        .formatted(payer, spentMicros, more);
  }

  private static void insert(Statement statement, String call, String state) throws SQLException {
    statement.execute(
        "insert into session (call_id, account, state, settled) values ('%s', '1001', '%s', false)"
            .formatted(call, state));
  }

  private static String route(Statement statement, String call) throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            "select (state::jsonb -> 'route')::text from session where call_id = '" + call + "'")) {
      row.next();
      return row.getString(1);
    }
  }
}
