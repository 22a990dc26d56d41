package io.strowger.contracts.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The topics of one installation, with their partitions and configuration. Partition counts are
 * fixed at installation: changing them would change which partition a call's records go to.
 *
 * @param prefix before every name, such as {@code strowger.}; may be empty
 * @param partitions of every topic but {@code call-commands} and {@code gateway-leases}, 1 to 1000
 * @param gatewayInstances partitions of {@code call-commands}: the most gateway instances, 1 to
 *     1000
 * @param replicationFactor 1 to 9
 */
public record TopicCatalogue(
    String prefix, int partitions, int gatewayInstances, short replicationFactor) {
  /** The prefix where none is configured. */
  public static final String DEFAULT_PREFIX = "strowger.";

  private static final Pattern PREFIX = Pattern.compile("[a-zA-Z0-9._-]{0,100}");
  private static final Duration DEAD_LETTERS_KEPT = Duration.ofDays(14);

  /** Refuses what Kafka would refuse. */
  public TopicCatalogue {
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException("topic prefix must match " + PREFIX + ": " + prefix);
    }
    requireRange("partitions", partitions, 1000);
    requireRange("gateway instances", gatewayInstances, 1000);
    requireRange("replication factor", replicationFactor, 9);
  }

  /** A topic as Kafka shall have it. */
  public record Definition(
      String name, int partitions, short replicationFactor, Map<String, String> configuration) {}

  /** The topic's full name. */
  public String nameOf(Topic topic) {
    return prefix + topic.plainName();
  }

  /** Where records of this topic go that its consumers cannot read. */
  public String deadLettersOf(Topic topic) {
    return deadLettersOf(nameOf(topic));
  }

  /** The same by the topic's full name. */
  public static String deadLettersOf(String topic) {
    return topic + "-dead-letters";
  }

  /** Every topic of the installation, dead letters included. */
  public List<Definition> definitions() {
    List<Definition> all = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      all.add(
          new Definition(
              nameOf(topic), partitionsOf(topic), replicationFactor, configuration(topic)));
      if (topic.messageType() != null) {
        all.add(
            new Definition(
                deadLettersOf(topic), 1, replicationFactor, deleteAfter(DEAD_LETTERS_KEPT)));
      }
    }
    return List.copyOf(all);
  }

  /** How many partitions the topic has. */
  public int partitionsOf(Topic topic) {
    return switch (topic) {
      case CALL_COMMANDS -> gatewayInstances;
      case GATEWAY_LEASES -> 1;
      default -> partitions;
    };
  }

  private static Map<String, String> configuration(Topic topic) {
    Duration retention = topic.retention();
    Map<String, String> configuration =
        new LinkedHashMap<>(
            retention == null ? Map.of("cleanup.policy", "compact") : deleteAfter(retention));
    switch (topic) {
      case GATEWAY_LEASES -> configuration.put("message.timestamp.type", "LogAppendTime");
      case SWITCH_LEGS -> {
        // Legs end soon: what is read at a takeover must not grow with the day's calls.
        configuration.put("segment.ms", Long.toString(Duration.ofMinutes(10).toMillis()));
        configuration.put("min.cleanable.dirty.ratio", "0.1");
        configuration.put("delete.retention.ms", Long.toString(Duration.ofMinutes(10).toMillis()));
      }
      default -> {}
    }
    return Map.copyOf(configuration);
  }

  private static Map<String, String> deleteAfter(Duration kept) {
    Map<String, String> configuration = new LinkedHashMap<>();
    configuration.put("cleanup.policy", "delete");
    configuration.put("retention.ms", Long.toString(kept.toMillis()));
    return Map.copyOf(configuration);
  }

  private static void requireRange(String what, int value, int max) {
    if (value < 1 || value > max) {
      throw new IllegalArgumentException(what + " must be 1 to " + max + " but is " + value);
    }
  }
}
