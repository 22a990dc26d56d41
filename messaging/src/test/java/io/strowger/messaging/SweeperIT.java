package io.strowger.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.strowger.testkit.database.DatabaseAddress;
import io.strowger.testkit.database.Databases;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class SweeperIT {
  private static final Map<String, Object> NOBODY = Map.of("bootstrap.servers", "127.0.0.1:1");
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final PGSimpleDataSource source = new PGSimpleDataSource();
  private final Publisher publisher = new Publisher(NOBODY);
  private final Database database = new Database(source, new OutboxRelay(source, publisher, 0));

  @BeforeEach
  void createTables() throws SQLException {
    DatabaseAddress address =
        Databases.forTests()
            .createDatabase("sweeper_" + UUID.randomUUID().toString().substring(0, 8));
    source.setUrl(address.jdbcUrl());
    source.setUser(address.username());
    source.setPassword(address.password());
    execute(
        "create table waiting (name text primary key);"
            + "create table done (name text not null check (name <> 'cursed'))");
  }

  @AfterEach
  void close() {
    publisher.close();
  }

  @Test
  void one_that_cannot_be_looked_after_keeps_no_other_from_it() throws SQLException {
    // Given: the oldest is the one that fails
    execute("insert into waiting values ('cursed'), ('fine-1'), ('fine-2')");
    try (Sweeper sweeper = new Sweeper(database, "waiting", PAUSE).lookingAfter(new Waiting())) {

      // When
      sweeper.start();
      await().until(() -> names("done").size() == 2);
      execute("insert into waiting values ('fine-3'), ('fine-4')");

      // Then
      await().until(() -> names("done").size() == 4);
      assertThat(names("done")).containsExactlyInAnyOrder("fine-1", "fine-2", "fine-3", "fine-4");
      assertThat(names("waiting")).containsExactly("cursed");
    }
  }

  @Test
  void work_that_fails_keeps_no_other_work_from_being_done() {
    try (Sweeper sweeper =
        new Sweeper(database, "works", PAUSE)
            .doing(_ -> {
              throw new IllegalStateException("never");
            })
            .doing(unit -> {
              try (Statement insert = unit.connection().createStatement()) {
                insert.execute("insert into done values ('after it')");
              }
            })) {

      // When
      sweeper.start();

      // Then
      await().until(() -> names("done").contains("after it"));
    }
  }

  @Test
  void work_for_which_something_is_missing_keeps_no_other_work_from_being_done() {
    try (Sweeper sweeper =
        new Sweeper(database, "works", PAUSE)
            .doing(unit -> {
              try (Statement insert = unit.connection().createStatement()) {
                insert.execute("insert into a_table_that_is_not_there values (1)");
              }
            })
            .doing(unit -> {
              try (Statement insert = unit.connection().createStatement()) {
                insert.execute("insert into done values ('behind it')");
              }
            })) {

      // When
      sweeper.start();

      // Then
      await().until(() -> names("done").contains("behind it"));
    }
  }

  @Test
  void what_was_put_aside_is_looked_after_soon_when_it_can_be() throws SQLException {
    // Given
    execute("insert into waiting values ('cursed'), ('fine')");
    try (Sweeper sweeper = new Sweeper(database, "waiting", PAUSE).lookingAfter(new Waiting())) {
      sweeper.start();
      await().until(() -> names("done").contains("fine"));

      // When
      execute("alter table done drop constraint done_name_check");

      // Then
      await().until(() -> names("done").contains("cursed"));
    }
  }

  /** Moves names to where they are done with. */
  private static final class Waiting implements Due {
    @Override
    public List<String> lock(Connection connection, Collection<String> without, int limit)
        throws SQLException {
      try (PreparedStatement select =
          connection.prepareStatement(
              "select name from waiting where name <> all (?) order by name limit ?"
                  + " for update skip locked")) {
        select.setArray(1, connection.createArrayOf("text", without.toArray()));
        select.setInt(2, limit);
        return Query.list(select, row -> row.getString(1));
      }
    }

    @Override
    public void lookAfter(UnitOfWork unit, List<String> keys) {
      unit.last()
          .tell(
              "with moved as (delete from waiting where name = any (?) returning name)"
                  + " insert into done select name from moved",
              with -> with.texts(keys));
    }
  }

  private List<String> names(String table) throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement select = connection.prepareStatement("select name from " + table)) {
      return new ArrayList<>(Query.list(select, row -> row.getString(1)));
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
