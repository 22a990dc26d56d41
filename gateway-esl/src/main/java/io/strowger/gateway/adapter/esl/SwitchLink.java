package io.strowger.gateway.adapter.esl;

import io.strowger.contracts.id.SwitchId;
import io.strowger.contracts.switches.SwitchInventory;
import io.strowger.contracts.switches.SwitchStatus.ConnectionState;
import io.strowger.contracts.switches.SwitchStatus.Trouble;
import io.strowger.gateway.call.ReturnAddress;
import io.strowger.gateway.doctor.Patient;
import io.strowger.gateway.session.Backoff;
import io.strowger.gateway.session.Credentials;
import io.strowger.gateway.session.Ending;
import io.strowger.gateway.session.InboundSession;
import io.strowger.gateway.session.Session;
import io.strowger.gateway.session.SwitchMemory;
import io.strowger.gateway.session.Wire;
import io.strowger.messaging.Unavailable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the two connections to one switch, connecting again whenever one ends. One thread keeps the
 * events' connection; while that stands, another keeps the commands'.
 */
final class SwitchLink {
  static final Ending STOPS = new Ending(Trouble.RELEASED, "the gateway stops");

  private static final Logger LOG = LoggerFactory.getLogger(SwitchLink.class);
  private static final int CONNECT_MILLIS = 5_000;
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final SwitchAddress address;
  private final Credentials credentials;
  private final LinkCommon common;
  private final LinkStatus status;
  private final ReentrantLock lock = new ReentrantLock();
  private final ReturnAddress self;
  private final SwitchMemory memory;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile Ending closeReason = STOPS;
  private volatile @Nullable EslConnection events;
  private volatile Run run;
  private volatile @Nullable Thread thread;
  private volatile boolean wasUp;
  private volatile @Nullable String ownAddress;

  /**
   * A connection for events with what goes with it: a dial for commands that comes through after
   * its run must not touch the next one's.
   */
  private record Run(InboundSession session, AtomicReference<@Nullable EslConnection> commands) {}

  /**
   * A link that is not begun yet.
   *
   * @param epoch under which this instance holds the switch
   */
  SwitchLink(SwitchAddress address, Credentials credentials, long epoch, LinkCommon common) {
    this.address = address;
    this.credentials = credentials;
    this.common = common;
    this.self = new ReturnAddress(address.switchId(), common.identity().instance(), epoch);
    this.memory = new SwitchMemory(self, common.legLog());
    this.status = new LinkStatus(self, memory, common);
    this.run = newRun();
  }

  SwitchId switchId() {
    return address.switchId();
  }

  void start() {
    common.statuses().watch(switchId(), memory.clock());
    thread = Thread.ofVirtual().name("esl-" + address.switchId()).start(this::keepConnected);
  }

  /** Under which epoch the switch is held. */
  long epoch() {
    return self.epoch();
  }

  @Nullable String coreUuid() {
    return memory.coreUuid();
  }

  void close(Ending reason) {
    closeReason = reason;
    closing.countDown();
    closeBoth(reason);
  }

