package io.strowger.gateway.adapter.esl;

import io.strowger.contracts.id.SwitchId;
import io.strowger.gateway.call.KnownLeg;
import io.strowger.gateway.call.LegReconstruction;
import io.strowger.gateway.call.ReturnAddress;
import io.strowger.gateway.doctor.Finding;
import io.strowger.gateway.esl.EslEvent;
import io.strowger.gateway.session.OutboundSession;
import io.strowger.gateway.session.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the connections that switches make, one for each call. */
final class OutboundListener {
  /** Most connections at a time; more wait in the kernel's queue. */
  static final int MAX_CONNECTIONS = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(OutboundListener.class);
  private static final int BACKLOG = 1024;
  private static final Duration AFTER_FAILURE = Duration.ofMillis(100);

  private final LinkCommon common;
  private final Function<String, Optional<SwitchId>> nameOfRun;
  private final Semaphore free = new Semaphore(MAX_CONNECTIONS);
  private final Map<String, Carried> byLeg = new ConcurrentHashMap<>();
  private final Set<EslConnection> withoutLeg = ConcurrentHashMap.newKeySet();
  private final BringingSwitches switches = new BringingSwitches();
  private volatile @Nullable ServerSocket listener;

  /** A connection and where commands for its call go. */
  record Carried(EslConnection connection, ReturnAddress address) {
    SwitchId switchId() {
      return address.switchId();
    }
  }

  /**
   * A listener that does not listen yet.
   *
   * @param nameOfRun the operator's name of the switch of this Core-UUID, if it has one
   */
  OutboundListener(LinkCommon common, Function<String, Optional<SwitchId>> nameOfRun) {
    this.common = common;
    this.nameOfRun = nameOfRun;
  }

  void start(String host, int port) {
    try {
      ServerSocket opened = new ServerSocket();
      opened.setReuseAddress(true);
      opened.bind(new InetSocketAddress(InetAddress.getByName(host), port), BACKLOG);
      listener = opened;
      Thread.ofVirtual().name("esl-outbound").start(() -> accept(opened));
      LOG.info("switches can connect to port {}", opened.getLocalPort());
    } catch (IOException taken) {
      throw new UncheckedIOException("cannot listen on " + host + ":" + port, taken);
    }
  }

  int port() {
    ServerSocket opened = listener;
    return opened == null ? -1 : opened.getLocalPort();
  }

  void close() {
    ServerSocket opened = listener;
    try {
      if (opened != null) {
        opened.close();
      }
    } catch (IOException broken) {
      LOG.debug("the listener does not close: {}", broken.toString());
    }
    byLeg.values().forEach(carried -> carried.connection().close(SwitchLink.STOPS));
    withoutLeg.forEach(connection -> connection.close(SwitchLink.STOPS));
  }

  /** Waits until the last word of every call's commands is said. */
  void awaitEnd(Duration patience) throws InterruptedException {
    if (free.tryAcquire(MAX_CONNECTIONS - 1, patience.toMillis(), TimeUnit.MILLISECONDS)) {
      free.release(MAX_CONNECTIONS - 1);
    }
  }

  void tick() {
    byLeg.values().forEach(carried -> carried.connection().tick());
    withoutLeg.forEach(EslConnection::tick);
  }

  Optional<EslConnection> connectionOf(String callUuid) {
    return Optional.ofNullable(byLeg.get(callUuid))
        .map(Carried::connection)
        .filter(EslConnection::isReady);
  }

  /** Where commands for a call go while its own connection takes them. */
  Optional<ReturnAddress> addressOf(String callUuid) {
    return Optional.ofNullable(byLeg.get(callUuid))
        .filter(carried -> carried.connection().isReady())
        .map(Carried::address);
  }

  /** How many calls each switch has brought. */
  Map<SwitchId, Long> calls() {
    return byLeg.values().stream()
        .collect(
            java.util.stream.Collectors.groupingBy(
                Carried::switchId, java.util.stream.Collectors.counting()));
  }

