package io.strowger.gateway.adapter.kafka;

import io.strowger.contracts.switches.GatewayLease;
import io.strowger.contracts.wire.Decoded;
import io.strowger.contracts.wire.MalformedMessage;
import io.strowger.contracts.wire.MessageCodec;
import io.strowger.contracts.wire.Topic;
import io.strowger.contracts.wire.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one partition of {@code gateway-leases}, read and written apart from everything else: a beat
 * must not wait behind events. For use by one thread.
 */
final class LeaseLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseLog.class);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);
  private static final Duration READ_TO_END_WITHIN = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final int BLOCKED_MILLIS = 500;
  private static final int DELIVERY_MILLIS = 3_000;

  private final TopicPartition partition;
  private final MessageCodec<GatewayLease> codec = MessageCodec.of(GatewayLease.class);
  private final KafkaConsumer<String, byte[]> consumer;
  private final KafkaProducer<String, byte[]> producer;
  private volatile boolean arriving = true;

  LeaseLog(Map<String, Object> kafka, TopicCatalogue catalogue) {
    this.partition = new TopicPartition(catalogue.nameOf(Topic.GATEWAY_LEASES), 0);
    this.consumer =
        new KafkaConsumer<>(reading(kafka), new StringDeserializer(), new ByteArrayDeserializer());
    this.producer =
        new KafkaProducer<>(writing(kafka), new StringSerializer(), new ByteArraySerializer());
  }

  private static Map<String, Object> reading(Map<String, Object> kafka) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) POLL.toMillis());
    settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    return settings;
  }

  private static Map<String, Object> writing(Map<String, Object> kafka) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCKED_MILLIS);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS - 100);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS);
    settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    return settings;
  }

  /** True when the first record that ever was is still there. */
  boolean isWhole() {
    return consumer
            .beginningOffsets(List.of(partition), READ_TO_END_WITHIN)
            .getOrDefault(partition, 0L)
        == 0;
  }

  /** Reads all that is there. */
  void readAll(BiConsumer<GatewayLease, Instant> reader) {
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
    long end =
        consumer.endOffsets(List.of(partition), READ_TO_END_WITHIN).getOrDefault(partition, 0L);
    while (consumer.position(partition) < end) {
      read(reader);
    }
  }

  /** Reads what has come; waits a moment for it. */
  void read(BiConsumer<GatewayLease, Instant> reader) {
    try {
      consumer.poll(POLL).forEach(record -> decode(record, reader));
    } catch (KafkaException failure) {
      LOG.warn("leases cannot be read: {}", failure.toString());
    }
  }

  private void decode(
      ConsumerRecord<String, byte[]> record, BiConsumer<GatewayLease, Instant> reader) {
    try {
      if (codec.decode(record.value()) instanceof Decoded.Known<GatewayLease>(GatewayLease lease)) {
        reader.accept(lease, Instant.ofEpochMilli(record.timestamp()));
      }
    } catch (MalformedMessage unreadable) {
      LOG.warn("offset {} is no lease: {}", record.offset(), unreadable.getMessage());
    }
  }

  /** Writes a beat; it counts once it is read back. */
  void write(GatewayLease lease) {
    try {
      producer.send(
          new ProducerRecord<>(partition.topic(), 0, lease.gateway(), codec.encode(lease)),
          (metadata, failure) -> {
            if (failure != null && arriving) {
              LOG.warn("beats do not arrive: {}", failure.toString());
            }
            arriving = failure == null;
          });
    } catch (KafkaException failure) {
      LOG.warn("a beat cannot be sent: {}", failure.toString());
    }
  }

  @Override
  public void close() {
    producer.close(CLOSE_WITHIN);
    consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(CLOSE_WITHIN));
  }
}
