package io.strowger.gateway.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.CommandOutcome;
import io.strowger.testkit.Patience;
import io.strowger.testkit.simulator.CallScript;
import io.strowger.testkit.simulator.CallStage;
import io.strowger.testkit.simulator.SimulatedCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Three gateway processes, 200 live calls on 6 switches, and 12 that came with connections of their
 * own to the one that dies; then one is paused and comes back. On a machine that has nothing else
 * to do it is held to what is promised by {@code -Dstrowger.takeover.seconds=15}.
 */
class OwnershipIT {
  private static final int SWITCHES = 6;
  private static final int PARKED = 200;
  private static final int WITH_OWN_CONNECTION = 12;
  private static final int CALLS = PARKED + WITH_OWN_CONNECTION;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration TAKEN_OVER_WITHIN =
      Duration.ofSeconds(Integer.getInteger("strowger.takeover.seconds", 60));

  private final List<SimulatedCall> calls = new ArrayList<>();

  @Test
  void loses_no_call_and_executes_no_command_twice() throws Exception {
    try (GatewayCluster cluster = new GatewayCluster(SWITCHES)) {
      for (int instance = 0; instance < 3; instance++) {
        cluster.start(instance);
      }
      awaitShares(cluster, Map.of(0, 2, 1, 2, 2, 2), Patience.START);
      placeCalls(cluster);
      command(cluster, "answer");

      // When: one dies
      cluster.gateways.get(1).kill();

      // Then: the others have its switches, and its calls go on
      awaitShares(cluster, Map.of(0, 3, 2, 3), TAKEN_OVER_WITHIN);
      awaitAddresses(cluster, Set.of(0, 2));
      command(cluster, "first");

      // When: one is paused, and is sent commands meanwhile
      cluster.gateways.get(0).pause();
      List<CallEvent> stale = addressesAt(cluster, 0);
      stale.forEach(address -> cluster.send(hangUp(cluster, "stale", address), address));
      awaitShares(cluster, Map.of(2, 6), TAKEN_OVER_WITHIN);
      awaitAddresses(cluster, Set.of(2));
      command(cluster, "second");
      cluster.gateways.get(0).goOn();

      // Then: it executes nothing of what it was sent, says who serves the calls now, and shares
      List<String> legs = stale.stream().map(address -> address.head().legId().value()).toList();
      awaitResults(cluster, "stale", legs);
      assertThat(legs)
          .flatMap(leg -> cluster.results("stale-" + leg))
          .allMatch(result -> result.outcome() == CommandOutcome.NOT_OWNER);
      awaitShares(cluster, Map.of(0, 3, 2, 3), PATIENCE);
      awaitAddresses(cluster, Set.of(0, 2));
      command(cluster, "third");

      // When: all end
      command(cluster, "bye");

      // Then
      Awaitility.await().atMost(PATIENCE).until(() -> endedLegs(cluster).size() == CALLS);
      assertThat(cluster.all(CallEvent.LegHungUp.class))
          .noneMatch(ended -> ended.end().reconstructed());
      assertThat(distinctEvents(cluster, CallEvent.CallParked.class)).isEqualTo(CALLS);
      assertThat(distinctEvents(cluster, CallEvent.LegHungUp.class)).isEqualTo(CALLS);
      assertThat(commandsSeenBySwitches(cluster)).doesNotHaveDuplicates();
      assertThat(cluster.gateways.get(0).stop()).isTrue();
      awaitShares(cluster, Map.of(2, 6), TAKEN_OVER_WITHIN);
    }
  }

  private void placeCalls(GatewayCluster cluster) {
    for (int i = 0; i < CALLS; i++) {
      CallScript script = CallScript.call("6139999" + (1_000 + i), "61411111111");
      calls.add(
          cluster
              .switches
              .get(i % SWITCHES)
              .place(i < PARKED ? script : script.toSocket("127.0.0.1", cluster.socketPort(1))));
    }
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> cluster.all(CallEvent.CallParked.class).size() >= CALLS);
  }

  /** One command for each call, at its latest address; all must be carried out. */
  private void command(GatewayCluster cluster, String name) {
    for (SimulatedCall call : calls) {
      CallEvent address = cluster.address(call.uuid());
      cluster.send(commandNamed(cluster, name, address), address);
    }
    awaitResults(cluster, name, calls.stream().map(SimulatedCall::uuid).toList());
    for (SimulatedCall call : calls) {
      assertThat(cluster.results(name + "-" + call.uuid()))
          .singleElement()
          .satisfies(result -> assertThat(result.outcome()).isEqualTo(CommandOutcome.COMPLETED));
      assertThat(call.has(CallStage.ENDED)).isEqualTo(name.equals("bye"));
    }
  }

  private static void awaitResults(GatewayCluster cluster, String name, List<String> legs) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> legs.stream().noneMatch(leg -> cluster.results(name + "-" + leg).isEmpty()));
  }

  private static CallCommand commandNamed(GatewayCluster cluster, String name, CallEvent address) {
    return switch (name) {
      case "answer" ->
          new CallCommand.AnswerLeg(cluster.head("answer-" + address.head().legId(), address));
      case "bye" -> hangUp(cluster, name, address);
      default ->
          new CallCommand.SetVariables(
              cluster.head(name + "-" + address.head().legId(), address), Map.of("note", name));
    };
  }

  private static CallCommand hangUp(GatewayCluster cluster, String name, CallEvent address) {
    return new CallCommand.HangUpLeg(
        cluster.head(name + "-" + address.head().legId(), address), HangupCause.NORMAL_CLEARING);
  }

  private static void awaitShares(
      GatewayCluster cluster, Map<Integer, Integer> shares, Duration within) {
    Awaitility.await()
        .atMost(within)
        .untilAsserted(() -> assertThat(cluster.upByInstance()).isEqualTo(shares));
  }

  private void awaitAddresses(GatewayCluster cluster, Set<Integer> instances) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          assertThat(calls)
              .allMatch(call ->
                  instances.contains(cluster.address(call.uuid()).head().returnPartition()));
          for (int instance : instances) {
            int switches = cluster.upByInstance().getOrDefault(instance, 0);
            assertThat(addressesAt(cluster, instance).size())
                .isBetween(CALLS / SWITCHES * switches, (CALLS / SWITCHES + 1) * switches);
          }
        });
  }

  private List<CallEvent> addressesAt(GatewayCluster cluster, int instance) {
    return calls.stream()
        .map(call -> cluster.address(call.uuid()))
        .filter(address -> address.head().returnPartition() == instance)
        .toList();
  }

  private static Set<String> endedLegs(GatewayCluster cluster) {
    Set<String> ended = new HashSet<>();
    cluster
        .all(CallEvent.LegHungUp.class)
        .forEach(event -> ended.add(event.head().legId().value()));
    return ended;
  }

  private static long distinctEvents(GatewayCluster cluster, Class<? extends CallEvent> type) {
    return cluster.all(type).stream().map(event -> event.head().eventId()).distinct().count();
  }

  /** What the switches were told to do to calls, each with the call and its argument. */
  private static List<String> commandsSeenBySwitches(GatewayCluster cluster) {
    return cluster.switches.stream()
        .flatMap(simulated -> simulated.commands().stream())
        .filter(command -> command.verb().equals("bgapi") || command.verb().equals("sendmsg"))
        .map(command -> command.argument() + command.header("execute-app-arg") + command.body())
        .toList();
  }
}
