package io.strowger.gateway.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.id.SwitchId;
import io.strowger.gateway.adapter.buffer.EventBuffer;
import io.strowger.gateway.adapter.buffer.Waiting;
import io.strowger.messaging.Outgoing;
import io.strowger.messaging.Unavailable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of events that Kafka does not take at once. */
class PumpTest {
  private static final Instant NOW = Instant.parse("2026-11-23T19:40:00Z");
  private static final SwitchId WEST = new SwitchId("west");

  @TempDir Path folder;
  private final Broker broker = new Broker();
  private EventBuffer buffer;
  private Pump pump;

  @BeforeEach
  void open() {
    buffer = EventBuffer.open(folder, 1024 * 1024, 0);
    pump = new Pump(buffer, broker, (switchId, epoch) -> Fence.Passage.OPEN, broker);
  }

  @AfterEach
  void close() {
    pump.close();
    buffer.close();
  }

  @Test
  void waits_for_a_right_that_was_withdrawn() {
    // Given
    add("a", "b", "c", "d");
    broker.refusals.add(new TopicAuthorizationException("call-events"));
    broker.refusals.add(new TopicAuthorizationException("call-events"));
    broker.refusals.add(new TopicAuthorizationException("call-events"));

    // When
    pump.start();

    // Then
    awaitAllBrought();
    assertThat(broker.taken).containsExactly("a", "b", "c", "d");
    assertThat(broker.lost).isEmpty();
  }

  @Test
  void keeps_the_order_where_kafka_refuses_what_it_was_given_before() {
    // Given
    add("a", "b", "c", "d");
    broker.answersLate = 3;
    for (int i = 0; i < 3; i++) {
      broker.refusals.add(new TopicAuthorizationException("call-events"));
    }

    // When
    pump.start();

    // Then
    awaitAllBrought();
    assertThat(broker.taken).containsExactly("a", "b", "c", "d");
    assertThat(broker.lost).isEmpty();
  }

  @Test
  void puts_aside_what_kafka_will_never_take() {
    // Given
    add("a", "b");
    broker.refusals.add(new RecordTooLargeException("of 2 MiB"));

    // When
    pump.start();

    // Then
    awaitAllBrought();
    assertThat(broker.aside).containsExactly("a");
    assertThat(broker.taken).containsExactly("b");
    assertThat(broker.lost).isEmpty();
  }

  @Test
  void tells_as_lost_what_kafka_does_not_even_put_aside() {
    // Given
    broker.buries = false;
    add("a", "b");
    broker.refusals.add(new RecordTooLargeException("of 2 MiB"));
    broker.refusals.add(new RecordTooLargeException("of 2 MiB"));

    // When
    pump.start();

    // Then
    awaitAllBrought();
    assertThat(broker.lost).containsExactly("a", "b");
  }

  @Test
  void goes_on_without_what_may_not_be_put_aside() {
    // Given
    broker.burial = new Unavailable("no", new TopicAuthorizationException("dead letters"));
    add("a", "b");
    broker.refusals.add(new RecordTooLargeException("of 2 MiB"));

    // When
    pump.start();

    // Then
    awaitAllBrought();
    assertThat(broker.lost).containsExactly("a");
    assertThat(broker.taken).containsExactly("b");
  }

  @Test
  void tells_when_and_for_how_long_kafka_refuses() {
    // Given
    broker.refusesAll = true;
    add("a");

    // When
    pump.start();

    // Then
    Awaitility.await().until(() -> pump.isHeldBack(Duration.ofMillis(500)));
    assertThat(pump.isHeldBack(Duration.ofHours(1))).isFalse();
    broker.refusesAll = false;
    awaitAllBrought();
    Awaitility.await().until(() -> !pump.isHeldBack(Duration.ZERO));
  }

  @Test
  void keeps_what_waits_when_it_ends_before_it_has_begun() {
    add("a");

    pump.close();

    assertThat(buffer.depth().records()).isOne();
    assertThat(broker.taken).isEmpty();
  }

  private void add(String... keys) {
    for (String key : keys) {
      byte[] value = key.getBytes(StandardCharsets.UTF_8);
      buffer.add(
          new Waiting(new Outgoing("call-events", null, key, Map.of(), value), WEST, 1, NOW));
    }
  }

  private void awaitAllBrought() {
    Awaitility.await().until(() -> buffer.depth().records() == 0);
  }

  /** Refuses as often as told, then takes everything. */
  private static final class Broker implements Pump.Way, Pump.Fate {
    private final Queue<String> taken = new ConcurrentLinkedQueue<>();
    private final Queue<String> aside = new ConcurrentLinkedQueue<>();
    private final Queue<String> lost = new ConcurrentLinkedQueue<>();
    private final Queue<Exception> refusals = new ConcurrentLinkedQueue<>();
    private final ArrayDeque<CompletableFuture<Void>> late = new ArrayDeque<>();
    private volatile int answersLate;
    private volatile boolean buries = true;
    private volatile boolean refusesAll;
    private volatile Unavailable burial;

    @Override
    public CompletableFuture<Void> send(Outgoing record) {
      if (late.size() < answersLate) {
        CompletableFuture<Void> open = new CompletableFuture<>();
        late.add(open);
        if (late.size() == answersLate) {
          answersLate = 0;
          late.forEach(one -> one.completeExceptionally(refusals.remove()));
        }
        return open;
      }
      Exception refusal =
          refusesAll ? new TopicAuthorizationException("call-events") : refusals.poll();
      if (refusal != null) {
        return CompletableFuture.failedFuture(refusal);
      }
      taken.add(record.key());
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public boolean putAside(Outgoing record, Throwable why) {
      if (burial != null) {
        throw burial;
      }
      return buries && aside.add(record.key());
    }

    @Override
    public void handedOver(Waiting waiting) {}

    @Override
    public void acknowledged(Waiting waiting) {}

    @Override
    public void lost(Waiting waiting, Throwable why) {
      lost.add(waiting.record().key());
    }

    @Override
    public void superseded(Waiting waiting) {}

    @Override
    public void idle() {}
  }
}
