package io.strowger.messaging;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

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

  private final KafkaProducer<String, byte[]> producer;

  /**
   * A publisher.
   *
   * @param kafka at least {@code bootstrap.servers}; settings given here win over the defaults, but
   *     for those that make sending safe
   */
  public Publisher(Map<String, Object> kafka) {
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
    CompletableFuture<Void> acknowledged = new CompletableFuture<>();
    try {
      producer.send(
          asProducerRecord(record),
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

  /**
   * Sends records and waits until all are acknowledged.
   *
   * @throws Unavailable when one was not
   */
  public void sendAll(Collection<Outgoing> records) {
    CompletableFuture<?>[] sent =
        records.stream().map(this::send).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(sent).join();
    } catch (CompletionException failure) {
      throw new Unavailable("Kafka did not take the records", failure);
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