  private void closeBoth(Ending reason) {
    for (EslConnection current : new @Nullable EslConnection[] {events, run.commands().get()}) {
      if (current != null) {
        current.close(reason);
      }
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
    for (EslConnection current : new @Nullable EslConnection[] {events, run.commands().get()}) {
      if (current != null) {
        current.tick();
      }
    }
  }

  /** The connection that takes commands, when there is one. */
  Optional<EslConnection> connection() {
    return Optional.ofNullable(run.commands().get()).filter(EslConnection::isReady);
  }

  /** True for the switch's present run. */
  boolean isRun(String coreUuid) {
    return coreUuid.equals(memory.coreUuid());
  }

  /** What a doctor needs to know. */
  Patient patient() {
    SwitchView view = view();
    SwitchInventory inventory = memory.inventory();
    Patient.Door door =
        new Patient.Door(
            address.host(),
            address.port(),
            credentials.user(),
            credentials.isWellKnown(),
            address.tls() != null);
    return new Patient(
        view.name(),
        door,
        view.state(),
        view.trouble(),
        view.reason(),
        ownAddress,
        inventory != null && inventory.paused(),
        memory.clock().ahead());
  }

  /** It takes calls or takes none from now on. */
  void paused(boolean paused) {
    if (memory.isPaused(paused)) {
      status.changed(view().state(), null);
    }
  }

  SwitchView view() {
    EslConnection current = events;
    return status.view(address, current == null ? null : current.lastHeard());
  }

  private void keepConnected() {
    restore();
    Backoff backoff = new Backoff(ThreadLocalRandom.current());
    while (!isClosing()) {
      wasUp = false;
      Ending ending = connectOnce();
      if (isClosing()) {
        status.changed(ConnectionState.DOWN, closeReason);
        return;
      }
      status.changed(ending.isRefusal() ? ConnectionState.REFUSED : ConnectionState.DOWN, ending);
      if (wasUp) {
        backoff.succeeded();
      }
      Duration pause = backoff.after(ending);
      LOG.warn(
          "switch {}: {}, {}; next try in {} ms",
          switchId(),
          ending.trouble(),
          ending.detail(),
          pause.toMillis());
      pauseFor(pause);
    }
  }

  /** Without knowing which calls there were, those that ended meanwhile would never be closed. */
  private void restore() {
    boolean restored = false;
    while (!restored && !isClosing()) {
      try {
        memory.restore(common.ownership().legsOf(switchId()));
        restored = true;
      } catch (Unavailable notYet) {
        LOG.warn("switch {}: its legs are not known yet: {}", switchId(), notYet.toString());
        pauseFor(RETRY);
      } catch (RuntimeException defect) {
        LOG.error("switch {}: its legs cannot be read", switchId(), defect);
        pauseFor(RETRY);
      }
    }
  }

  private boolean isHeld() {
    return common.ownership().isHeld(switchId(), self.epoch());
  }

  private Run newRun() {
    InboundSession session =
        new InboundSession(
            credentials,
            memory,
            self,
            common.settings(),
            new InboundSession.Port(
                common.output(),
                this::fares,
                this::openCommands,
                this::isHeld,
                common.ownership()::isDead));
    return new Run(session, new AtomicReference<>());
  }

  private Ending connectOnce() {
    Run begun = newRun();
    run = begun;
    try (Socket socket = new Socket()) {
      EslConnection made = connect(socket, begun.session()::events);
      events = made;
      return isClosing() ? closeReason : made.serve();
    } catch (IOException unreachable) {
      return new Ending(Trouble.UNREACHABLE, String.valueOf(unreachable.getMessage()));
    } catch (RuntimeException defect) {
      return failed(defect);
    } finally {
      EslConnection other = begun.commands().get();
      if (other != null) {
        other.close(new Ending(Trouble.LOST, "the connection for events is lost"));
      }
      events = null;
    }
  }

  private EslConnection connect(Socket socket, Function<Wire, Session> role) throws IOException {
    socket.connect(new InetSocketAddress(address.host(), address.port()), CONNECT_MILLIS);
    ownAddress = socket.getLocalAddress().getHostAddress();
    KeepAlive.on(socket);
    TlsTrust tls = address.tls();
    Socket spoken = socket;
    if (tls != null) {
      socket.setSoTimeout(CONNECT_MILLIS);
      spoken = tls.over(socket, address.host());
    }
    return new EslConnection(spoken, switchId().value(), common.clock(), lock, role)
        .carriedBy(socket)
        .counting(length -> common.statuses().heard(switchId(), length));
  }

  private void openCommands() {
    EslConnection eventsNow = events;
    Run now = run;
    if (eventsNow != null) {
      Thread.ofVirtual()
          .name("esl-commands-" + switchId())
          .start(() -> keepCommands(eventsNow, now));
    }
  }

  /** A refusal ends the events too: the switch would not let us control what we hear. */
  private void keepCommands(EslConnection beside, Run during) {
    Backoff backoff = new Backoff(ThreadLocalRandom.current());
    while (!beside.isClosed()) {
      Ending ending = commandsOnce(beside, during);
      if (beside.isClosed()) {
        return;
      }
      if (ending.isRefusal()) {
        beside.close(ending);
        return;
      }
      status.changed(ConnectionState.CONNECTING, ending);
      LOG.warn("switch {}: no commands: {}", switchId(), ending.detail());
      pauseFor(backoff.after(ending));
    }
  }

  private Ending commandsOnce(EslConnection beside, Run during) {
    EslConnection made = null;
    try (Socket socket = new Socket()) {
      made = connect(socket, during.session()::commands);
      during.commands().set(made);
      return beside.isClosed() ? STOPS : made.serve();
    } catch (IOException unreachable) {
      return new Ending(Trouble.UNREACHABLE, String.valueOf(unreachable.getMessage()));
    } catch (RuntimeException defect) {
      return failed(defect);
    } finally {
      during.commands().compareAndSet(made, null);
    }
  }

  /** Whatever was wrong with us, the switch is to be dialled again. */
  private Ending failed(RuntimeException defect) {
    LOG.error("switch {}: an error of ours", switchId(), defect);
    return new Ending(Trouble.LOST, "an error of ours: " + defect.getMessage());
  }

  private void fares(ConnectionState state, Instant now) {
    status.changed(state, null);
    if (state == ConnectionState.UP && !wasUp) {
      wasUp = true;
      LOG.info("switch {} is up, {} legs", switchId(), memory.legs().liveCount());
    }
  }

  private void pauseFor(Duration pause) {
    try {
      closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      closing.countDown();
      Thread.currentThread().interrupt();
    }
  }
}
