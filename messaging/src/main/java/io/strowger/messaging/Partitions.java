package io.strowger.messaging;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;

/** How many partitions topics have, as Kafka says when it is asked. */
public final class Partitions {
  private static final int ANSWERED_WITHIN_MILLIS = 5_000;

  private Partitions() {}

  /**
   * The partitions of a topic, by its full name.
   *
   * @throws Unavailable when Kafka does not answer, or knows no such topic yet
   */
  public static int of(Map<String, Object> kafka, String topic) {
    var within = new DescribeTopicsOptions().timeoutMs(ANSWERED_WITHIN_MILLIS);
    try (Admin admin = Admin.create(kafka)) {
      return admin.describeTopics(List.of(topic), within).allTopicNames().get().values().stream()
          .mapToInt(described -> described.partitions().size())
          .sum();
    } catch (ExecutionException failure) {
      throw new Unavailable("Kafka does not tell the partitions of " + topic, failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Unavailable("interrupted while asking for partitions", interrupted);
    }
  }
}
