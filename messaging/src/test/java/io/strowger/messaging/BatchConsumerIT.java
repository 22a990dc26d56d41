package io.strowger.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.strowger.contracts.charging.CallCharged;
import io.strowger.contracts.wire.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchConsumerIT {
  /** So long that no test would wait for it. */
  private static final int TEN_MINUTES_MILLIS = 600_000;

  private final Fixture fixture = new Fixture();
  private final Queue<String> seen = new ConcurrentLinkedQueue<>();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void messages_of_a_call_arrive_in_order() {
    // Given
    for (int i = 0; i < 300; i++) {
      fixture.publisher.send(fixture.charge("call-" + i % 3, i));
    }

    // When
    try (BatchConsumer consumer = consumer("order", this::note)) {
      consumer.start();
      await().until(() -> seen.size() >= 300);
    }

    // Then
    for (int call = 0; call < 3; call++) {
      String prefix = "call-" + call + ":";
      List<Integer> costs =
          seen.stream()
              .filter(entry -> entry.startsWith(prefix))
              .map(entry -> Integer.parseInt(entry.substring(prefix.length())))
              .toList();
      assertThat(costs).hasSize(100).isSorted();
    }
  }

  @Test
  void a_poison_message_goes_to_dead_letters_with_its_reason_and_the_rest_flows_on() {
    // Given
    fixture.publisher.sendAll(
        List.of(
            fixture.charge("good-1", 1),
            fixture.raw("bad", "{\"charge_id\":\"x\"}"),
            fixture.raw("worse", "\u0000\u0001 no json"),
            fixture.charge("good-2", 2)));

    // When
    try (BatchConsumer consumer = consumer("poison", this::note)) {
      consumer.start();
      await().until(() -> seen.size() >= 2);
    }

    // Then
    assertThat(seen).containsExactlyInAnyOrder("good-1:1", "good-2:2");
    var dead = fixture.read(fixture.catalogue.deadLettersOf(Topic.CHARGES), 2);
    assertThat(dead).hasSize(2);
    assertThat(dead)
        .filteredOn(record -> record.key().equals("bad"))
        .singleElement()
        .satisfies(record -> {
          assertThat(Fixture.header(record, "strowger_reason")).contains("'call_id'");
          assertThat(new String(record.value(), java.nio.charset.StandardCharsets.UTF_8))
              .isEqualTo("{\"charge_id\":\"x\"}");
        });
  }

  @Test
  void a_message_too_deep_for_whoever_handles_it_goes_to_dead_letters_and_the_rest_flows_on() {
    fixture.publisher.sendAll(
        List.of(
            fixture.charge("good-1", 1), fixture.charge("deep", 2), fixture.charge("good-2", 3)));
    BatchHandler handler =
        batch -> {
          if (batch.stream().anyMatch(received -> received.key().equals("deep"))) {
            throw new StackOverflowError("too deep");
          }
          note(batch);
        };

    try (BatchConsumer consumer = consumer("deep", handler)) {
      consumer.start();

      assertThat(fixture.read(fixture.catalogue.deadLettersOf(Topic.CHARGES), 1))
          .singleElement()
          .satisfies(record -> {
            assertThat(record.key()).isEqualTo("deep");
            assertThat(Fixture.header(record, "strowger_reason")).contains("too deep");
          });
      await().until(() -> seen.containsAll(List.of("good-1:1", "good-2:3")));
    }
  }

  @Test
  void headers_of_any_bytes_or_none_are_read_and_buried_as_they_are() throws Exception {
    // Given
    byte[] noText = {(byte) 0xff, (byte) 0xfe, 0};
    Header[] headers = {
      new RecordHeader("ce_id", null),
      new RecordHeader("traceparent", noText),
      new RecordHeader("absent", null),
      new RecordHeader("strowger_reason", null)
    };
    fixture.sendForeign(fixture.charge("good", 1), headers);
    fixture.sendForeign(fixture.raw("bad", "{}"), headers);

    // When
    try (BatchConsumer consumer = consumer("headers", this::note)) {
      consumer.start();

      // Then
      assertThat(fixture.read(fixture.catalogue.deadLettersOf(Topic.CHARGES), 1))
          .singleElement()
          .satisfies(record -> {
            assertThat(record.key()).isEqualTo("bad");
            assertThat(record.headers().lastHeader("traceparent").value()).isEqualTo(noText);
            assertThat(record.headers().lastHeader("absent").value()).isNull();
            assertThat(Fixture.header(record, "strowger_reason")).contains("'charge_id'");
          });
      await().until(() -> seen.contains("good:1"));
      assertThat(consumer.isReading()).isTrue();
    }
  }

  @Test
  void of_what_is_too_large_for_dead_letters_there_is_what_fits() throws Exception {
    // Given: as large as may be, so that the reason has no room.
    String large = "{\"charge_id\":\"" + "x".repeat(1_048_450) + "\"}";
    fixture.publisher.sendAll(List.of(fixture.raw("bad", large), fixture.charge("good", 1)));
    byte[] longest = new byte[1_048_450];
    fixture.sendForeign(fixture.raw("worse", "{}"), new RecordHeader("long", longest));

    // When
    try (BatchConsumer consumer = consumer("large", this::note)) {
      consumer.start();

      // Then
      var dead = fixture.read(fixture.catalogue.deadLettersOf(Topic.CHARGES), 2);
      assertThat(dead).extracting(ConsumerRecord::key).containsExactlyInAnyOrder("bad", "worse");
      assertThat(dead)
          .allSatisfy(record -> {
            assertThat(Fixture.header(record, "strowger_cut")).startsWith("the value had ");
            assertThat(Fixture.header(record, "strowger_consumer")).isEqualTo("large");
          });
      await().until(() -> seen.contains("good:1"));
    }
  }

  @Test
  void a_message_that_the_handler_cannot_do_is_buried_alone() {
    // Given
    fixture.publisher.sendAll(
        List.of(
            fixture.charge("fine-1", 1),
            fixture.charge("cursed", 13),
            fixture.charge("fine-2", 2)));

    // When
    BatchHandler handler =
        batch -> {
          if (batch.stream().anyMatch(received -> received.key().equals("cursed"))) {
            throw new IllegalStateException("thirteen");
          }
          note(batch);
        };
    try (BatchConsumer consumer = consumer("cursed", handler)) {
      consumer.start();
      await().until(() -> seen.size() >= 2);
    }

    // Then
    assertThat(seen).containsExactlyInAnyOrder("fine-1:1", "fine-2:2");
    assertThat(fixture.read(fixture.catalogue.deadLettersOf(Topic.CHARGES), 1))
        .singleElement()
        .satisfies(
            record -> assertThat(Fixture.header(record, "strowger_reason")).contains("thirteen"));
  }

  @Test
  void while_infrastructure_is_broken_nothing_is_lost_or_skipped() {
    // Given
    AtomicInteger failures = new AtomicInteger(4);
    fixture.publisher.sendAll(List.of(fixture.charge("a", 1), fixture.charge("b", 2)));

    // When
    BatchHandler handler =
        batch -> {
          if (failures.getAndDecrement() > 0) {
            throw new Unavailable("database is away", new java.sql.SQLException());
          }
          note(batch);
        };
    try (BatchConsumer consumer = consumer("broken", handler)) {
      consumer.start();
      await().until(() -> seen.size() >= 2);

      // Then
      assertThat(seen).containsExactlyInAnyOrder("a:1", "b:2");
      await().until(consumer::isReading);
    }
  }

  @Test
  void what_came_while_the_database_was_away_is_not_caught_up_with_before_it_is_done() {
    // Given
    AtomicBoolean away = new AtomicBoolean();
    BatchHandler handler =
        batch -> {
          if (away.get()) {
            throw new Unavailable("database is away", new java.sql.SQLException());
          }
          note(batch);
        };
    try (BatchConsumer consumer = consumer("meanwhile", handler)) {
      consumer.start();
      fixture.publisher.send(fixture.charge("before", 0));
      await().until(() -> seen.size() == 1 && consumer.hasCaughtUp());
      away.set(true);
      fixture.publisher.send(fixture.charge("first", 1));
      await().until(() -> !consumer.hasCaughtUp());
      fixture.publisher.sendAll(
          IntStream.range(0, 2_000).mapToObj(i -> fixture.charge("call-" + i, i)).toList());

      // When
      away.set(false);

      // Then
      while (!consumer.hasCaughtUp()) {
        Thread.onSpinWait();
      }
      assertThat(seen).hasSize(2_002);
    }
  }

  @Test
  void a_batch_that_was_not_finished_comes_again_to_the_next_consumer() {
    // Given
    fixture.publisher.sendAll(List.of(fixture.charge("a", 1)));
    AtomicInteger tries = new AtomicInteger();
    BatchHandler never =
        _ -> {
          tries.incrementAndGet();
          throw new Unavailable("crash", new java.sql.SQLException());
        };
    try (BatchConsumer first = consumer("again", never)) {
      first.start();
      await().until(() -> tries.get() > 0);
    }

    // When
    try (BatchConsumer second = consumer("again", this::note)) {
      second.start();

      // Then
      await().until(() -> seen.contains("a:1"));
    }
  }

  @Test
  void an_instance_that_was_killed_reads_again_without_waiting_for_its_former_run() {
    // Given a run that ends without a word, and a broker that gives up on it after ten minutes
    fixture.publisher.sendAll(List.of(fixture.charge("a", 1), fixture.charge("b", 2)));
    Map<String, Object> settings = new HashMap<>(fixture.kafka);
    settings.put("session.timeout.ms", TEN_MINUTES_MILLIS);
    settings.put("group.id", "killed");
    settings.put("group.instance.id", "one-0");
    settings.put("auto.offset.reset", "earliest");
    settings.put("enable.auto.commit", false);
    var former =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    former.subscribe(List.of(fixture.catalogue.nameOf(Topic.CHARGES)));
    await().until(() -> !former.poll(Duration.ofMillis(100)).isEmpty());

    // When
    try (former;
        BatchConsumer next = member("killed", settings, "one-0")) {
      next.start();

      // Then
      await().until(() -> seen.containsAll(List.of("a:1", "b:2")));
    }
  }

  @Test
  void an_instance_that_ends_politely_leaves_its_partitions_to_the_others_at_once() {
    // Given
    Map<String, Object> settings = new HashMap<>(fixture.kafka);
    settings.put("session.timeout.ms", TEN_MINUTES_MILLIS);
    try (BatchConsumer one = member("polite", settings, "one-0")) {
      one.start();
      await().until(one::isReading);
    }

    // When
    fixture.publisher.sendAll(List.of(fixture.charge("a", 1), fixture.charge("b", 2)));
    try (BatchConsumer other = member("polite", settings, "two-1")) {
      other.start();

      // Then
      await().until(() -> seen.containsAll(List.of("a:1", "b:2")));
    }
  }

  private BatchConsumer member(String group, Map<String, Object> settings, String name) {
    return new BatchConsumer(
        ConsumerSettings.shared(settings, fixture.catalogue, group, List.of(Topic.CHARGES))
            .asMember(name),
        fixture.publisher,
        this::note);
  }

  private BatchConsumer consumer(String group, BatchHandler handler) {
    return new BatchConsumer(
        ConsumerSettings.shared(fixture.kafka, fixture.catalogue, group, List.of(Topic.CHARGES)),
        fixture.publisher,
        handler);
  }

  private void note(List<Received> batch) {
    for (Received received : batch) {
      CallCharged charged = (CallCharged) received.message();
      seen.add(received.key() + ":" + charged.costMicros());
    }
  }
}
