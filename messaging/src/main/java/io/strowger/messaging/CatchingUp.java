package io.strowger.messaging;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a consumer has done all that lay at the broker by some moment after it began, was given
 * more partitions, or could not work. Where that ends is asked of the broker once: what the client
 * knows of it is from when it last read. Of the consumer's own thread, but for {@link #isDone}.
 */
final class CatchingUp {
  private static final Logger LOG = LoggerFactory.getLogger(CatchingUp.class);

  /** Nothing is read meanwhile. */
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(1);

  private static final Duration KNOWN_WITHIN = Duration.ofMillis(50);
  private static final Duration ASKED_AGAIN_AFTER = Duration.ofSeconds(5);

  private final String group;
  private final Consumer<?, ?> consumer;
  private @Nullable Map<TopicPartition, Long> ends;
  private long notAskedBefore = System.nanoTime();
  private volatile boolean done;

  CatchingUp(String group, Consumer<?, ?> consumer) {
    this.group = group;
    this.consumer = consumer;
  }

  boolean isDone() {
    return done;
  }

  /** What comes from now on lies unread, or some has for long. */
  void again() {
    done = false;
    ends = null;
  }

  /** All that was read is done. */
  void look() {
    Set<TopicPartition> held = consumer.assignment();
    if (done || held.isEmpty()) {
      return;
    }
    if (ends == null || !ends.keySet().containsAll(held)) {
      ends = askForEnds(held);
    }
    done = ends != null && haveReached(held, ends);
  }

  /** Seldom in vain: a partition without a leader is not to keep the others from being read. */
  private @Nullable Map<TopicPartition, Long> askForEnds(Set<TopicPartition> held) {
    if (System.nanoTime() - notAskedBefore < 0) {
      return null;
    }
    try {
      return consumer.endOffsets(held, ANSWERED_WITHIN);
    } catch (TimeoutException silent) {
      notAskedBefore = System.nanoTime() + ASKED_AGAIN_AFTER.toNanos();
      LOG.warn("{} cannot tell whether it has read all: {}", group, silent.toString());
      return null;
    }
  }

  private boolean haveReached(Set<TopicPartition> held, Map<TopicPartition, Long> ends) {
    try {
      return held.stream()
          .allMatch(partition -> consumer.position(partition, KNOWN_WITHIN) >= ends.get(partition));
    } catch (TimeoutException unknown) {
      LOG.debug("{} cannot tell how far it has read: {}", group, unknown.toString());
      return false;
    }
  }
}
