package io.strowger.testkit.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.strowger.testkit.capture.Capture;
import io.strowger.testkit.capture.CapturedEvent;
import io.strowger.testkit.capture.CapturedFrame;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The switch connects to the controller for one call. */
class OutboundTest {

  private final SwitchSimulator simulator = SwitchSimulator.start();

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void gives_the_calls_data_lets_it_be_controlled_and_lingers() throws IOException {
    // Given
    simulator.farEnds().asCaptured();
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      SimulatedCall call =
          simulator.place(
              CallScript.call("61399999995", "761455555555")
                  .with("park_timeout", "120")
                  .toSocket("127.0.0.1", listener.getLocalPort()));
      try (Controller controller = Controller.of(listener.accept())) {

        // When
        CapturedFrame connected = controller.command("connect\n\n");
        controller.command("myevents json\n\n");
        controller.command("linger 5\n\n");
        controller.command("sendmsg\ncall-command: execute\nexecute-app-name: answer\n\n");
        call.await(CallStage.ANSWERED);
        assertThat(controller.api("uuid_exists " + call.uuid())).isEqualTo("true");
        controller.command(
            "sendmsg\ncall-command: execute\nexecute-app-name: hangup\n"
                + "execute-app-arg: NORMAL_CLEARING\n\n");

        // Then
        assertThat(missing(connected)).isEmpty();
        assertThat(connected.headers())
            .containsEntry("reply-text", "%2BOK%0A")
            .containsEntry("socket-mode", "async")
            .containsEntry("control", "full")
            .containsEntry("unique-id", call.uuid());
        await()
            .until(() ->
                controller
                    .frames()
                    .getLast()
                    .headers()
                    .getOrDefault("content-disposition", "")
                    .equals("linger"));
        assertThat(controller.events())
            .extracting(CapturedEvent::name)
            .contains("CHANNEL_ANSWER", "CHANNEL_HANGUP_COMPLETE")
            .doesNotContain("CHANNEL_CALLSTATE", "API");
      }
    }
  }

  @Test
  void a_call_whose_controller_is_not_there_ends() {
    // When
    SimulatedCall call =
        simulator.place(
            CallScript.call("1", "2").toSocket("127.0.0.1", io.strowger.testkit.FreePort.any()));

    // Then
    call.await(CallStage.ENDED);
  }

  @Test
  void a_call_stays_parked_when_its_controller_is_lost() throws IOException {
    // Given
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      SimulatedCall call =
          simulator.place(CallScript.call("1", "2").toSocket("127.0.0.1", listener.getLocalPort()));

      // When
      Controller controller = Controller.of(listener.accept());
      controller.command("connect\n\n");
      controller.close();

      // Then
      await().until(() -> simulator.connections() == 0);
      assertThat(simulator.legs()).containsExactly(call.uuid());
    }
  }

  /** Headers of the captured reply that this one lacks. */
  private static Set<String> missing(CapturedFrame connected) {
    List<CapturedFrame> captured = Capture.load("outbound-async-json").frames();
    Set<String> names = new TreeSet<>(captured.getFirst().headers().keySet());
    names.removeAll(connected.headers().keySet());
    names.remove("variable_park_timeout");
    return names;
  }
}
