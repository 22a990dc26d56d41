package io.strowger.gateway.adapter.esl;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.command.CommandHead;
import io.strowger.contracts.command.CommandResult;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.CommandId;
import io.strowger.contracts.id.LegId;
import io.strowger.contracts.id.SwitchId;
import io.strowger.contracts.switches.LiveLeg;
import io.strowger.contracts.switches.SwitchEvent;
import io.strowger.contracts.switches.SwitchStatus.ConnectionState;
import io.strowger.gateway.call.ReturnAddress;
import io.strowger.gateway.call.SocketHolder;
import io.strowger.gateway.control.CommandPolicy;
import io.strowger.gateway.session.Credentials;
import io.strowger.gateway.session.LegLog;
import io.strowger.gateway.session.Output;
import io.strowger.gateway.session.SessionSettings;
import io.strowger.testkit.simulator.CallScript;
import io.strowger.testkit.simulator.SwitchSettings;
import io.strowger.testkit.simulator.SwitchSimulator;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwitchesTest {
  private static final SwitchId WEST = new SwitchId("west");
  private static final String PASSWORD = "strong-lab-password";

  private final SwitchSimulator simulated =
      SwitchSimulator.start(SwitchSettings.standard().named("west").withPassword(PASSWORD));
  private final Hearing heard = new Hearing();
  private final Switches switches = of("west=127.0.0.1:" + simulated.port(), null);

  @TempDir Path folder;

  @AfterEach
  void close() {
    switches.close();
    simulated.close();
  }

  @Test
  void what_is_left_to_be_done_for_one_epoch_does_not_touch_the_next() {
    // Given
    switches.hold(WEST, 1);
    awaitUp();

    // When
    switches.hold(WEST, 2);
    switches.release(WEST, 1);

    // Then
    awaitUp();
    switches.release(WEST, 2);
    assertThat(state()).isEqualTo(ConnectionState.DOWN);
  }

  @Test
  void an_error_of_ours_ends_a_connection_and_not_the_link() {
    // Given
    switches.hold(WEST, 1);
    awaitUp();

    // When
    heard.failing = true;
    simulated.place(CallScript.call("61399999995", "61411111111"));

    // Then
    Awaitility.await().until(() -> heard.states.contains(ConnectionState.DOWN));
    awaitUp();
    simulated.place(CallScript.call("61399999995", "61411111111"));
    Awaitility.await().until(() -> !heard.events.isEmpty());
  }

  @Test
  void a_dial_for_commands_that_comes_late_does_not_replace_a_later_one() throws Exception {
    try (TlsEndpoint endpoint = new TlsEndpoint(folder, simulated.port());
        Switches secured = of("west=tls://127.0.0.1:" + endpoint.port(), endpoint)) {
      // Given
      secured.hold(WEST, 1);
      Awaitility.await().until(() -> state(secured) == ConnectionState.UP);
      CountDownLatch late = endpoint.stallNext();
      endpoint.cut(1);
      Awaitility.await().until(() -> endpoint.accepted() == 3);
      endpoint.cut(0);
      Awaitility.await().until(() -> endpoint.accepted() == 5);
      Awaitility.await().until(() -> takesCommands(secured));

      // When
      late.countDown();
      Awaitility.await().until(() -> !endpoint.isOpen(2));

      // Then
      assertThat(takesCommands(secured)).isTrue();
      assertThat(endpoint.accepted()).isEqualTo(5);
    }
  }

  @Test
  void a_switch_that_is_let_go_of_while_it_is_dialled_is_not_spoken_to() throws Exception {
    try (TlsEndpoint endpoint = new TlsEndpoint(folder, simulated.port());
        Switches secured = of("west=tls://127.0.0.1:" + endpoint.port(), endpoint)) {
      // Given
      CountDownLatch late = endpoint.stallNext();
      secured.hold(WEST, 1);
      Awaitility.await().until(() -> endpoint.accepted() == 1);

      // When
      secured.release(WEST, 1);
      late.countDown();

      // Then
      Awaitility.await().until(() -> !endpoint.isOpen(0));
      assertThat(endpoint.accepted()).isEqualTo(1);
      assertThat(simulated.commands()).isEmpty();
    }
  }

  private Switches of(String address, @Nullable TlsEndpoint endpoint) {
    SwitchAddress plain = SwitchAddress.parse(address);
    return new Switches(
        List.of(
            endpoint == null
                ? plain
                : plain.trusting(new TlsTrust(endpoint.certificate(), TlsEndpoint.NAME))),
        _ -> new Credentials(null, PASSWORD),
        new GatewayIdentity(0, 1),
        new Switches.Outputs(
            new SessionSettings(30, false, CommandPolicy.callsOnly(60)),
            heard,
            status -> heard.states.add(status.state()),
            heard,
            new Alone()),
        Clock.systemUTC());
  }

  private static boolean takesCommands(Switches switches) {
    return switches
        .of(
            CommandHead.ofSwitch(
                new CommandId("one"), WEST, Instant.now().plusSeconds(9), "test", 1))
        .isPresent();
  }

  private void awaitUp() {
    Awaitility.await().until(() -> state() == ConnectionState.UP);
  }

  private ConnectionState state() {
    return state(switches);
  }

  private static ConnectionState state(Switches switches) {
    return switches.views().getFirst().state();
  }

  /** Takes what the switch says, and keeps what calls do and how the switch is. */
  private static final class Hearing implements Output, LegLog {
    private final Queue<CallEvent> events = new ConcurrentLinkedQueue<>();
    private final Queue<ConnectionState> states = new ConcurrentLinkedQueue<>();
    private volatile boolean failing;

    @Override
    public void publish(CallEvent event) {
      if (failing) {
        failing = false;
        throw new IllegalStateException("of ours");
      }
      events.add(event);
    }

    @Override
    public void publish(SwitchEvent event) {}

    @Override
    public void publish(CommandResult result, @Nullable String traceparent) {}

    @Override
    public void publishRaw(ReturnAddress address, CallId call, byte[] json) {}

    @Override
    public void reject(SwitchId switchId, byte[] body, String reason) {}

    @Override
    public void lives(LiveLeg leg, ReturnAddress address) {}

    @Override
    public void ended(LegId leg, ReturnAddress address) {}
  }

  /** No other gateway lives. */
  private static final class Alone implements Ownership {
    @Override
    public boolean isHeld(SwitchId switchId, long epoch) {
      return true;
    }

    @Override
    public boolean isDead(SocketHolder gateway) {
      return false;
    }

    @Override
    public Optional<ReturnAddress> holderOf(SwitchId switchId) {
      return Optional.empty();
    }

    @Override
    public @Nullable SwitchId runningAs(String coreUuid) {
      return null;
    }

    @Override
    public Collection<LiveLeg> legsOf(SwitchId switchId) {
      return List.of();
    }
  }
}
