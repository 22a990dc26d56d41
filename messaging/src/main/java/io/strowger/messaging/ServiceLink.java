package io.strowger.messaging;

import io.strowger.contracts.wire.Topic;
import io.strowger.contracts.wire.TopicCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
  private final TopicCatalogue catalogue;
  private final Publisher publisher;
  private final OutboxRelay relay;
  private final Database database;
  private final Outgoing.Factory outgoing;
  private final String member;
  private final Map<BatchHandler, BatchConsumer> readers = new LinkedHashMap<>();
  private final List<SideBySide> divided = new ArrayList<>();
  private final Thread starter;
  private volatile boolean started;

  /**
   * A link that reads and publishes once {@link #start}ed.
   *
   * @param kafka at least {@code bootstrap.servers}
   * @param name the service's name and instance, {@code ce_source} of what it sends, and the name
   *     under which it shares topics: started again after a crash, it goes on at once with what it
   *     read before. No two of an installation may have the same at a time.
   * @param instance the service's ordinal
   */
  public ServiceLink(
      Map<String, Object> kafka,
      TopicCatalogue catalogue,
      DataSource source,
      String name,
      int instance) {
    this.kafka = kafka;
    this.member = catalogue.prefix() + name;
    this.catalogue = catalogue;
    this.publisher = new Publisher(kafka);
    this.relay = new OutboxRelay(source, publisher, instance);
    this.database = new Database(source, relay);
    this.outgoing = new Outgoing.Factory(catalogue, name);
    this.starter = Thread.ofPlatform().daemon().name("messaging-start").unstarted(this::begin);
  }

  /** Has these topics read, together, from {@link #start} on. */
  public ServiceLink reading(String group, List<Topic> topics, BatchHandler handler) {
    return reading(ConsumerSettings.shared(kafka, catalogue, group, topics), handler, handler);
  }

  /**
   * The same where what came together, if it is much, may be done in parts at the same time: each
   * has keys of its own, of which all comes in order.
   *
   * @param parts how many, 1 or more
   */
  public ServiceLink readingSideBySide(
      String group, List<Topic> topics, int parts, BatchHandler handler) {
    SideBySide divider = new SideBySide("consumer-" + group, parts, handler);
    divided.add(divider);
    return reading(ConsumerSettings.shared(kafka, catalogue, group, topics), handler, divider);
  }

  /** The same where nobody waits for it: gathers larger batches, so long at most. */
  public ServiceLink readingAtLeisure(
      String group, List<Topic> topics, Duration gather, BatchHandler handler) {
    return reading(
        ConsumerSettings.shared(kafka, catalogue, group, topics).gathering(gather),
        handler,
        handler);
  }

  private ServiceLink reading(
      ConsumerSettings settings, BatchHandler handler, BatchHandler asDone) {
    readers.put(handler, new BatchConsumer(settings.asMember(member), publisher, asDone));
    return this;
  }

  /** Begins, as soon as Kafka answers; returns at once. */
  public void start() {
    starter.start();
  }

  /** True while all topics are read. */
  public boolean isReading() {
    return started && readers.values().stream().allMatch(BatchConsumer::isReading);
  }

  /**
   * True once all that waited for this handler when reading began, or began again after a failure
   * or with more to read, was brought to it and done; also where nothing is read for it.
   */
  public boolean hasCaughtUp(BatchHandler handler) {
    BatchConsumer reader = readers.get(handler);
    return reader == null || reader.hasCaughtUp();
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
        readers.values().forEach(BatchConsumer::start);
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
    readers.values().forEach(BatchConsumer::close);
    divided.forEach(SideBySide::close);
    relay.close();
    publisher.close();
  }
}
