package io.strowger.rating.adapter.kafka;

import io.strowger.contracts.charging.CallCharged;
import io.strowger.contracts.wire.WireMapper;
import io.strowger.testkit.broker.Brokers;
import java.io.IOException;
import java.io.UncheckedIOException;
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

/** What was published on the topic of charges so far. */
public final class PublishedCharges {
  private PublishedCharges() {}

  /** Those that are wanted, by partition in the order in which they were published. */
  public static List<CallCharged> where(Predicate<CallCharged> wanted) {
    Map<String, Object> kafka = Map.of("bootstrap.servers", Brokers.forTests().bootstrapServers());
    try (var consumer =
        new KafkaConsumer<>(kafka, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor("strowger.charges").stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      List<CallCharged> found = new ArrayList<>();
      long end = consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
      for (long read = 0; read < end; ) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          read++;
          found.add(read(record.value()));
        }
      }
      return found.stream().filter(wanted).toList();
    }
  }

  private static CallCharged read(byte[] value) {
    try {
      return WireMapper.mapper().readValue(value, CallCharged.class);
    } catch (IOException defect) {
      throw new UncheckedIOException(defect);
    }
  }
}
