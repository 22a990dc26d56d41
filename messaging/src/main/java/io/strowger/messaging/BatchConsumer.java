package io.strowger.messaging;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import io.strowger.contracts.wire.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads topics by the batch on a thread of its own, and commits offsets once a batch is done.
 *
 * <p>At least once: offsets are committed a little behind the work, so a crash brings the batches
 * of the last moment again.
 */
public final class BatchConsumer implements AutoCloseable {
  /** Up to how long batches are counted together, so that instances can be summed up. */
  private static final Duration[] BATCH_TIMES =
      IntStream.of(1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 75, 100, 250, 500, 1_000, 5_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private static final Logger LOG = LoggerFactory.getLogger(BatchConsumer.class);
  private static final int MAX_BATCH = 500;
  private static final int GATHERED_BYTES = 256 * 1024;
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration FIRST_RETRY = Duration.ofMillis(50);
  private static final Duration LAST_RETRY = Duration.ofSeconds(5);
  private static final Duration DONE_WITHIN = Duration.ofSeconds(30);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);
  private static final CloseOptions AND_LEAVE =
      CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP)
          .withTimeout(CLOSE_WITHIN);
  private static final Duration COMMIT_EVERY = Duration.ofMillis(200);

  private final ConsumerSettings settings;
  private final Map<String, Topic> topics = new HashMap<>();
  private final BatchWork work;
  private final Consumer<String, byte[]> consumer;
  private final Timer batchTime;
  private final CatchingUp catchingUp;
  private final Duration doneWithin;
  private final Thread thread;
  // What was read and is not done yet.
  private final List<ConsumerRecord<String, byte[]>> pending = new ArrayList<>();
  private final Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
  private long committedAt = System.nanoTime();
  private volatile boolean closing;
  private volatile boolean reading;
  private volatile @Nullable Long workingSince;

  /** A consumer that does not read before {@link #start}. */
  public BatchConsumer(ConsumerSettings settings, Publisher publisher, BatchHandler handler) {
    this(
        settings,
        publisher,
        handler,
        new KafkaConsumer<>(
            kafkaSettings(settings), new StringDeserializer(), new ByteArrayDeserializer()));
  }

  BatchConsumer(
      ConsumerSettings settings,
      Publisher publisher,
      BatchHandler handler,
      Consumer<String, byte[]> consumer) {
    this(settings, publisher, handler, consumer, DONE_WITHIN);
  }

  /** One that is not reading while a batch takes longer than that. */
  BatchConsumer(
      ConsumerSettings settings,
      Publisher publisher,
      BatchHandler handler,
      Consumer<String, byte[]> consumer,
      Duration doneWithin) {
    this.settings = settings;
    this.doneWithin = doneWithin;
    this.consumer = consumer;
    settings.topics().forEach(topic -> topics.put(settings.catalogue().nameOf(topic), topic));
    this.work = new BatchWork(settings.group(), topics, new DeadLetters(publisher), handler);
    this.catchingUp = new CatchingUp(settings.group(), consumer);
    this.batchTime =
        Timer.builder("strowger.batch")
            .description("from a batch's arrival to the commit of all that came of it")
            .tag("group", settings.group())
            .serviceLevelObjectives(BATCH_TIMES)
            .register(Metrics.globalRegistry);
    this.thread =
        Thread.ofPlatform().daemon().name("consumer-" + settings.group()).unstarted(this::run);
  }

  /** Begins to read. */
  public void start() {
    thread.start();
  }

  /**
   * True while partitions are held and batches are done: none waits to be tried again, and none
   * waits for an answer that does not come.
   */
  public boolean isReading() {
    Long since = workingSince;
    return reading && (since == null || System.nanoTime() - since < doneWithin.toNanos());
  }

  /**
   * True once it has done all that had come by some moment after it began, was given more
   * partitions to read, or could not work: what it knows is not of before then.
   */
  public boolean hasCaughtUp() {
    return catchingUp.isDone();
  }

  @Override
  public void close() {
    closing = true;
    if (thread.getState() == Thread.State.NEW) {
      consumer.close();
      return;
    }
    consumer.wakeup();
    try {
      if (!thread.join(CLOSE_WITHIN)) {
        LOG.warn("{} did not stop within {}", thread.getName(), CLOSE_WITHIN);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      join();
      while (!closing) {
        try {
          readOnce();
        } catch (WakeupException woken) {
          LOG.debug("{} woken", settings.group());
        } catch (FencedInstanceIdException another) {
          stopped();
          LOG.error("{}: another instance runs under this one's name", settings.group());
          pauseFor(LAST_RETRY);
        } catch (KafkaException failure) {
          stopped();
          LOG.warn("{} cannot read: {}", settings.group(), failure.toString());
          pauseFor(LAST_RETRY);
        } catch (RuntimeException defect) {
          stopped();
          LOG.error("{} cannot read, and tries again", settings.group(), defect);
          pauseFor(LAST_RETRY);
        }
      }
      commitNow();
    } finally {
      reading = false;
      consumer.close(AND_LEAVE);
    }
  }

  private void join() {
    Integer partition = settings.partition();
    if (partition == null) {
      consumer.subscribe(topics.keySet(), new BeforeHandingOver());
    } else {
      consumer.assign(
          topics.keySet().stream().map(name -> new TopicPartition(name, partition)).toList());
    }
  }

  private void readOnce() {
    if (pending.isEmpty()) {
      consumer.poll(POLL).forEach(pending::add);
    } else {
      pollPaused(Duration.ZERO);
    }
    reading = !consumer.assignment().isEmpty();
    if (!pending.isEmpty()) {
      finish(List.copyOf(pending));
    }
    if (!closing && pending.isEmpty()) {
      catchingUp.look();
    }
    commitFromTimeToTime();
  }

  private void perform(List<ConsumerRecord<String, byte[]>> batch) {
    workingSince = System.nanoTime();
    try {
      work.perform(batch);
    } finally {
      workingSince = null;
    }
  }

  /** Stays with the batch until it is done, polling paused meanwhile to stay in the group. */
  private void finish(List<ConsumerRecord<String, byte[]>> batch) {
    Duration wait = FIRST_RETRY;
    while (!closing) {
      try {
        batchTime.record(() -> perform(batch));
        batch.forEach(this::remember);
        pending.subList(0, batch.size()).clear();
        reading = true;
        return;
      } catch (Unavailable broken) {
        stopped();
        LOG.warn(
            "{} waits {} ms with {} records: {}, {}",
            settings.group(),
            wait.toMillis(),
            batch.size(),
            broken.getMessage(),
            String.valueOf(broken.getCause()));
        pollPaused(wait);
        wait = wait.multipliedBy(2).compareTo(LAST_RETRY) > 0 ? LAST_RETRY : wait.multipliedBy(2);
      } catch (Error defect) { // out of memory, perhaps, for a moment
        stopped();
        LOG.error("{} tries {} records again", settings.group(), batch.size(), defect);
        pollPaused(LAST_RETRY);
      }
    }
  }

  /** What comes meanwhile waits unread. */
  private void stopped() {
    reading = false;
    catchingUp.again();
  }

  private void remember(ConsumerRecord<String, byte[]> record) {
    done.merge(
        new TopicPartition(record.topic(), record.partition()),
        new OffsetAndMetadata(record.offset() + 1),
        (before, now) -> now.offset() > before.offset() ? now : before);
  }

  private void commitFromTimeToTime() {
    if (!done.isEmpty() && System.nanoTime() - committedAt >= COMMIT_EVERY.toNanos()) {
      consumer.commitAsync(Map.copyOf(done), this::noteFailure);
      done.clear();
      committedAt = System.nanoTime();
    }
  }

  private void noteFailure(
      Map<TopicPartition, OffsetAndMetadata> offsets, @Nullable Exception failure) {
    if (failure != null) {
      LOG.info("{}: offsets are committed with the next ones: {}", settings.group(), failure);
    }
  }

  private void commitNow() {
    try {
      if (!done.isEmpty()) {
        consumer.commitSync(Map.copyOf(done), CLOSE_WITHIN);
      }
    } catch (WakeupException woken) {
      commitNow(); // woken once, to close
    } catch (KafkaException failure) {
      LOG.info("{}: the last batches will be read again: {}", settings.group(), failure.toString());
    }
    done.clear();
  }

  private void pollPaused(Duration wait) {
    consumer.pause(consumer.assignment());
    try {
      consumer.poll(wait).forEach(pending::add);
    } finally {
      consumer.resume(consumer.paused());
    }
  }

  private void pauseFor(Duration wait) {
    try {
      Thread.sleep(wait);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      closing = true;
    }
  }

  private static Map<String, Object> kafkaSettings(ConsumerSettings settings) {
    Map<String, Object> kafka = new HashMap<>();
    kafka.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_BATCH);
    kafka.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
    kafka.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
    if (settings.gather().isPositive()) {
      kafka.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) settings.gather().toMillis());
      kafka.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, GATHERED_BYTES);
    }
    kafka.putAll(settings.kafka());
    kafka.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
    kafka.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    kafka.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    kafka.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, RangeAssignor.class.getName());
    return kafka;
  }

  /** The next holder of a partition begins where this one ended. */
  private final class BeforeHandingOver implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      commitNow();
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      if (!partitions.isEmpty()) {
        catchingUp.again();
      }
      LOG.debug("{} holds {}", settings.group(), partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      done.keySet().removeAll(partitions);
    }
  }
}
