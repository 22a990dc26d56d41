package io.strowger.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.strowger.contracts.wire.Topic;
import io.strowger.testkit.database.DatabaseAddress;
import io.strowger.testkit.database.Databases;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A consumer whose work goes to a database that fails it for a while. */
class DatabaseTroubleIT {

  private final Fixture fixture = new Fixture();
  private final PGSimpleDataSource source = new PGSimpleDataSource();
  private final OutboxRelay relay = new OutboxRelay(source, fixture.publisher, 0);

  @BeforeEach
  void createTable() throws SQLException {
    DatabaseAddress address =
        Databases.forTests()
            .createDatabase("trouble_" + UUID.randomUUID().toString().substring(0, 8));
    source.setUrl(address.jdbcUrl());
    source.setUser(address.username());
    source.setPassword(address.password());
    try (Connection connection = source.getConnection()) {
      execute(connection, "create table effect (what text not null)");
    }
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void what_a_standby_refuses_waits_for_the_primary() throws SQLException {
    try (BatchConsumer consumer = consumer()) {
      consumer.start();
      await().until(consumer::isReading);

      // When
      readOnly("on");
      for (int i = 0; i < 5; i++) {
        fixture.publisher.send(fixture.charge("call-" + i, i));
      }
      await().until(() -> !consumer.isReading());
      readOnly("off");

      // Then
      await().until(() -> effects().size() >= 5);
      assertThat(effects())
          .containsExactlyInAnyOrder("call-0", "call-1", "call-2", "call-3", "call-4");
      await().until(consumer::isReading);
      assertThat(fixture.read(fixture.catalogue.deadLettersOf(Topic.CHARGES), 0)).isEmpty();
    }
  }

  @Test
  void what_a_host_that_is_gone_without_a_word_does_not_answer_is_asked_again() throws Exception {
    try (SilencedWire wire = SilencedWire.to(source.getPortNumbers()[0])) {
      source.setPortNumbers(new int[] {wire.port()});
      source.setServerNames(new String[] {"127.0.0.1"});
      source.setSocketTimeout(2);
      try (BatchConsumer consumer = consumer()) {
        consumer.start();
        fixture.publisher.send(fixture.charge("before", 1));
        await().until(() -> effects().contains("before"));

        // When
        wire.silence();
        fixture.publisher.send(fixture.charge("meanwhile", 2));
        await().until(() -> !consumer.isReading());
        wire.letThrough();

        // Then
        await().until(() -> effects().contains("meanwhile"));
        await().until(consumer::isReading);
      }
    }
  }

  private BatchConsumer consumer() {
    Database database = new Database(source, relay);
    return new BatchConsumer(
        ConsumerSettings.shared(
            fixture.kafka, fixture.catalogue, "trouble", List.of(Topic.CHARGES)),
        fixture.publisher,
        batch ->
            database.transact(unit -> {
              try (PreparedStatement insert =
                  unit.connection().prepareStatement("insert into effect values (?)")) {
                for (Received received : batch) {
                  insert.setString(1, received.key());
                  insert.execute();
                }
              }
              return null;
            }));
  }

  private void readOnly(String how) throws SQLException {
    try (Connection connection = source.getConnection()) {
      execute(connection, "set default_transaction_read_only = off");
      execute(
          connection,
          "alter database \"%s\" set default_transaction_read_only = %s"
              .formatted(connection.getCatalog(), how));
    }
  }

  private List<String> effects() throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement select = connection.prepareStatement("select what from effect")) {
      return new ArrayList<>(Query.list(select, row -> row.getString(1)));
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
