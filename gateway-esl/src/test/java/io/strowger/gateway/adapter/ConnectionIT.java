package io.strowger.gateway.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.switches.SwitchStatus;
import io.strowger.contracts.switches.SwitchStatus.ConnectionState;
import io.strowger.contracts.switches.SwitchStatus.Trouble;
import io.strowger.gateway.adapter.esl.SwitchAddress;
import io.strowger.testkit.simulator.CallScript;
import io.strowger.testkit.simulator.CallStage;
import io.strowger.testkit.simulator.SimulatedCall;
import io.strowger.testkit.simulator.SwitchSettings;
import io.strowger.testkit.simulator.SwitchSimulator;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes wrong between a gateway and a switch, and what becomes of the calls. */
class ConnectionIT {
  private static final String PASSWORD = "strong-lab-password";
  private static final String LIST = "show channels";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final SwitchSimulator simulated =
      SwitchSimulator.start(SwitchSettings.standard().named("fs-b").withPassword(PASSWORD));

  @AfterEach
  void close() {
    simulated.close();
  }

  private GatewayUnderTest gateway() {
    return new GatewayUnderTest(
        PASSWORD, SwitchAddress.parse("west=127.0.0.1:" + simulated.port()));
  }

  @Test
  void hears_events_while_the_switch_is_slow_to_answer_a_command() {
    // Given
    simulated.holdAnswersTo(LIST);
    try (GatewayUnderTest gateway = gateway()) {
      awaitLists(1);

      // When
      simulated.place(CallScript.call("61399999995", "61411111111"));

      // Then
      gateway.awaitPark();
      assertThat(gateway.all(SwitchStatus.class))
          .noneMatch(status -> status.state() == ConnectionState.UP);
      simulated.releaseAnswersTo(LIST);
      gateway.awaitStatus(ConnectionState.UP);
      assertThat(gateway.all(CallEvent.CallParked.class)).hasSize(1);
    }
  }

  @Test
  void tells_each_refusal_and_does_not_try_again_at_once() {
    // Given
    simulated.rejectConnections();

    // When
    try (GatewayUnderTest gateway = gateway();
        GatewayUnderTest stranger =
            new GatewayUnderTest(
                "wrong", SwitchAddress.parse("west=127.0.0.1:" + simulated.port()))) {
      SwitchStatus refused = gateway.awaitStatus(ConnectionState.REFUSED);
      stranger.awaitStatus(ConnectionState.REFUSED);
      simulated.acceptConnections();
      try (GatewayUnderTest other =
          new GatewayUnderTest(
              "wrong", SwitchAddress.parse("west=127.0.0.1:" + simulated.port()))) {
        SwitchStatus wrong = other.awaitStatus(ConnectionState.REFUSED);

        // Then
        assertThat(refused.trouble()).isEqualTo(Trouble.ACCESS_LIST);
        assertThat(wrong.trouble()).isEqualTo(Trouble.PASSWORD);
        assertThat(simulated.rejections()).isEqualTo(2);
      }
    }
  }

  @Test
  void keeps_hearing_events_when_the_connection_for_commands_is_lost() {
    try (GatewayUnderTest gateway = gateway()) {
      // Given
      gateway.awaitStatus(ConnectionState.UP);
      simulated.holdAnswersTo("version");

      // When
      simulated.dropConnection(2);
      gateway.await(SwitchStatus.class, status -> status.trouble() == Trouble.LOST);
      simulated.place(CallScript.call("61399999995", "61411111111"));

      // Then
      gateway.awaitPark();
      simulated.releaseAnswersTo("version");
      gateway.awaitUp(2);
      assertThat(gateway.all(SwitchStatus.class))
          .noneMatch(status -> status.state() == ConnectionState.DOWN);
    }
  }

  @Test
  void does_not_close_a_call_that_one_list_lacks() {
    try (GatewayUnderTest gateway = gateway()) {
      // Given
      gateway.awaitStatus(ConnectionState.UP);
      SimulatedCall call = simulated.place(CallScript.call("61399999995", "61411111111"));
      gateway.awaitPark();
      simulated.answerOnce(LIST, "{\"row_count\": 0}\n");

      // When
      int lists = lists();
      simulated.dropConnections();
      gateway.awaitUp(2);
      awaitLists(lists + 2);

      // Then
      simulated.dropConnection(simulated.commands().getLast().connection());
      gateway.awaitUp(3);
      assertThat(gateway.all(CallEvent.LegHungUp.class)).isEmpty();
      assertThat(call.has(CallStage.ENDED)).isFalse();
    }
  }

  @Test
  void does_not_close_a_call_that_the_switch_knows_though_no_list_shows_it() {
    try (GatewayUnderTest gateway = gateway()) {
      // Given
      gateway.awaitStatus(ConnectionState.UP);
      simulated.place(CallScript.call("61399999995", "61411111111"));
      gateway.awaitPark();
      simulated.answerOnce(LIST, "{\"row_count\": 0}\n");
      simulated.answerOnce(LIST, "{\"row_count\": 0}\n");

      // When
      simulated.dropConnections();
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() ->
              simulated.commands().stream()
                  .anyMatch(command -> command.line().startsWith("api uuid_exists")));

      // Then
      simulated.dropConnections();
      gateway.awaitUp(3);
      assertThat(gateway.all(CallEvent.LegHungUp.class)).isEmpty();
    }
  }

  @Test
  void does_not_take_a_failed_list_for_no_calls() {
    try (GatewayUnderTest gateway = gateway()) {
      // Given
      gateway.awaitStatus(ConnectionState.UP);
      simulated.place(CallScript.call("61399999995", "61411111111"));
      gateway.awaitPark();
      simulated.answerOnce(LIST, "-ERR database is locked\n");

      // When
      simulated.dropConnections();
      gateway.awaitUp(2);

      // Then
      assertThat(gateway.all(CallEvent.LegHungUp.class)).isEmpty();
      assertThat(gateway.all(CallEvent.CallParked.class)).hasSize(1);
    }
  }

  private void awaitLists(int count) {
    Awaitility.await().atMost(PATIENCE).until(() -> lists() >= count);
  }

  private int lists() {
    return (int)
        simulated.commands().stream()
            .filter(command -> command.line().startsWith("api " + LIST))
            .count();
  }
}
