package io.strowger.rating.adapter.kafka;

import io.strowger.contracts.charging.CallCharged;
import io.strowger.contracts.wire.Decoded;
import io.strowger.contracts.wire.MalformedMessage;
import io.strowger.contracts.wire.MessageCodec;
import io.strowger.testkit.broker.Brokers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What was published so far. */
public final class Published {
  private Published() {}

  /** Those charges that are wanted, by partition in the order in which they were published. */
  public static List<CallCharged> charges(Predicate<CallCharged> wanted) {
    return on("strowger.charges", CallCharged.class).stream().filter(wanted).toList();
  }

  /** All on this topic, likewise. */
  public static <T> List<T> on(String topic, Class<T> type) {
    Map<String, Object> kafka = Map.of("bootstrap.servers", Brokers.forTests().bootstrapServers());
    try (var consumer =
        new KafkaConsumer<>(kafka, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      List<T> found = new ArrayList<>();
      long end = consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
      for (long read = 0; read < end; ) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          read++;
          found.add(read(record.value(), type));
        }
      }
      return found;
    }
  }

  private static <T> T read(byte[] value, Class<T> type) {
    try {
      if (MessageCodec.of(type).decode(value) instanceof Decoded.Known<T>(T message)) {
        return message;
      }
    } catch (MalformedMessage defect) {
      throw new IllegalStateException("published, and not to be read", defect);
    }
    throw new IllegalStateException("a message of no known kind was published");
  }
}
