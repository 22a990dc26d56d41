package io.strowger.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strowger.testkit.database.DatabaseAddress;
import io.strowger.testkit.database.Databases;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoundTripIT {
  private static final String SPELT =
      "select word from said where number = any (?) order by number";
  private static final int OFTEN = 8; // from the fifth time on statements are kept by the server

  private Connection connection;
  private final List<String> heard = new ArrayList<>();

  @BeforeEach
  void open() throws SQLException {
    DatabaseAddress address =
        Databases.forTests().createDatabase("trip_" + UUID.randomUUID().toString().substring(0, 8));
    connection =
        DriverManager.getConnection(address.jdbcUrl(), address.username(), address.password());
    try (Statement create = connection.createStatement()) {
      create.execute("create table said (number int primary key, word text not null)");
    }
    connection.setAutoCommit(false);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void statements_see_what_those_before_them_did_and_answers_go_where_they_belong()
      throws SQLException {
    for (int i = 0; i < OFTEN; i++) {
      heard.clear();
      List<Integer> counts = new ArrayList<>();
      RoundTrip trip = new RoundTrip().tell("set local enable_seqscan = off");
      say(trip, 2 * i, "earth");
      say(trip, 2 * i + 1, "return");
      ask(trip, 2 * i, 2 * i + 1);
      ask(trip, -1);
      trip.ask("select count(*) from said", _ -> {}, row -> counts.add(row.getInt(1)));
      trip.make(connection);
      connection.commit();

      assertThat(heard).containsExactly("earth", "return");
      assertThat(counts).containsExactly(2 * (i + 1));
    }
  }

  @Test
  void is_empty_once_it_was_made() throws SQLException {
    RoundTrip trip = new RoundTrip();
    say(trip, 1, "earth");
    trip.make(connection);

    trip.make(connection);

    ask(trip, 1);
    trip.make(connection);
    assertThat(heard).containsExactly("earth");
  }

  @Test
  void all_fail_where_one_does() throws SQLException {
    RoundTrip trip = new RoundTrip();
    say(trip, 1, "earth");
    say(trip, 1, "return");

    assertThatThrownBy(() -> trip.make(connection))
        .isInstanceOfSatisfying(
            SQLException.class, failure -> assertThat(failure.getSQLState()).isEqualTo("23505"));

    connection.rollback();
    RoundTrip after = new RoundTrip();
    ask(after, 1);
    after.make(connection);
    assertThat(heard).isEmpty();
  }

  private static void say(RoundTrip trip, int number, String word) {
    trip.tell(
        "insert into said select ?, unnest(?::text[])",
        with -> {
          with.number(number);
          with.array("text", new String[] {word});
        });
  }

  private void ask(RoundTrip trip, Integer... numbers) {
    trip.ask(SPELT, with -> with.array("int", numbers), row -> heard.add(row.getString(1)));
  }
}
