package io.strowger.messaging;

import io.strowger.contracts.wire.Topic;
import io.strowger.contracts.wire.TopicCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service's connection with Kafka and its database: what it reads, its transactions, its outbox.
 */
public final class ServiceLink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceLink.class);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Map<String, Object> kafka;
  private final Map<String, Object> kafkaToRead;
  private final TopicCatalogue catalogue;
  private final Publisher publisher;
  private final OutboxRelay relay;
  private final Database database;
  private final Outgoing.Factory outgoing;
  private final List<BatchConsumer> consumers = new ArrayList<>();
  private final Thread starter;
  private volatile boolean started;

  /**
   * A link that reads and publishes once {@link #start}ed.
   *
   * @param kafka at least {@code bootstrap.servers}
   * @param name the service's name and instance, {@code ce_source} of what it sends, and the name
   *     under which it shares topics: started again after a crash, it goes on at once with what it
   *     read before. No two that run at a time may have the same.
   * @param instance the service's ordinal
   */
  public ServiceLink(
      Map<String, Object> kafka,
      TopicCatalogue catalogue,
      DataSource source,
      String name,
      int instance) {
    this.kafka = kafka;
    this.kafkaToRead = ConsumerSettings.asMember(kafka, name);
    this.catalogue = catalogue;
    this.publisher = new Publisher(kafka);
    this.relay = new OutboxRelay(source, publisher, instance);
    this.database = new Database(source, relay);
    this.outgoing = new Outgoing.Factory(catalogue, name);
    this.starter = Thread.ofPlatform().daemon().name("messaging-start").unstarted(this::begin);
  }

  /** Has these topics read, together, from {@link #start} on. */
  public ServiceLink reading(String group, List<Topic> topics, BatchHandler handler) {
    return reading(ConsumerSettings.shared(kafkaToRead, catalogue, group, topics), handler);
  }

  /** The same where nobody waits for it: gathers larger batches, so long at most. */
  public ServiceLink readingAtLeisure(
      String group, List<Topic> topics, Duration gather, BatchHandler handler) {
    return reading(
        ConsumerSettings.shared(kafkaToRead, catalogue, group, topics).gathering(gather), handler);
  }

  private ServiceLink reading(ConsumerSettings settings, BatchHandler handler) {
    consumers.add(new BatchConsumer(settings, publisher, handler));
    return this;
  }

  /** Begins, as soon as Kafka answers; returns at once. */
  public void start() {
    starter.start();
  }

  /** True while every consumer reads. */
  public boolean isReading() {
    return started && consumers.stream().allMatch(BatchConsumer::isReading);
  }

  /** Transactions whose records go out. */
  public Database database() {
    return database;
  }

  /** Sends what needs no transaction. */
  public Publisher publisher() {
    return publisher;
  }

  /** Makes the records to be sent. */
  public Outgoing.Factory outgoing() {
    return outgoing;
  }

  private void begin() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        TopicCreation.ensure(kafka, catalogue);
        relay.start();
        consumers.forEach(BatchConsumer::start);
        started = true;
        return;
      } catch (Unavailable notYet) {
        LOG.warn("waiting for Kafka: {}", notYet.toString());
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(RETRY);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    starter.interrupt();
    consumers.forEach(BatchConsumer::close);
    relay.close();
    publisher.close();
  }
}
