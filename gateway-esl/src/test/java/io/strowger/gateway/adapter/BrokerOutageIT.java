package io.strowger.gateway.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.switches.SwitchStatus.ConnectionState;
import io.strowger.gateway.adapter.esl.SwitchAddress;
import io.strowger.testkit.FreePort;
import io.strowger.testkit.TemporaryFolder;
import io.strowger.testkit.broker.EmbeddedKafka;
import io.strowger.testkit.simulator.CallScript;
import io.strowger.testkit.simulator.PlacedCalls;
import io.strowger.testkit.simulator.SwitchSimulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Kafka goes away while calls go on. Longer and with more of them: {@code
 * -Dstrowger.soak.outage.seconds=300 -Dstrowger.soak.events.per.second=2000}.
 */
class BrokerOutageIT {
  private static final int SECONDS = Integer.getInteger("strowger.soak.outage.seconds", 4);
  private static final int EVENTS_PER_SECOND =
      Integer.getInteger("strowger.soak.events.per.second", 500);
  private static final int EVENTS_A_CALL = 3;
  private static final int PORT = FreePort.any();
  private static final Duration PATIENCE = Duration.ofSeconds(60L + 2L * SECONDS);

  @Test
  void loses_nothing_and_keeps_the_order_while_kafka_is_away() {
    // Given
    Path folder = TemporaryFolder.untilExit("outage-kafka");
    EmbeddedKafka broker = EmbeddedKafka.start(folder, PORT);
    Map<String, Object> kafka =
        Map.of("bootstrap.servers", broker.bootstrapServers(), "buffer.memory", 256 * 1024L);
    try (SwitchSimulator simulated = SwitchSimulator.start();
        GatewayUnderTest gateway =
            new GatewayUnderTest(
                kafka,
                GatewayUnderTest.session(false),
                "ClueCon",
                SwitchAddress.parse("west=127.0.0.1:" + simulated.port()))) {
      gateway.awaitStatus(ConnectionState.UP);

      // When
      broker.close();
      double rate = (double) EVENTS_PER_SECOND / EVENTS_A_CALL;
      PlacedCalls calls =
          simulated.placeCalls(
              rate,
              (long) (rate * SECONDS),
              () ->
                  CallScript.call("61399999995", "61411111111")
                      .givingUpAfter(Duration.ofMillis(100)));
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> calls.allPlaced().isDone() && calls.ended() == calls.placed());
      boolean spilled = gateway.gateway().waiting().diskBytes() > 0;
      broker = EmbeddedKafka.start(folder, PORT);

      // Then
      assertThat(spilled).isTrue();
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> gateway.all(CallEvent.LegHungUp.class).size() >= calls.placed());
      Map<String, List<Class<?>>> byCall = new LinkedHashMap<>();
      for (CallEvent event : gateway.all(CallEvent.class)) {
        byCall
            .computeIfAbsent(event.head().callId().value(), call -> new ArrayList<>())
            .add(event.getClass());
      }
      assertThat(byCall).hasSize((int) calls.placed());
      assertThat(byCall.values())
          .allMatch(
              List.of(
                      CallEvent.LegCreated.class,
                      CallEvent.CallParked.class,
                      CallEvent.LegHungUp.class)
                  ::equals);
      Awaitility.await().until(() -> gateway.gateway().waiting().diskBytes() == 0);
    } finally {
      broker.close();
    }
  }
}
