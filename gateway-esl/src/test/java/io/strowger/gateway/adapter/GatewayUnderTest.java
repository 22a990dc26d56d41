package io.strowger.gateway.adapter;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.command.CommandResult;
import io.strowger.contracts.switches.SwitchStatus;
import io.strowger.contracts.wire.Topic;
import io.strowger.contracts.wire.TopicCatalogue;
import io.strowger.gateway.adapter.esl.SwitchAddress;
import io.strowger.gateway.control.CommandPolicy;
import io.strowger.gateway.ownership.LeaseTerms;
import io.strowger.gateway.session.Credentials;
import io.strowger.gateway.session.SessionSettings;
import io.strowger.messaging.BatchConsumer;
import io.strowger.messaging.ConsumerSettings;
import io.strowger.messaging.Outgoing;
import io.strowger.messaging.Publisher;
import io.strowger.messaging.Received;
import io.strowger.testkit.TemporaryFolder;
import io.strowger.testkit.broker.Brokers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/** A gateway with topics of its own, and everything it says on them. */
final class GatewayUnderTest implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  final Map<String, Object> kafka;
  final TopicCatalogue catalogue =
      new TopicCatalogue(
          "gw" + UUID.randomUUID().toString().substring(0, 8) + ".", 3, 2, (short) 1);
  private final CopyOnWriteArrayList<Object> heard = new CopyOnWriteArrayList<>();
  private final Publisher publisher;
  private final Outgoing.Factory outgoing = new Outgoing.Factory(catalogue, "test");
  private final BatchConsumer listener;
  private Gateway gateway;
  private final Gateway.Setup setup;

  GatewayUnderTest(String password, SwitchAddress... switches) {
    this(Map.of("bootstrap.servers", Brokers.forTests().bootstrapServers()), password, switches);
  }

  GatewayUnderTest(Map<String, Object> kafka, String password, SwitchAddress... switches) {
    this(kafka, session(true), password, switches);
  }

  static SessionSettings session(boolean publishRaw) {
    return new SessionSettings(
        5, publishRaw, new CommandPolicy(60, Set.of("operator"), Set.of("status")));
  }

  GatewayUnderTest(
      Map<String, Object> kafka,
      SessionSettings session,
      String password,
      SwitchAddress... switches) {
    this.kafka = kafka;
    this.publisher = new Publisher(kafka);
    Path folder = TemporaryFolder.untilExit("gateway-buffer");
    // Little room in memory, so that what waits longer goes to disk.
    Gateway.Buffer buffer = new Gateway.Buffer(folder, 64 * 1024, 1024 * 1024 * 1024);
    setup =
        new Gateway.Setup(
            0,
            catalogue,
            List.of(switches),
            name -> new Credentials(null, password),
            session,
            LeaseTerms.STANDARD,
            buffer,
            "127.0.0.1",
            0);
    gateway = started();
    listener =
        new BatchConsumer(
            ConsumerSettings.shared(
                kafka,
                catalogue,
                "listener",
                List.of(
                    Topic.CALL_EVENTS,
                    Topic.COMMAND_RESULTS,
                    Topic.SWITCH_EVENTS,
                    Topic.SWITCH_STATUS)),
            publisher,
            batch -> batch.stream().map(Received::message).forEach(heard::add));
    listener.start();
  }

  private Gateway started() {
    Gateway made =
        new Gateway(setup, kafka, new SimpleMeterRegistry(), Clock.systemUTC(), wrong -> {});
    made.start();
    Awaitility.await().atMost(PATIENCE).until(made::isReady);
    return made;
  }

  void stop() {
    gateway.close();
  }

  void startAgain() {
    gateway = started();
  }

  Gateway gateway() {
    return gateway;
  }

  <T> List<T> all(Class<T> type) {
    return heard.stream().filter(type::isInstance).map(type::cast).toList();
  }

  <T> T await(Class<T> type, Predicate<T> wanted) {
    return Awaitility.await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(PATIENCE)
        .until(() -> all(type).stream().filter(wanted).findFirst(), java.util.Optional::isPresent)
        .orElseThrow();
  }

  CallEvent.CallParked awaitPark() {
    return await(CallEvent.CallParked.class, parked -> true);
  }

  CommandResult awaitResult(String commandId) {
    return await(CommandResult.class, result -> result.commandId().value().equals(commandId));
  }

  SwitchStatus awaitStatus(SwitchStatus.ConnectionState state) {
    return await(SwitchStatus.class, status -> status.state() == state);
  }

  /** The switch was connected so many times. */
  void awaitUp(int times) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() ->
            all(SwitchStatus.class).stream()
                    .filter(status -> status.state() == SwitchStatus.ConnectionState.UP)
                    .count()
                >= times);
  }

  /** The first record among the dead letters of commands, as its reason. */
  String awaitDeadLetter() {
    Map<String, Object> reading = new HashMap<>(kafka);
    reading.put("auto.offset.reset", "earliest");
    try (var consumer =
        new KafkaConsumer<>(reading, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(new TopicPartition(catalogue.deadLettersOf(Topic.CALL_COMMANDS), 0)));
      consumer.seekToBeginning(consumer.assignment());
      return Awaitility.await()
          .atMost(PATIENCE)
          .until(
              () -> {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                  return new String(
                      record.headers().lastHeader("strowger_reason").value(),
                      StandardCharsets.UTF_8);
                }
                return "";
              },
              reason -> !reason.isEmpty());
    }
  }

  void send(io.strowger.contracts.command.CallCommand command) {
    publisher.sendAll(
        List.of(
            outgoing.toPartition(
                Topic.CALL_COMMANDS,
                0,
                command.head().callId().value(),
                command,
                command.head().commandId().value(),
                null,
                Instant.now())));
  }

  void sendBytes(byte[] value) {
    publisher.sendAll(
        List.of(new Outgoing(catalogue.nameOf(Topic.CALL_COMMANDS), 0, "x", Map.of(), value)));
  }

  @Override
  public void close() {
    gateway.close();
    listener.close();
    publisher.close();
  }
}
