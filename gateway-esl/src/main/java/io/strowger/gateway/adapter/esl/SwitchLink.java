package io.strowger.gateway.adapter.esl;

import io.strowger.contracts.id.SwitchId;
import io.strowger.contracts.switches.SwitchStatus;
import io.strowger.contracts.switches.SwitchStatus.ConnectionState;
import io.strowger.gateway.session.InboundSession;
import io.strowger.gateway.session.Output;
import io.strowger.gateway.session.SessionSettings;
import io.strowger.gateway.session.SwitchMemory;
import io.strowger.gateway.session.Wire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the connection to one switch, connecting again whenever it ends. */
final class SwitchLink {
  private static final Logger LOG = LoggerFactory.getLogger(SwitchLink.class);
  private static final int CONNECT_MILLIS = 5_000;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LAST_PAUSE = Duration.ofSeconds(10);
  private static final Duration AFTER_REFUSAL = Duration.ofSeconds(30);

  private final SwitchAddress address;
  private final String password;
  private final GatewayIdentity identity;
  private final SessionSettings settings;
  private final Output output;
  private final StatusOutput statuses;
  private final Clock clock;
  private final SwitchMemory memory = new SwitchMemory();
  private volatile Status status;
  private volatile @Nullable EslConnection connection;
  private volatile @Nullable Thread thread;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile boolean wasUp;

  private record Status(ConnectionState state, Instant since, @Nullable String reason) {}

  /** What all links of a gateway share. */
  record Common(
      GatewayIdentity identity,
      SessionSettings settings,
      Output output,
      StatusOutput statuses,
      Clock clock) {}

  SwitchLink(SwitchAddress address, String password, Common common) {
    this.address = address;
    this.password = password;
    this.identity = common.identity();
    this.settings = common.settings();
    this.output = common.output();
    this.statuses = common.statuses();
    this.clock = common.clock();
    this.status = new Status(ConnectionState.DOWN, clock.instant(), null);
  }

  SwitchId switchId() {
    return address.switchId();
  }

  void start() {
    thread = Thread.ofVirtual().name("esl-" + address.switchId()).start(this::keepConnected);
  }

  void close() {
    closing.countDown();
    EslConnection current = connection;
    if (current != null) {
      current.close("the gateway stops");
    }
  }

  /** Waits until the last word of the switch's commands is said. */
  void awaitEnd(Duration patience) throws InterruptedException {
    Thread keeper = thread;
    if (keeper != null) {
      keeper.join(patience);
    }
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  void tick() {
    EslConnection current = connection;
    if (current != null) {
      current.tick();
    }
  }

  Optional<EslConnection> connection() {
    return Optional.ofNullable(connection).filter(EslConnection::isReady);
  }

  /** True for the switch's present run. */
  boolean isRun(String coreUuid) {
    return coreUuid.equals(memory.coreUuid());
  }

  SwitchView view() {
    EslConnection current = connection;
    Status now = status;
    return new SwitchView(
        address.switchId().value(),
        "inbound",
        address.host() + ":" + address.port(),
        now.state(),
        now.since(),
        now.reason(),
        memory.coreUuid(),
        memory.version(),
        memory.legs().liveCount(),
        current == null ? null : current.lastHeard());
  }

  private void keepConnected() {
    Duration pause = FIRST_PAUSE;
    while (!isClosing()) {
      wasUp = false;
      String reason = connectOnce();
      if (isClosing()) {
        changed(ConnectionState.DOWN, "the gateway stops");
        return;
      }
      boolean refused = status.state() == ConnectionState.REFUSED;
      if (refused) {
        status = new Status(ConnectionState.REFUSED, status.since(), reason);
      } else {
        changed(ConnectionState.DOWN, reason);
      }
      pause = wasUp ? FIRST_PAUSE : pause;
      Duration wait = refused ? AFTER_REFUSAL : pause;
      LOG.warn(
          "switch {} is {}: {}; next try in {} ms",
          switchId(),
          status.state(),
          reason,
          wait.toMillis());
      pause = pause.multipliedBy(2).compareTo(LAST_PAUSE) > 0 ? LAST_PAUSE : pause.multipliedBy(2);
      sleep(wait);
    }
  }

  private String connectOnce() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address.host(), address.port()), CONNECT_MILLIS);
      EslConnection made = new EslConnection(socket, switchId().value(), clock, this::session);
      connection = made;
      return made.serve();
    } catch (IOException unreachable) {
      return String.valueOf(unreachable.getMessage());
    } finally {
      connection = null;
    }
  }

  private InboundSession session(Wire wire) {
    return new InboundSession(
        password,
        memory,
        identity.addressOf(switchId()),
        settings,
        new InboundSession.Port(wire, output, (state, at) -> changed(state, null)));
  }

  private void changed(ConnectionState state, @Nullable String reason) {
    Status before = status;
    if (state == ConnectionState.UP) {
      wasUp = true;
      LOG.info("switch {} is up, {} legs", switchId(), memory.legs().liveCount());
    }
    boolean same = before.state() == state;
    status = new Status(state, same ? before.since() : clock.instant(), reason);
    if (!same) {
      statuses.publish(published(state));
    }
  }

  private SwitchStatus published(ConnectionState state) {
    return new SwitchStatus(
        switchId(),
        identity.name(),
        identity.epoch(),
        identity.instance(),
        state,
        status.since(),
        memory.coreUuid(),
        memory.version(),
        List.of("inbound"));
  }

  private void sleep(Duration wait) {
    try {
      closing.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      closing.countDown();
      Thread.currentThread().interrupt();
    }
  }
}
