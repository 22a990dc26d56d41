package io.strowger.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.strowger.contracts.wire.Topic;
import io.strowger.contracts.wire.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class BatchConsumerTest {
  private static final Map<String, Object> NOBODY = Map.of("bootstrap.servers", "127.0.0.1:1");

  private final TopicCatalogue catalogue = new TopicCatalogue("never.", 1, 1, (short) 1);
  private final ConsumerSettings settings =
      ConsumerSettings.assigned(NOBODY, catalogue, "test", Topic.CALL_COMMANDS, 0);
  private final MockConsumer<String, byte[]> kafka = new MockConsumer<>("earliest");
  private final List<String> seen = new CopyOnWriteArrayList<>();

  @Test
  void closes_though_it_never_began() {
    try (Publisher publisher = new Publisher(NOBODY)) {
      BatchConsumer consumer = new BatchConsumer(settings, publisher, batch -> {});

      assertThatCode(consumer::close).doesNotThrowAnyException();
    }
  }

  @Test
  void is_not_reading_while_a_batch_waits_for_an_answer_that_does_not_come() {
    // Given
    CompletableFuture<Void> asked = new CompletableFuture<>();
    CompletableFuture<Void> answer = new CompletableFuture<>();
    kafka.schedulePollTask(() -> arrives(0, "unanswered"));
    BatchHandler handler =
        batch -> {
          asked.complete(null);
          answer.join();
          batch.forEach(received -> seen.add(received.key()));
        };

    // When
    try (Publisher publisher = new Publisher(NOBODY);
        BatchConsumer consumer =
            new BatchConsumer(settings, publisher, handler, kafka, Duration.ofMillis(200))) {
      consumer.start();
      asked.join();

      // Then
      await().until(() -> !consumer.isReading());
      answer.complete(null);
      await().until(consumer::isReading);
      assertThat(seen).containsExactly("unanswered");
    }
  }

  @Test
  void what_waits_for_the_database_is_not_passed_over_when_kafka_fails_meanwhile() {
    // Given
    kafka.schedulePollTask(() -> arrives(0, "first"));
    kafka.schedulePollTask(() -> {
      throw new KafkaException("not now");
    });
    kafka.schedulePollTask(() -> arrives(1, "second"));

    // When
    BatchHandler handler =
        batch -> {
          if (seen.isEmpty()) {
            seen.add("away");
            throw new Unavailable("the database is away", new IllegalStateException());
          }
          batch.forEach(received -> seen.add(received.key()));
        };

    // Then
    try (Publisher publisher = new Publisher(NOBODY);
        BatchConsumer consumer = new BatchConsumer(settings, publisher, handler, kafka)) {
      consumer.start();
      await().untilAsserted(() -> assertThat(seen).containsExactly("away", "first", "second"));
    }
  }

  @Test
  void does_a_batch_again_for_which_there_was_no_memory() {
    kafka.schedulePollTask(() -> arrives(0, "large"));
    BatchHandler handler =
        batch -> {
          if (seen.isEmpty()) {
            seen.add("no memory");
            throw new OutOfMemoryError("for a moment");
          }
          batch.forEach(received -> seen.add(received.key()));
        };

    try (Publisher publisher = new Publisher(NOBODY);
        BatchConsumer consumer = new BatchConsumer(settings, publisher, handler, kafka)) {
      consumer.start();

      await().until(() -> seen.contains("large"));
      assertThat(consumer.isReading()).isTrue();
    }
  }

  @Test
  void goes_on_after_a_failure_that_nobody_thought_of() {
    // Given
    kafka.schedulePollTask(() -> {
      throw new IllegalStateException("nobody thought of it");
    });
    kafka.schedulePollTask(() -> arrives(0, "later"));

    // When
    try (Publisher publisher = new Publisher(NOBODY);
        BatchConsumer consumer =
            new BatchConsumer(
                settings,
                publisher,
                batch -> batch.forEach(received -> seen.add(received.key())),
                kafka)) {
      consumer.start();

      // Then
      await().untilAsserted(() -> assertThat(seen).containsExactly("later"));
      assertThat(consumer.isReading()).isTrue();
    }
  }

  @Test
  void has_not_caught_up_while_it_cannot_work_nor_with_what_came_meanwhile() {
    // Given
    AtomicBoolean away = new AtomicBoolean();
    BatchHandler handler =
        batch -> {
          if (away.get()) {
            throw new Unavailable("the database is away", new IllegalStateException());
          }
          batch.forEach(received -> seen.add(received.key()));
        };
    kafka.schedulePollTask(() -> arrives(0, "before"));
    try (Publisher publisher = new Publisher(NOBODY);
        BatchConsumer consumer = new BatchConsumer(settings, publisher, handler, kafka)) {
      consumer.start();
      await().until(consumer::hasCaughtUp);

      // When
      away.set(true);
      kafka.schedulePollTask(() -> arrives(1, "meanwhile"));

      // Then
      await().until(() -> !consumer.hasCaughtUp());
      away.set(false);
      await().until(consumer::hasCaughtUp);
      assertThat(seen).containsExactly("before", "meanwhile");
    }
  }

  @Test
  void has_not_caught_up_with_partitions_that_were_just_given_to_it() {
    // Given
    TopicPartition own = new TopicPartition(catalogue.nameOf(Topic.CALL_COMMANDS), 0);
    TopicPartition others = new TopicPartition(own.topic(), 1);
    kafka.updateBeginningOffsets(Map.of(own, 0L, others, 0L));
    kafka.updateEndOffsets(Map.of(own, 0L, others, 1L));
    kafka.schedulePollTask(() -> kafka.rebalance(List.of(own)));
    ConsumerSettings shared =
        ConsumerSettings.shared(NOBODY, catalogue, "test", List.of(Topic.CALL_COMMANDS));
    BatchHandler note = batch -> batch.forEach(received -> seen.add(received.key()));
    try (Publisher publisher = new Publisher(NOBODY);
        BatchConsumer consumer = new BatchConsumer(shared, publisher, note, kafka)) {
      consumer.start();
      await().until(consumer::hasCaughtUp);

      // When another one has died
      kafka.schedulePollTask(() -> kafka.rebalance(List.of(own, others)));

      // Then
      await().until(() -> !consumer.hasCaughtUp());
      kafka.schedulePollTask(() -> arrives(1, 0, "of another"));
      await().until(consumer::hasCaughtUp);
      assertThat(seen).containsExactly("of another");
    }
  }

  private void arrives(int offset, String key) {
    arrives(0, offset, key);
  }

  private void arrives(int partition, int offset, String key) {
    String topic = catalogue.nameOf(Topic.CALL_COMMANDS);
    kafka.updateBeginningOffsets(Map.of(new TopicPartition(topic, partition), 0L));
    String json =
        """
        {"type": "answer_leg", "command_id": "c", "switch_id": "fs", "call_id": "a", "leg_id": "a",
         "deadline": 0, "sender": "test", "epoch": 1}
        """;
    kafka.updateEndOffsets(Map.of(new TopicPartition(topic, partition), offset + 1L));
    kafka.addRecord(
        new ConsumerRecord<>(topic, partition, offset, key, json.getBytes(StandardCharsets.UTF_8)));
  }
}
