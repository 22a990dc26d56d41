package io.strowger.messaging;

import io.strowger.contracts.wire.Topic;
import io.strowger.contracts.wire.TopicCatalogue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a consumer reads.
 *
 * @param kafka at least {@code bootstrap.servers}
 * @param group the consumer group, under which offsets are kept
 * @param topics read together: topics keyed alike go to the same instance
 * @param partition reads just this partition, without sharing it in the group; absent shares all
 * @param fromEnd where no offset is kept yet: true begins with what comes next, false with the
 *     oldest record
 */
public record ConsumerSettings(
    Map<String, Object> kafka,
    TopicCatalogue catalogue,
    String group,
    List<Topic> topics,
    @Nullable Integer partition,
    boolean fromEnd) {

  /** Shares the topics' partitions with the group's other instances. */
  public static ConsumerSettings shared(
      Map<String, Object> kafka, TopicCatalogue catalogue, String group, List<Topic> topics) {
    return new ConsumerSettings(kafka, catalogue, group, topics, null, false);
  }

  /** Reads one partition alone, beginning with what comes next. */
  public static ConsumerSettings assigned(
      Map<String, Object> kafka,
      TopicCatalogue catalogue,
      String group,
      Topic topic,
      int partition) {
    return new ConsumerSettings(kafka, catalogue, group, List.of(topic), partition, true);
  }
}
