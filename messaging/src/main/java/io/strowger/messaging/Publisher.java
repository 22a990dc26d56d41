package io.strowger.messaging;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Sends records: idempotent, acknowledged by all replicas, in order for each partition. */
public final class Publisher implements AutoCloseable {
  /** Longest wait of a send for metadata or buffer space. */
  private static final int MAX_BLOCK_MILLIS = 5_000;

  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

  /**
   * One request at a time to a broker. With more, the first batch to a partition can be refused
   * (its leader is not ready yet) while the next is taken, for a broker that knows nothing of a
   * producer accepts any sequence number: order would be lost, and the first batch refused for
   * ever.
   */
  private static final int REQUESTS_AT_A_TIME = 1;

  private final Map<String, Object> kafka;
  private final KafkaProducer<String, byte[]> producer;

  /**
   * A publisher.
   *
   * @param kafka at least {@code bootstrap.servers}; settings given here win over the defaults, but
   *     for those that make sending safe
   */
  public Publisher(Map<String, Object> kafka) {
    this.kafka = new HashMap<>(kafka);
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 1);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MILLIS);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
    settings.putAll(kafka);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, REQUESTS_AT_A_TIME);
    producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  /** Sends one record; the future fails when Kafka did not acknowledge it in time. */
  public CompletableFuture<Void> send(Outgoing record) {
    return send(record, _ -> true);
  }

  /**
   * Sends records for somebody who must not be held up: where one cannot be sent now, those after
   * it are not either.
   *
   * @return fails when Kafka did not acknowledge all of them
   */
  CompletableFuture<Void> sendAtOnce(List<Outgoing> records) {
    return CompletableFuture.allOf(
        send(records, this::knowsPartition).toArray(CompletableFuture<?>[]::new));
  }

  /**
   * Sends records and waits until all are acknowledged.
   *
   * @throws Unavailable when one was not, and may be another time
   * @throws IllegalStateException when Kafka will never take one
   */
  public void sendAll(Collection<Outgoing> records) {
    List<Refused> refused = deliver(List.copyOf(records));
    if (!refused.isEmpty()) {
      throw new IllegalStateException(
          "Kafka takes no such record on " + refused.getFirst().record().topic(),
          refused.getFirst().reason());
    }
  }

  /**
   * Sends records in their order, and waits until each is acknowledged or refused for good. With a
   * record a broker refuses those beside it in its batch: they are sent again without it.
   *
   * @return those that Kafka will never take
   * @throws Unavailable when one was not taken, and may be another time
   */
  List<Refused> deliver(List<Outgoing> records) {
    Map<String, Integer> told = new HashMap<>();
    List<CompletableFuture<Void>> sent =
        send(records, record -> knowsPartition(record) || hasPartition(record, told));
    List<Refused> refused = new ArrayList<>();
    List<Outgoing> others = new ArrayList<>();
    Throwable passing = null;
    for (int i = 0; i < sent.size(); i++) {
      Throwable failure = failureOf(sent.get(i));
      if (failure != null && Refused.isForGood(failure)) {
        refused.add(new Refused(records.get(i), failure));
      } else {
        others.add(records.get(i));
        passing = failure == null ? passing : failure;
      }
    }
    if (passing != null && refused.isEmpty()) {
      throw new Unavailable("Kafka did not take the records", passing);
    }
    if (passing != null) {
      others.addAll(records.subList(sent.size(), records.size()));
      refused.addAll(deliver(others));
    }
    return refused;
  }

  /**
   * Sends one record and waits until it is acknowledged or refused for good.
   *
   * @return why Kafka will never take it; absent when it has it
   * @throws Unavailable when it was not taken, and may be another time
   */
  @Nullable Throwable refusalOf(ProducerRecord<String, byte[]> record) {
    Throwable failure = failureOf(send(record));
    if (failure != null && !Refused.isForGood(failure)) {
      throw new Unavailable("Kafka did not take the record", failure);
    }
    return failure;
  }

  /**
   * True when a record that failed so will never be taken as it is; false for what may pass or be
   * mended.
   */
  public static boolean isRefusedForGood(Throwable failure) {
    return Refused.isForGood(failure);
  }

  /**
   * Puts a record that was refused for good aside as a dead letter, and waits for that.
   *
   * @return true once Kafka has it, false when it will never take it there either
   * @throws Unavailable when Kafka does not take it now
   */
  public boolean putAside(Outgoing record, Throwable reason) {
    return new DeadLetters(this).bury(new Refused(record, reason));
  }

  /** Sends until one fails that may be taken another time: waits for Kafka once at the most. */
  private List<CompletableFuture<Void>> send(
      List<Outgoing> records, Predicate<Outgoing> hasPartition) {
    List<CompletableFuture<Void>> sent = new ArrayList<>(records.size());
    for (Outgoing record : records) {
      CompletableFuture<Void> one = send(record, hasPartition);
      sent.add(one);
      if (one.isCompletedExceptionally() && !Refused.isForGood(one.exceptionNow())) {
        break;
      }
    }
    return sent;
  }

  /** The client waits long for a partition that it does not know, so that is asked before. */
  private CompletableFuture<Void> send(Outgoing record, Predicate<Outgoing> hasPartition) {
    try {
      return hasPartition.test(record)
          ? send(asProducerRecord(record))
          : CompletableFuture.failedFuture(
              new IllegalArgumentException(
                  record.topic() + " has no partition " + record.partition()));
    } catch (RuntimeException failure) {
      return CompletableFuture.failedFuture(failure);
    }
  }

  private CompletableFuture<Void> send(ProducerRecord<String, byte[]> record) {
    CompletableFuture<Void> acknowledged = new CompletableFuture<>();
    try {
      producer.send(
          record,
          (metadata, failure) -> {
            if (failure == null) {
              acknowledged.complete(null);
            } else {
              acknowledged.completeExceptionally(failure);
            }
          });
    } catch (RuntimeException failure) {
      acknowledged.completeExceptionally(failure);
    }
    return acknowledged;
  }

  /** As far as the client knows: what was added to a topic it may learn minutes later. */
  private boolean knowsPartition(Outgoing record) {
    Integer partition = record.partition();
    return partition == null || partition < producer.partitionsFor(record.topic()).size();
  }

  private boolean hasPartition(Outgoing record, Map<String, Integer> told) {
    Integer partition = record.partition();
    return partition == null
        || partition < told.computeIfAbsent(record.topic(), name -> Partitions.of(kafka, name));
  }

  private static @Nullable Throwable failureOf(CompletableFuture<Void> sent) {
    try {
      sent.join();
      return null;
    } catch (CompletionException failure) {
      return failure.getCause();
    }
  }

  @Override
  public void close() {
    producer.close(CLOSE_WITHIN);
  }

  private static ProducerRecord<String, byte[]> asProducerRecord(Outgoing record) {
    byte[] body = record.value();
    var producerRecord =
        new ProducerRecord<>(
            record.topic(), record.partition(), record.key(), body.length == 0 ? null : body);
    record
        .headers()
        .forEach((name, value) ->
            producerRecord.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    return producerRecord;
  }
}
