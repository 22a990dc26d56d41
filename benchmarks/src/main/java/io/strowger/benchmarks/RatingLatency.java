package io.strowger.benchmarks;

import io.strowger.contracts.charging.CallCharged;
import io.strowger.contracts.charging.ChargingDecision;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.wire.Decoded;
import io.strowger.contracts.wire.MalformedMessage;
import io.strowger.contracts.wire.MessageCodec;
import io.strowger.contracts.wire.Topic;
import io.strowger.messaging.Outgoing;
import io.strowger.messaging.Publisher;
import io.strowger.quickstart.Installation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * How long an authorisation and a settlement take at 500 operations a second, from the moment they
 * should have been sent to that their answer was read, Kafka's two passages included.
 */
final class RatingLatency {
  private static final int PAIRS_PER_SECOND = 250;

  /** The compilers are busy with batches of one or two records for most of a minute. */
  static final int WARM_UP_SECONDS = 60;

  private static final int SETTLED_LATER = 100;
  private static final Duration POLL = Duration.ofMillis(10);
  private static final Duration QUIET = Duration.ofSeconds(5);

  private final String decisionTopic = Installation.CATALOGUE.nameOf(Topic.CHARGING_DECISIONS);
  private final String chargeTopic = Installation.CATALOGUE.nameOf(Topic.CHARGES);
  private final MessageCodec<ChargingDecision> decisions = MessageCodec.of(ChargingDecision.class);
  private final MessageCodec<CallCharged> charges = MessageCodec.of(CallCharged.class);
  private final Map<String, Long> due = new ConcurrentHashMap<>();
  private final List<Long> authorised = new ArrayList<>();
  private final List<Long> settled = new ArrayList<>();
  private final Installation installation;
  private final Publisher publisher;

  RatingLatency(Installation installation, Publisher publisher) {
    this.installation = installation;
    this.publisher = publisher;
  }

  /** Measures so many seconds, after some of warming up, and says what came out. */
  String measure(RatedCalls calls, int seconds) {
    try (var consumer = answersFromNow()) {
      int pairs = PAIRS_PER_SECOND * (seconds + WARM_UP_SECONDS);
      Thread sender = Thread.ofPlatform().start(() -> send(calls, pairs));
      long lastHeard = System.nanoTime();
      while (settled.size() < pairs && System.nanoTime() - lastHeard < QUIET.toNanos()) {
        for (var record : consumer.poll(POLL)) {
          lastHeard = System.nanoTime();
          note(calls, record.topic(), record.value(), lastHeard);
        }
      }
      sender.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return "  authorise: "
        + percentiles(authorised)
        + "\n  settle:    "
        + percentiles(settled)
        + "\n";
  }

  private void send(RatedCalls calls, int pairs) {
    long start = System.nanoTime();
    for (int i = 0; i < pairs + SETTLED_LATER; i++) {
      long at = start + i * 1_000_000_000L / PAIRS_PER_SECOND;
      LockSupport.parkNanos(at - System.nanoTime());
      if (i < pairs) {
        send("a" + i, at, calls.authorise(i));
      }
      if (i >= SETTLED_LATER) {
        send("s" + (i - SETTLED_LATER), at, calls.settle(i - SETTLED_LATER));
      }
    }
  }

  private void send(String what, long at, Outgoing record) {
    due.put(what, at);
    publisher.send(record);
  }

  private void note(RatedCalls calls, String topic, byte[] value, long now) {
    boolean decision = topic.equals(decisionTopic);
    CallId call = decision ? read(decisions, value).head().callId() : read(charges, value).callId();
    if (!calls.isOne(call)) {
      return;
    }
    long number = RatedCalls.number(call);
    Long at = due.remove((decision ? "a" : "s") + number);
    if (at != null) {
      (decision ? authorised : settled).add((now - at) / 1_000);
    }
  }

  private static <T> T read(MessageCodec<T> codec, byte[] value) {
    try {
      if (codec.decode(value) instanceof Decoded.Known<T>(T message)) {
        return message;
      }
    } catch (MalformedMessage wrong) {
      throw new IllegalStateException(wrong);
    }
    throw new IllegalStateException("an unknown message");
  }

  private static String percentiles(List<Long> all) {
    List<Long> micros =
        all.stream().skip((long) PAIRS_PER_SECOND * WARM_UP_SECONDS).sorted().toList();
    return "%d, p50 %.1f ms, p95 %.1f ms, p99 %.1f ms"
        .formatted(micros.size(), at(micros, 50), at(micros, 95), at(micros, 99));
  }

  private static double at(List<Long> sorted, int percent) {
    return sorted.isEmpty()
        ? Double.NaN
        : sorted.get(Math.max(0, Math.ceilDiv(sorted.size() * percent, 100) - 1)) / 1000.0;
  }

  private KafkaConsumer<String, byte[]> answersFromNow() {
    KafkaConsumer<String, byte[]> consumer = Measured.reading(installation.kafka());
    List<TopicPartition> partitions =
        Stream.of(decisionTopic, chargeTopic)
            .flatMap(topic ->
                consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition())))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    return consumer;
  }
}
