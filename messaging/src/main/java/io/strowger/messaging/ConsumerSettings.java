package io.strowger.messaging;

import io.strowger.contracts.wire.Topic;
import io.strowger.contracts.wire.TopicCatalogue;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.jspecify.annotations.Nullable;

/**
 * What a consumer reads, from the oldest record on where no offset is kept yet.
 *
 * @param kafka at least {@code bootstrap.servers}
 * @param group the consumer group, under which offsets are kept
 * @param topics read together: topics keyed alike go to the same instance
 * @param partition reads just this partition, without sharing it in the group; absent shares all
 * @param gather how long the broker may hold back records to make a batch of them, 0 to 500 ms; at
 *     0 a record comes at once, and what came while the last batch was worked on comes together
 */
public record ConsumerSettings(
    Map<String, Object> kafka,
    TopicCatalogue catalogue,
    String group,
    List<Topic> topics,
    @Nullable Integer partition,
    Duration gather) {
  /** Shares the topics' partitions with the group's other instances. */
  public static ConsumerSettings shared(
      Map<String, Object> kafka, TopicCatalogue catalogue, String group, List<Topic> topics) {
    return new ConsumerSettings(kafka, catalogue, group, topics, null, Duration.ZERO);
  }

  /** The same, gathering so long. */
  public ConsumerSettings gathering(Duration time) {
    return new ConsumerSettings(kafka, catalogue, group, topics, partition, time);
  }

  /**
   * The same as a member known by name: the group knows it again after a crash, and does not wait
   * for its former run to be given up. A second one of the same name takes its place.
   */
  public ConsumerSettings asMember(String name) {
    Map<String, Object> named = new HashMap<>(kafka);
    named.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, name);
    return new ConsumerSettings(Map.copyOf(named), catalogue, group, topics, partition, gather);
  }

  /** Reads one partition alone. */
  public static ConsumerSettings assigned(
      Map<String, Object> kafka,
      TopicCatalogue catalogue,
      String group,
      Topic topic,
      int partition) {
    return new ConsumerSettings(kafka, catalogue, group, List.of(topic), partition, Duration.ZERO);
  }
}
