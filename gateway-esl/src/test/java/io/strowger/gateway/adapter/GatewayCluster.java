package io.strowger.gateway.adapter;

import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.CommandHead;
import io.strowger.contracts.command.CommandResult;
import io.strowger.contracts.id.CommandId;
import io.strowger.contracts.id.LegId;
import io.strowger.contracts.id.SwitchId;
import io.strowger.contracts.switches.SwitchStatus;
import io.strowger.contracts.switches.SwitchStatus.ConnectionState;
import io.strowger.contracts.wire.Topic;
import io.strowger.contracts.wire.TopicCatalogue;
import io.strowger.messaging.BatchConsumer;
import io.strowger.messaging.ConsumerSettings;
import io.strowger.messaging.Outgoing;
import io.strowger.messaging.Publisher;
import io.strowger.messaging.Received;
import io.strowger.testkit.FreePort;
import io.strowger.testkit.PackagedService;
import io.strowger.testkit.broker.Brokers;
import io.strowger.testkit.simulator.SwitchSettings;
import io.strowger.testkit.simulator.SwitchSimulator;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Gateway processes that share simulated switches, and somebody who follows their calls as a
 * service does: commands go where the call's latest address says.
 */
final class GatewayCluster implements AutoCloseable {
  private static final String PASSWORD = "cluster-password";

  final List<SwitchSimulator> switches = new ArrayList<>();
  final Map<Integer, PackagedService> gateways = new TreeMap<>();
  private final Map<Integer, Integer> socketPorts = new HashMap<>();
  private final Map<String, Object> kafka =
      Map.of("bootstrap.servers", Brokers.forTests().bootstrapServers());
  private final TopicCatalogue catalogue =
      new TopicCatalogue(
          "cl" + UUID.randomUUID().toString().substring(0, 8) + ".", 3, 4, (short) 1);
  private final Publisher publisher = new Publisher(kafka);
  private final Outgoing.Factory outgoing = new Outgoing.Factory(catalogue, "test");
  private final Map<SwitchId, SwitchStatus> statuses = new ConcurrentHashMap<>();
  private final List<CallEvent> events = new CopyOnWriteArrayList<>();
  private final Map<String, CallEvent> latestByLeg = new ConcurrentHashMap<>();
  private final Map<String, List<CommandResult>> results = new ConcurrentHashMap<>();
  private final BatchConsumer listener;

  GatewayCluster(int switchCount) {
    for (int i = 0; i < switchCount; i++) {
      switches.add(
          SwitchSimulator.start(SwitchSettings.standard().named("fs-" + i).withPassword(PASSWORD)));
    }
    io.strowger.messaging.TopicCreation.ensure(kafka, catalogue);
    listener =
        new BatchConsumer(
            ConsumerSettings.shared(
                kafka,
                catalogue,
                "listener",
                List.of(Topic.CALL_EVENTS, Topic.COMMAND_RESULTS, Topic.SWITCH_STATUS)),
            publisher,
            batch -> batch.stream().map(Received::message).forEach(this::hear));
    listener.start();
  }

  private void hear(Object message) {
    switch (message) {
      case SwitchStatus status -> statuses.put(status.switchId(), status);
      case CommandResult result ->
          results
              .computeIfAbsent(result.commandId().value(), id -> new CopyOnWriteArrayList<>())
              .add(result);
      case CallEvent event -> {
        events.add(event);
        boolean addresses =
            event instanceof CallEvent.CallParked || event instanceof CallEvent.LegTakenOver;
        if (addresses) {
          latestByLeg.put(event.head().legId().value(), event);
        }
      }
      default -> {}
    }
  }

  /** Where switches connect to an instance. */
  int socketPort(int instance) {
    return socketPorts.getOrDefault(instance, -1);
  }

  void start(int instance) throws IOException {
    socketPorts.put(instance, FreePort.any());
    String names =
        IntStream.range(0, switches.size())
            .mapToObj(i -> "fs-" + i + "=127.0.0.1:" + switches.get(i).port())
            .collect(Collectors.joining(","));
    PackagedService started =
        GatewayProcess.start(
            "cluster-" + instance,
            Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                Brokers.forTests().bootstrapServers(),
                "STROWGER_TOPICS_PREFIX",
                catalogue.prefix(),
                "STROWGER_TOPICS_PARTITIONS",
                "3",
                "STROWGER_TOPICS_GATEWAY_INSTANCES",
                "4",
                "STROWGER_INSTANCE",
                Integer.toString(instance),
                "STROWGER_GATEWAY_SWITCHES",
                names,
                "STROWGER_SWITCH_PASSWORD",
                PASSWORD,
                "STROWGER_GATEWAY_OUTBOUND_PORT",
                Integer.toString(socketPort(instance))));
    gateways.put(instance, started);
  }

  /** How many switches are up with each instance. */
  Map<Integer, Integer> upByInstance() {
    Map<Integer, Integer> counts = new HashMap<>();
    for (SwitchStatus status : statuses.values()) {
      if (status.state() == ConnectionState.UP) {
        counts.merge(status.commandPartition(), 1, Integer::sum);
      }
    }
    return counts;
  }

  List<CallEvent> events() {
    return events;
  }

  <T extends CallEvent> List<T> all(Class<T> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** What tells where commands for a leg go now. */
  CallEvent address(String leg) {
    return java.util.Objects.requireNonNull(latestByLeg.get(leg), leg);
  }

  List<CommandResult> results(String commandId) {
    return results.getOrDefault(commandId, List.of());
  }

  CommandHead head(String id, CallEvent address) {
    return new CommandHead(
        new CommandId(id),
        address.head().switchId(),
        address.head().callId(),
        new LegId(address.head().legId().value()),
        Instant.now().plusSeconds(60),
        "test",
        address.head().returnEpoch());
  }

  /** Sends a command where the address says. */
  void send(CallCommand command, CallEvent address) {
    publisher.sendAll(
        List.of(
            outgoing.toPartition(
                Topic.CALL_COMMANDS,
                address.head().returnPartition(),
                command.head().callId().value(),
                command,
                command.head().commandId().value(),
                null,
                Instant.now())));
  }

  @Override
  public void close() {
    gateways.values().forEach(PackagedService::kill);
    listener.close();
    publisher.close();
    switches.forEach(SwitchSimulator::close);
  }
}