  private void accept(ServerSocket opened) {
    while (!opened.isClosed()) {
      try {
        free.acquire();
        Socket socket = opened.accept();
        Thread.ofVirtual().name("esl-call").start(() -> serve(socket));
      } catch (IOException failed) {
        free.release();
        if (!opened.isClosed()) {
          LOG.warn("cannot take a connection: {}", failed.toString());
          // Out of file handles it fails at once, and goes on to for a while.
          LockSupport.parkNanos(AFTER_FAILURE.toNanos());
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void serve(Socket socket) {
    AtomicReference<@Nullable String> leg = new AtomicReference<>();
    AtomicReference<@Nullable EslConnection> self = new AtomicReference<>();
    try (socket) {
      EslConnection connection =
          new EslConnection(
                  kept(socket),
                  String.valueOf(socket.getRemoteSocketAddress()),
                  common.clock(),
                  new ReentrantLock(),
                  wire -> session(wire, socket, leg, self))
              .counting(length -> heard(leg.get(), length));
      self.set(connection);
      withoutLeg.add(connection);
      String reason = connection.serve().detail();
      LOG.debug("connection of leg {} ended: {}", leg.get(), reason);
      if (reason.contains("lacks 'full'")) {
        switches.lacksFull(socket);
      }
      if (leg.get() == null) {
        LOG.warn("{} connected and brought no leg: {}", socket.getRemoteSocketAddress(), reason);
      }
    } catch (IOException broken) {
      LOG.debug("a connection does not close: {}", broken.toString());
    } finally {
      forget(leg.get(), self.get());
      free.release();
    }
  }

  /** The leg may have come back by another connection already. */
  private void forget(@Nullable String leg, @Nullable EslConnection connection) {
    if (connection != null) {
      withoutLeg.remove(connection);
    }
    Carried carried = leg == null ? null : byLeg.get(leg);
    if (leg != null && carried != null && carried.connection() == connection) {
      byLeg.remove(leg, carried);
    }
  }

  /** What comes before the leg is known is counted with its first event: a few bytes too late. */
  private void heard(@Nullable String leg, int length) {
    Carried carried = leg == null ? null : byLeg.get(leg);
    if (carried != null) {
      common.statuses().heard(carried.switchId(), length);
    }
  }

  private static Socket kept(Socket socket) throws IOException {
    KeepAlive.on(socket);
    return socket;
  }

  /** What there is to say of the switches that bring calls. */
  List<Finding> findings() {
    return switches.findings(this::isDialled);
  }

  /** True of a switch that a gateway has a connection of its own to. */
  boolean isDialled(SwitchId name) {
    return common.ownership().holderOf(name).isPresent();
  }

  private OutboundSession session(
      Wire wire,
      Socket socket,
      AtomicReference<@Nullable String> leg,
      AtomicReference<@Nullable EslConnection> self) {
    return new OutboundSession(
        wire,
        common.output(),
        this::addressOf,
        common.settings(),
        new OutboundSession.Adoption() {
          @Override
          public void carries(String uuid, ReturnAddress address) {
            leg.set(uuid);
            switches.brought(address.switchId(), socket);
            EslConnection connection = self.get();
            if (connection != null) {
              byLeg.put(uuid, new Carried(connection, address));
              withoutLeg.remove(connection);
            }
          }

          @Override
          public void lost(KnownLeg lost) {
            Carried carried = byLeg.get(lost.id().value());
            if (carried != null && !isClosed()) {
              handOver(lost, carried.switchId());
            }
          }
        });
  }

  private boolean isClosed() {
    ServerSocket opened = listener;
    return opened == null || opened.isClosed();
  }

  /** Whoever holds the switch's own connection hears the leg's events, and can command it. */
  private void handOver(KnownLeg leg, SwitchId switchId) {
    common
        .ownership()
        .holderOf(switchId)
        .ifPresent(holder -> {
          LOG.warn("call {} goes on without its own connection", leg.call());
          common
              .output()
              .publish(LegReconstruction.takenOver(leg, holder, common.clock().instant()));
        });
  }

  private ReturnAddress addressOf(EslEvent channel) {
    String core = channel.coreUuid();
    SwitchId name =
        Optional.ofNullable(core)
            .flatMap(nameOfRun)
            .orElseGet(() -> new SwitchId(String.valueOf(channel.header("FreeSWITCH-Switchname"))));
    return common.identity().addressOf(name, common.clock().instant());
  }
}
