package io.strowger.gateway.adapter.kafka;

import io.strowger.contracts.id.SwitchId;
import io.strowger.contracts.switches.LiveLeg;
import io.strowger.contracts.wire.Decoded;
import io.strowger.contracts.wire.MalformedMessage;
import io.strowger.contracts.wire.MessageCodec;
import io.strowger.contracts.wire.Topic;
import io.strowger.contracts.wire.TopicCatalogue;
import io.strowger.messaging.Unavailable;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The legs that were noted on {@code switch-legs} by whoever served a switch before. */
public final class LegNotes {
  private static final Logger LOG = LoggerFactory.getLogger(LegNotes.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int REQUEST_MILLIS = 5_000;

  private final Map<String, Object> kafka;
  private final TopicCatalogue catalogue;
  private final MessageCodec<LiveLeg> codec = MessageCodec.of(LiveLeg.class);

  /** The notes of one installation. */
  public LegNotes(Map<String, Object> kafka, TopicCatalogue catalogue) {
    this.kafka = kafka;
    this.catalogue = catalogue;
  }

  /** On which partition all legs of a switch are noted. */
  static int partitionOf(SwitchId switchId, TopicCatalogue catalogue) {
    return Math.floorMod(switchId.value().hashCode(), catalogue.partitionsOf(Topic.SWITCH_LEGS));
  }

  /**
   * The legs of a switch that nobody told the end of.
   *
   * @throws Unavailable when Kafka does not answer
   */
  public Collection<LiveLeg> of(SwitchId switchId) {
    TopicPartition partition =
        new TopicPartition(catalogue.nameOf(Topic.SWITCH_LEGS), partitionOf(switchId, catalogue));
    Map<String, LiveLeg> legs = new LinkedHashMap<>();
    try (var consumer = consumer()) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      while (consumer.position(partition) < end) {
        consumer.poll(POLL).forEach(record -> note(record, switchId, legs));
      }
      return legs.values();
    } catch (KafkaException failure) {
      throw new Unavailable("the legs of " + switchId + " cannot be read", failure);
    }
  }

  private void note(
      ConsumerRecord<String, byte[]> record, SwitchId switchId, Map<String, LiveLeg> legs) {
    byte[] value = record.value();
    if (value == null) {
      legs.remove(record.key());
      return;
    }
    try {
      if (codec.decode(value) instanceof Decoded.Known<LiveLeg>(LiveLeg leg)
          && leg.switchId().equals(switchId)) {
        legs.put(record.key(), leg);
      }
    } catch (MalformedMessage unreadable) {
      LOG.warn(
          "offset {} of {} is no leg: {}",
          record.offset(),
          record.topic(),
          unreadable.getMessage());
    }
  }

  private KafkaConsumer<String, byte[]> consumer() {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }
}
