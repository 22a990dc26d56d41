package io.strowger.gateway.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.strowger.contracts.switches.SwitchEvent;
import io.strowger.contracts.switches.SwitchStatus;
import io.strowger.contracts.switches.SwitchStatus.ConnectionState;
import io.strowger.contracts.switches.SwitchStatus.Trouble;
import io.strowger.gateway.adapter.esl.SwitchAddress;
import io.strowger.testkit.simulator.SwitchSettings;
import io.strowger.testkit.simulator.SwitchSimulator;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A switch whose heart beats twice a second. Where a machine stands still for longer than three of
 * its beats the gateway takes it for lost, rightly: what is told here is told whenever it is up.
 */
class HeartbeatIT {
  private static final String PASSWORD = "strong-lab-password";

  private final SwitchSimulator simulated =
      SwitchSimulator.start(
          SwitchSettings.standard()
              .named("fs-b")
              .withPassword(PASSWORD)
              .beatingEvery(Duration.ofMillis(500)));
  private final GatewayUnderTest gateway =
      new GatewayUnderTest(PASSWORD, SwitchAddress.parse("west=127.0.0.1:" + simulated.port()));

  @AfterEach
  void close() {
    gateway.close();
    simulated.close();
  }

  @Test
  void tells_how_the_switch_is() {
    // When
    SwitchEvent.HeartbeatReceived beat =
        gateway.await(SwitchEvent.HeartbeatReceived.class, event -> true);

    // Then
    assertThat(beat.head().switchId().value()).isEqualTo("west");
    await()
        .untilAsserted(() ->
            assertThat(gateway.gateway().switches().views())
                .singleElement()
                .satisfies(view -> {
                  assertThat(view.state()).isEqualTo(ConnectionState.UP);
                  assertThat(view.mode()).isEqualTo("inbound");
                  assertThat(view.coreUuid()).isEqualTo(simulated.coreUuid());
                  assertThat(view.lastHeard()).isNotNull();
                }));
  }

  @Test
  void takes_a_switch_for_lost_that_hangs_and_finds_it_again() {
    // Given
    await().until(() -> gateway.all(SwitchEvent.HeartbeatReceived.class).size() >= 2);
    gateway.awaitUp(1);

    // When
    simulated.fallSilent();

    // Then
    gateway.await(SwitchStatus.class, status -> status.trouble() == Trouble.SILENT);
    simulated.speakAgain();
    simulated.dropConnections();
    gateway.awaitUp(2);
  }
}
