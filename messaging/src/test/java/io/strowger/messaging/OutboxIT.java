package io.strowger.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.strowger.contracts.wire.Topic;
import io.strowger.testkit.Patience;
import io.strowger.testkit.database.DatabaseAddress;
import io.strowger.testkit.database.Databases;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class OutboxIT {
  private static final Map<String, Object> NOWHERE =
      Map.of(
          "bootstrap.servers", "127.0.0.1:1",
          "max.block.ms", 100,
          "delivery.timeout.ms", 300,
          "request.timeout.ms", 200);

  private static final String LOCKS =
      "pg_locks l join pg_database d on d.oid = l.database"
          + " where l.locktype = 'advisory' and d.datname = current_database()";

  private final Fixture fixture = new Fixture();
  private final PGSimpleDataSource source = new PGSimpleDataSource();

  @BeforeEach
  void createTables() throws SQLException {
    DatabaseAddress address =
        Databases.forTests()
            .createDatabase("outbox_" + UUID.randomUUID().toString().substring(0, 8));
    source.setUrl(address.jdbcUrl());
    source.setUser(address.username());
    source.setPassword(address.password());
    execute(
        "create table inbox (id text primary key, seen_at timestamptz not null default now());"
            + "create table outbox (id bigint generated always as identity primary key,"
            + " instance int not null, topic text not null, partition int, key text not null,"
            + " headers jsonb not null, value bytea not null);"
            + "create table effect (what text not null)");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void what_a_transaction_sends_arrives_and_leaves_the_outbox() {
    try (OutboxRelay relay = new OutboxRelay(source, fixture.publisher, 0)) {
      relay.start();
      Database database = new Database(source, relay);

      // When
      for (int i = 0; i < 50; i++) {
        Outgoing record = fixture.charge("call", i);
        database.transact(unit -> {
          unit.send(record);
          return null;
        });
      }

      // Then
      var arrived = fixture.read(fixture.catalogue.nameOf(Topic.CHARGES), 50);
      assertThat(arrived.stream().map(record -> Fixture.header(record, "ce_id")).distinct())
          .hasSize(50);
      await().until(() -> count("outbox") == 0);
    }
  }

  @Test
  void a_transaction_that_fails_sends_nothing_and_leaves_nothing() {
    try (OutboxRelay relay = new OutboxRelay(source, fixture.publisher, 0)) {
      relay.start();
      Database database = new Database(source, relay);

      // When
      assertThatThrownBy(() ->
              database.transact(unit -> {
                unit.firstSeen(List.of("input-1"));
                unit.send(fixture.charge("call", 1));
                throw new IllegalArgumentException("no");
              }))
          .isInstanceOf(IllegalArgumentException.class);

      // Then
      assertThat(count("outbox")).isZero();
      assertThat(count("inbox")).isZero();
      assertThat(fixture.read(fixture.catalogue.nameOf(Topic.CHARGES), 0)).isEmpty();
    }
  }

  @Test
  void what_a_crash_left_in_the_outbox_is_sent_in_order_at_the_next_start() {
    // Given
    OutboxRelay crashed = new OutboxRelay(source, fixture.publisher, 0);
    Database database = new Database(source, crashed);
    for (int i = 0; i < 20; i++) {
      Outgoing record = fixture.charge("call", i);
      database.transact(unit -> {
        unit.send(record);
        return null;
      });
    }
    assertThat(count("outbox")).isEqualTo(20);

    // When
    try (OutboxRelay relay = new OutboxRelay(source, fixture.publisher, 0)) {
      relay.start();

      // Then
      var arrived = fixture.read(fixture.catalogue.nameOf(Topic.CHARGES), 20);
      assertThat(arrived.stream().map(record -> Fixture.header(record, "ce_id")))
          .containsExactlyElementsOf(
              java.util.stream.IntStream.range(0, 20).mapToObj(i -> "call-" + i).toList());
      await().until(() -> count("outbox") == 0);
    }
  }

  @Test
  void records_of_one_transaction_are_kept_together_and_sent_in_order() {
    // Given
    OutboxRelay crashed = new OutboxRelay(source, fixture.publisher, 0);
    new Database(source, crashed)
        .transact(unit -> {
          for (int i = 0; i < 450; i++) {
            unit.send(fixture.charge("call", i));
          }
          return null;
        });
    assertThat(count("outbox")).isEqualTo(6);

    // When
    try (OutboxRelay relay = new OutboxRelay(source, fixture.publisher, 0)) {
      relay.start();

      // Then
      var arrived = fixture.read(fixture.catalogue.nameOf(Topic.CHARGES), 450);
      assertThat(arrived.stream().map(record -> Fixture.header(record, "ce_id")))
          .containsExactlyElementsOf(
              java.util.stream.IntStream.range(0, 450).mapToObj(i -> "call-" + i).toList());
      await().until(() -> count("outbox") == 0);
    }
  }

  @Test
  void work_that_passed_over_an_error_is_not_said_to_be_done() {
    OutboxRelay relay = new OutboxRelay(source, fixture.publisher, 0);

    assertThatThrownBy(() ->
            new Database(source, relay)
                .transact(unit -> {
                  unit.firstSeen(List.of("half"));
                  try (Statement wrong = unit.connection().createStatement()) {
                    wrong.execute("no statement at all");
                  } catch (SQLException passedOver) {
                    return "done";
                  }
                  return "not reached";
                }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(count("inbox")).isZero();
  }

  @Test
  void what_was_committed_is_sent_though_the_answer_to_the_commit_was_lost() {
    try (OutboxRelay relay = new OutboxRelay(source, fixture.publisher, 0)) {
      relay.start();
      await().until(() -> count("outbox") == 0);

      // When
      assertThatThrownBy(() ->
              new Database(losingTheAnswerToCommits(), relay)
                  .transact(unit -> {
                    unit.send(fixture.charge("call", 1));
                    return null;
                  }))
          .isInstanceOf(Unavailable.class);

      // Then
      assertThat(fixture.read(fixture.catalogue.nameOf(Topic.CHARGES), 1)).hasSize(1);
      await().until(() -> count("outbox") == 0);
    }
  }

  @Test
  void what_was_committed_as_the_table_was_read_through_is_sent_before_what_came_later()
      throws Exception {
    // Given: one record commits just after nothing more was found, and another a little later
    AtomicReference<Database> database = new AtomicReference<>();
    CompletableFuture<Void> later = new CompletableFuture<>();
    AtomicBoolean once = new AtomicBoolean();
    DataSource read =
        onceReadThrough(() -> {
          if (once.compareAndSet(false, true)) {
            send(database.get(), 1);
            CompletableFuture.runAsync(
                    () -> send(database.get(), 2),
                    CompletableFuture.delayedExecutor(10, TimeUnit.MILLISECONDS))
                .thenAccept(later::complete);
          }
        });
    try (OutboxRelay relay = new OutboxRelay(read, fixture.publisher, 0)) {
      database.set(new Database(source, relay));

      // When
      relay.start();
      later.get(60, TimeUnit.SECONDS);

      // Then
      await().atMost(Duration.ofSeconds(60)).until(() -> count("outbox") == 0);
      assertThat(idsOn(fixture.catalogue.nameOf(Topic.CHARGES), 2))
          .containsExactly("call-1", "call-2");
    }
  }

  /** Something happens each time the outbox was asked for its oldest rows. */
  private DataSource onceReadThrough(Runnable then) {
    Afterwards afterReading =
        (rows, _) -> {
          then.run();
          return rows;
        };
    return preparing((statement, asked) ->
        ((String) asked[0]).startsWith("select id, topic")
            ? instead(
                PreparedStatement.class,
                (PreparedStatement) statement,
                "executeQuery",
                afterReading)
            : statement);
  }

  /** The database commits, and the connection breaks before it can say so. */
  private DataSource losingTheAnswerToCommits() {
    return preparing((statement, asked) ->
        ((String) asked[0]).endsWith("commit") ? losingItsAnswer(statement) : statement);
  }

  /** The database whose statements are replaced so. */
  private DataSource preparing(Afterwards prepared) {
    return instead(
        DataSource.class,
        source,
        "getConnection",
        (connection, _) ->
            instead(Connection.class, (Connection) connection, "prepareStatement", prepared));
  }

  private static PreparedStatement losingItsAnswer(Object statement) {
    return instead(
        PreparedStatement.class,
        (PreparedStatement) statement,
        "execute",
        (_, _) -> {
          throw new SQLException("the connection is gone", "08006");
        });
  }

  private interface Afterwards {
    Object with(Object result, Object[] arguments) throws SQLException;
  }

  private static <T> T instead(Class<T> type, T real, String method, Afterwards afterwards) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, called, arguments) -> {
              Object result = called.invoke(real, arguments);
              return called.getName().equals(method) ? afterwards.with(result, arguments) : result;
            }));
  }

  @Test
  void a_row_of_one_record_as_earlier_versions_left_it_is_sent_too() throws Exception {
    // Given
    execute(
        "insert into outbox (instance, topic, key, headers, value) values (0, '%s', 'call',"
                .formatted(fixture.catalogue.nameOf(Topic.CHARGES))
            + " '{\"ce_id\": \"old\"}', '{}'::bytea)");

    // When
    try (OutboxRelay relay = new OutboxRelay(source, fixture.publisher, 0)) {
      relay.start();

      // Then
      var arrived = fixture.read(fixture.catalogue.nameOf(Topic.CHARGES), 1);
      assertThat(Fixture.header(arrived.getFirst(), "ce_id")).isEqualTo("old");
      await().until(() -> count("outbox") == 0);
    }
  }

  @Test
  void a_row_that_cannot_be_read_stays_and_the_rest_is_sent() throws Exception {
    // Given: one of a later version, one that is no row of ours at all, and a good one.
    execute(
        "insert into outbox (instance, topic, key, headers, value)"
            + " values (0, '', '', '{}', '\\x09'::bytea), (0, 'x', '', '[]', '{}'::bytea)");
    new Database(source, new OutboxRelay(source, fixture.publisher, 0))
        .transact(unit -> {
          unit.send(fixture.charge("call", 1));
          return null;
        });

    // When
    try (OutboxRelay relay = new OutboxRelay(source, fixture.publisher, 0)) {
      relay.start();

      // Then
      assertThat(fixture.read(fixture.catalogue.nameOf(Topic.CHARGES), 1)).hasSize(1);
      await().until(() -> count("outbox") == 2);

      // Then: what comes later is sent at once as ever.
      new Database(source, relay)
          .transact(unit -> {
            unit.send(fixture.charge("call", 2));
            return null;
          });
      assertThat(fixture.read(fixture.catalogue.nameOf(Topic.CHARGES), 2)).hasSize(2);
      await().until(() -> count("outbox") == 2);
    }
  }

  @Test
  void what_kafka_will_never_take_goes_to_dead_letters_and_the_rest_on_in_its_order() {
    // Given: a partition that is none, in a row with others, and more than a broker takes.
    try (OutboxRelay relay = new OutboxRelay(source, fixture.publisher, 0)) {
      relay.start();
      Database database = new Database(source, relay);

      // When
      database.transact(unit -> {
        unit.send(fixture.charge("call", 0));
        unit.send(fixture.command(7, "nowhere"));
        unit.send(fixture.charge("call", 1));
        return null;
      });
      database.transact(unit -> {
        unit.send(fixture.charge("large", new byte[2_000_000]));
        unit.send(fixture.command(1, "somewhere"));
        return null;
      });
      send(database, 2);

      // Then
      await().until(() -> count("outbox") == 0);
      assertThat(idsOn(fixture.catalogue.nameOf(Topic.CHARGES), 3))
          .containsExactly("call-0", "call-1", "call-2");
      assertThat(idsOn(fixture.catalogue.nameOf(Topic.CALL_COMMANDS), 1))
          .containsExactly("somewhere");
      assertThat(fixture.read(fixture.catalogue.deadLettersOf(Topic.CALL_COMMANDS), 1))
          .singleElement()
          .satisfies(record -> {
            assertThat(Fixture.header(record, "ce_id")).isEqualTo("nowhere");
            assertThat(Fixture.header(record, "strowger_reason")).contains("no partition 7");
            assertThat(Fixture.header(record, "strowger_partition")).isEqualTo("7");
            assertThat(record.value()).isEqualTo("{}".getBytes(StandardCharsets.UTF_8));
          });
      assertThat(fixture.read(fixture.catalogue.deadLettersOf(Topic.CHARGES), 1))
          .singleElement()
          .satisfies(record -> {
            assertThat(Fixture.header(record, "ce_id")).isEqualTo("large");
            assertThat(Fixture.header(record, "strowger_reason")).contains("RecordTooLarge");
            assertThat(Fixture.header(record, "strowger_cut")).contains("2000000 bytes");
            assertThat(record.value()).hasSize(64 * 1024);
          });
    }
  }

  @Test
  void what_the_broker_alone_finds_too_large_goes_to_dead_letters_too() {
    Map<String, Object> generous = new HashMap<>(fixture.kafka);
    generous.put("max.request.size", 10_000_000);
    try (Publisher publisher = new Publisher(generous);
        OutboxRelay relay = new OutboxRelay(source, publisher, 0)) {
      relay.start();

      // When
      new Database(source, relay)
          .transact(unit -> {
            unit.send(fixture.charge("large", new byte[2_000_000]));
            unit.send(fixture.charge("call", 1));
            return null;
          });

      // Then
      await().until(() -> count("outbox") == 0);
      assertThat(idsOn(fixture.catalogue.nameOf(Topic.CHARGES), 1)).containsExactly("call-1");
      assertThat(idsOn(fixture.catalogue.deadLettersOf(Topic.CHARGES), 1)).containsExactly("large");
    }
  }

  @Test
  void what_was_refused_with_another_of_its_batch_is_sent_without_that() {
    // Given: on a compacted topic a record needs a key
    Map<String, Object> gathering = new HashMap<>(fixture.kafka);
    gathering.put("linger.ms", 500);
    List<Outgoing> records =
        List.of(status("switch", "before"), status(null, "refused"), status("switch", "after"));
    try (Publisher publisher = new Publisher(gathering)) {

      // When
      List<Refused> refused = publisher.deliver(records);

      // Then
      assertThat(refused).extracting(Refused::record).containsExactly(records.get(1));
      assertThat(idsOn(fixture.catalogue.nameOf(Topic.SWITCH_STATUS), 2))
          .containsExactly("before", "after");
    }
  }

  private Outgoing status(String key, String id) {
    return new Outgoing(
        fixture.catalogue.nameOf(Topic.SWITCH_STATUS),
        0,
        key,
        Map.of("ce_id", id),
        "{}".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void who_commits_does_not_wait_for_a_partition_that_is_none() {
    // Given a sender that would wait longer for one than anything here may take
    Map<String, Object> patient = new HashMap<>(fixture.kafka);
    patient.put("max.block.ms", 2 * Patience.LIMIT.toMillis());
    try (Publisher publisher = new Publisher(patient);
        OutboxRelay relay = new OutboxRelay(source, publisher, 0)) {
      relay.start();
      Database database = new Database(source, relay);
      publisher.sendAll(List.of(fixture.command(0, "the topic is known")));
      await().until(() -> count("outbox") == 0);

      // When
      for (int i = 0; i < 3; i++) {
        Outgoing record = fixture.command(7, "nowhere-" + i);
        long began = System.nanoTime();
        database.transact(unit -> {
          unit.send(record);
          return null;
        });

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Patience.LIMIT);
        await().until(() -> count("outbox") == 0);
      }
      assertThat(fixture.read(fixture.catalogue.deadLettersOf(Topic.CALL_COMMANDS), 3)).hasSize(3);
    }
  }

  @Test
  void a_partition_that_was_added_later_is_sent_to() throws Exception {
    // Given a sender that knows the topic as it was
    fixture.publisher.sendAll(List.of(fixture.command(0, "before")));
    String commands = fixture.catalogue.nameOf(Topic.CALL_COMMANDS);
    try (Admin admin = Admin.create(fixture.kafka)) {
      admin.createPartitions(Map.of(commands, NewPartitions.increaseTo(3))).all().get();
    }
    await().until(() -> Partitions.of(fixture.kafka, commands) == 3);

    // When
    try (OutboxRelay relay = new OutboxRelay(source, fixture.publisher, 0)) {
      relay.start();
      new Database(source, relay)
          .transact(unit -> {
            unit.send(fixture.command(2, "after"));
            return null;
          });

      // Then
      assertThat(idsOn(commands, 2)).containsExactlyInAnyOrder("before", "after");
      await().until(() -> count("outbox") == 0);
      assertThat(fixture.read(fixture.catalogue.deadLettersOf(Topic.CALL_COMMANDS), 0)).isEmpty();
    }
  }

  @Test
  void a_row_that_no_topic_of_dead_letters_takes_stays_and_the_rest_is_sent() throws Exception {
    // Given
    execute(
        "insert into outbox (instance, topic, key, headers, value)"
            + " values (0, 'no topic at all', 'call', '{}', '{}'::bytea)");
    send(new Database(source, new OutboxRelay(source, fixture.publisher, 0)), 1);

    // When
    try (OutboxRelay relay = new OutboxRelay(source, fixture.publisher, 0)) {
      relay.start();

      // Then
      assertThat(fixture.read(fixture.catalogue.nameOf(Topic.CHARGES), 1)).hasSize(1);
      await().until(() -> count("outbox") == 1);
    }
  }

  /** As they lie there, but for what came twice. */
  private List<String> idsOn(String topic, int atLeast) {
    return fixture.read(topic, atLeast).stream()
        .map(record -> Fixture.header(record, "ce_id"))
        .distinct()
        .toList();
  }

  @Test
  void while_kafka_is_away_records_wait_in_the_outbox() throws Exception {
    // Given
    try (Publisher nowhere = new Publisher(NOWHERE);
        OutboxRelay relay = new OutboxRelay(source, nowhere, 0)) {
      relay.start();
      Database database = new Database(source, relay);

      // When
      Outgoing record = fixture.charge("call", 7);
      database.transact(unit -> {
        unit.send(record);
        return null;
      });
    }

    // Then
    assertThat(count("outbox")).isEqualTo(1);
    try (OutboxRelay relay = new OutboxRelay(source, fixture.publisher, 0)) {
      relay.start();
      assertThat(fixture.read(fixture.catalogue.nameOf(Topic.CHARGES), 1)).hasSize(1);
    }
  }

  @Test
  void what_a_removed_instance_left_is_sent_by_another() {
    // Given an instance that nobody starts again
    Database removed = new Database(source, new OutboxRelay(source, fixture.publisher, 7));
    for (int i = 0; i < 3; i++) {
      send(removed, i);
    }

    // When
    try (OutboxRelay other = new OutboxRelay(source, fixture.publisher, 0)) {
      other.start();

      // Then
      await().until(() -> count("outbox") == 0);
      assertThat(fixture.read(fixture.catalogue.nameOf(Topic.CHARGES), 3))
          .extracting(record -> Fixture.header(record, "ce_id"))
          .containsExactly("call-0", "call-1", "call-2");
    }
  }

  @Test
  void what_an_instance_that_lives_has_yet_to_send_is_left_to_it() {
    try (Publisher nowhere = new Publisher(NOWHERE)) {
      OutboxRelay slow = new OutboxRelay(source, nowhere, 1);
      slow.start();
      await().until(() -> count(LOCKS) == 1);
      send(new Database(source, slow), 1);
      try (OutboxRelay other = new OutboxRelay(source, fixture.publisher, 0)) {
        other.start();
        send(new Database(source, other), 2);
        assertThat(fixture.read(fixture.catalogue.nameOf(Topic.CHARGES), 1)).hasSize(1);
        assertThat(count("outbox where instance = 1")).isEqualTo(1);

        // When
        slow.close();

        // Then
        await().until(() -> count("outbox") == 0);
        assertThat(fixture.read(fixture.catalogue.nameOf(Topic.CHARGES), 2)).hasSize(2);
      }
    }
  }

  private void send(Database database, int cost) {
    database.transact(unit -> {
      unit.send(fixture.charge("call", cost));
      return null;
    });
  }

  @Test
  void an_input_is_seen_for_the_first_time_once() {
    OutboxRelay relay = new OutboxRelay(source, fixture.publisher, 0);
    Database database = new Database(source, relay);

    assertThat(database.<Object>transact(unit -> unit.firstSeen(List.of("a", "b", "a"))))
        .isEqualTo(java.util.Set.of("a", "b"));
    assertThat(database.<Object>transact(unit -> unit.firstSeen(List.of("b", "c"))))
        .isEqualTo(java.util.Set.of("c"));
  }

  @Test
  void a_broken_database_is_told_from_a_defect() {
    PGSimpleDataSource closed = new PGSimpleDataSource();
    closed.setUrl("jdbc:postgresql://127.0.0.1:1/none");
    OutboxRelay relay = new OutboxRelay(source, fixture.publisher, 0);

    assertThatThrownBy(() -> new Database(closed, relay).transact(_ -> null))
        .isInstanceOf(Unavailable.class);
    assertThatThrownBy(() ->
            new Database(source, relay)
                .transact(unit -> {
                  try (Statement wrong = unit.connection().createStatement()) {
                    return wrong.execute("select from nonsense nonsense nonsense");
                  }
                }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("nonsense");
  }

  private long count(String table) {
    try (Connection connection = source.getConnection();
        Statement select = connection.createStatement();
        ResultSet rows = select.executeQuery("select count(*) from " + table)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
