package io.strowger.gateway.adapter;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.strowger.contracts.id.SwitchId;
import io.strowger.contracts.wire.Topic;
import io.strowger.contracts.wire.TopicCatalogue;
import io.strowger.gateway.adapter.buffer.BegunCommands;
import io.strowger.gateway.adapter.buffer.EventBuffer;
import io.strowger.gateway.adapter.esl.GatewayIdentity;
import io.strowger.gateway.adapter.esl.SwitchAddress;
import io.strowger.gateway.adapter.esl.Switches;
import io.strowger.gateway.adapter.kafka.CommandIntake;
import io.strowger.gateway.adapter.kafka.Counters;
import io.strowger.gateway.adapter.kafka.KafkaOutput;
import io.strowger.gateway.adapter.kafka.LeaseKeeper;
import io.strowger.gateway.adapter.kafka.Leases;
import io.strowger.gateway.adapter.kafka.LegNotes;
import io.strowger.gateway.adapter.kafka.Traces;
import io.strowger.gateway.control.CommandLedger;
import io.strowger.gateway.control.CommandRouting;
import io.strowger.gateway.ownership.LeaseTerms;
import io.strowger.gateway.session.Credentials;
import io.strowger.gateway.session.SessionSettings;
import io.strowger.messaging.BatchConsumer;
import io.strowger.messaging.ConsumerSettings;
import io.strowger.messaging.Partitions;
import io.strowger.messaging.Publisher;
import io.strowger.messaging.TopicCreation;
import io.strowger.messaging.Unavailable;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One gateway instance: its switches, what it publishes, the commands it reads. */
public final class Gateway implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
  private static final long RETRY_MILLIS = 1_000;
  private static final long READING_CHECKED_MILLIS = 20;

  private final Setup setup;
  private final Map<String, Object> kafka;
  private final Publisher publisher;
  private final EventBuffer buffer;
  private final BegunCommands begun;
  private final KafkaOutput output;
  private final Switches switches;
  private final Leases leases;
  private final LeaseKeeper keeper;
  private final BatchConsumer commands;
  private final Thread starter;
  private volatile boolean started;

  /**
   * What an operator chose.
   *
   * @param instance the ordinal, and the partition of {@code call-commands}
   * @param credentials how we prove to a switch who we are
   */
  public record Setup(
      int instance,
      TopicCatalogue catalogue,
      List<SwitchAddress> switches,
      Function<SwitchId, Credentials> credentials,
      SessionSettings session,
      LeaseTerms leases,
      Buffer buffer,
      String outboundHost,
      int outboundPort) {}

  /**
   * Where events wait that Kafka does not take now.
   *
   * @param folder of this instance alone
   * @param memoryBytes most bytes in memory
   * @param diskBytes most bytes in the folder
   */
  public record Buffer(Path folder, long memoryBytes, long diskBytes) {}

  /**
   * A gateway that does nothing before its start.
   *
   * @param failed told when it can never start
   */
  public Gateway(
      Setup setup,
      Map<String, Object> kafka,
      MeterRegistry meters,
      Clock clock,
      Consumer<RuntimeException> failed) {
    this.setup = setup;
    this.kafka = kafka;
    GatewayIdentity identity = new GatewayIdentity(setup.instance(), clock.millis());
    this.leases = new Leases(identity.instance(), identity.epoch());
    this.publisher = new Publisher(neverGivingUp(kafka));
    this.buffer =
        EventBuffer.open(
            setup.buffer().folder(), setup.buffer().memoryBytes(), setup.buffer().diskBytes());
    this.begun = BegunCommands.open(setup.buffer().folder());
    Counters counters =
        new Counters(meters, new Traces(GlobalOpenTelemetry.getTracer("io.strowger.gateway")));
    this.output =
        new KafkaOutput(
            buffer,
            publisher,
            leases,
            new KafkaOutput.Maker(setup.catalogue(), identity.name(), clock),
            counters);
    this.switches =
        new Switches(
            setup.switches(),
            setup.credentials(),
            identity,
            new Switches.Outputs(
                setup.session(),
                output,
                output,
                output,
                new KnownOwnership(leases, new LegNotes(kafka, setup.catalogue()))),
            clock);
    this.keeper =
        new LeaseKeeper(
            new LeaseKeeper.Setup(
                identity,
                setup.switches().stream().map(SwitchAddress::switchId).toList(),
                setup.leases(),
                kafka,
                setup.catalogue()),
            leases,
            new HeldSwitches(switches, buffer, failed));
    CommandRouting routing = new CommandRouting(switches, output, new CommandLedger(begun));
    this.commands =
        new BatchConsumer(
            reading(identity),
            publisher,
            new CommandIntake(routing, counters, clock, leases::isTrusted));
    this.starter =
        Thread.ofPlatform().daemon().name("gateway-start").unstarted(() -> begin(failed));
  }

  /** An event that Kafka does not take now is kept until it does. */
  private static Map<String, Object> neverGivingUp(Map<String, Object> kafka) {
    Map<String, Object> producer = new HashMap<>(kafka);
    producer.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
    return producer;
  }

  /**
   * From the oldest command where no offset is kept: what is old has expired and is answered so,
   * while from the newest on a command could slip through between the first event and the first
   * read.
   */
  private ConsumerSettings reading(GatewayIdentity identity) {
    return ConsumerSettings.assigned(
        kafka, setup.catalogue(), identity.name(), Topic.CALL_COMMANDS, identity.instance());
  }

  /** Begins, as soon as Kafka answers; returns at once. */
  public void start() {
    starter.start();
  }

  /**
   * True while Kafka is reachable and takes what is told, and it is known which switches this
   * instance holds. A switch being down does not matter.
   */
  public boolean isReady() {
    return started && commands.isReading() && leases.isTrusted() && output.isTaken();
  }

  /** The switches of this instance. */
  public Switches switches() {
    return switches;
  }

  /** What waits for Kafka. */
  public EventBuffer.Depth waiting() {
    return buffer.depth();
  }

  /** Switches are heard only when there is somewhere to tell it, and answers are heard. */
  private void begin(Consumer<RuntimeException> failed) {
    try {
      awaitKafka();
      output.start();
      keeper.start();
      commands.start();
      while (!commands.isReading()) {
        Thread.sleep(READING_CHECKED_MILLIS);
      }
      switches.start(setup.outboundHost(), setup.outboundPort());
      started = true;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException wrong) {
      LOG.error("the gateway cannot start", wrong);
      failed.accept(wrong);
    }
  }

  private void awaitKafka() throws InterruptedException {
    while (!isExpected()) {
      Thread.sleep(RETRY_MILLIS);
    }
  }

  private boolean isExpected() {
    try {
      TopicCreation.ensure(kafka, setup.catalogue());
      return hasPartition();
    } catch (Unavailable notYet) {
      LOG.warn("waiting for Kafka: {}", notYet.toString());
      return false;
    }
  }

  /** Who answers an event of this instance must have somewhere to send the command to. */
  private boolean hasPartition() {
    String topic = setup.catalogue().nameOf(Topic.CALL_COMMANDS);
    int partitions = Partitions.of(kafka, topic);
    boolean has = setup.instance() >= 0 && setup.instance() < partitions;
    if (!has) {
      LOG.error(
          "instance {} serves nothing: {} has partitions for instances 0 to {}. Add partitions to"
              + " it, or choose another STROWGER_INSTANCE",
          setup.instance(),
          topic,
          partitions - 1);
    }
    return has;
  }

  @Override
  public void close() {
    starter.interrupt();
    commands.close();
    switches.close();
    output.close();
    keeper.close();
    publisher.close();
    buffer.close();
    begun.close();
  }
}
