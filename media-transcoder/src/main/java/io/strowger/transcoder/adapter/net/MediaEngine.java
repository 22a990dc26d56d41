package io.strowger.transcoder.adapter.net;

import io.strowger.contracts.transcoding.AddressFamily;
import io.strowger.transcoder.adapter.srtp.SrtpStream;
import io.strowger.transcoder.amr.AmrCodec;
import io.strowger.transcoder.dsp.RingTone;
import io.strowger.transcoder.jitter.Timing;
import io.strowger.transcoder.session.Capacity;
import io.strowger.transcoder.session.Opening;
import io.strowger.transcoder.session.Opening.Reason;
import io.strowger.transcoder.session.RelaySessions;
import io.strowger.transcoder.session.SessionId;
import io.strowger.transcoder.session.SessionStatistics;
import io.strowger.transcoder.session.Side;
import io.strowger.transcoder.session.SideDescription;
import io.strowger.transcoder.session.Tap;
import io.strowger.transcoder.transcode.CodecCosts;
import io.strowger.transcoder.transcode.Relay;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** The relay sessions of this instance, each on the media thread that had most to spare. */
public final class MediaEngine implements RelaySessions, AutoCloseable {
  private final Resources resources;
  private final Load load;
  private final List<MediaThread> threads = new ArrayList<>();
  private final PlacedSessions sessions = new PlacedSessions();
  private final SplittableRandom random = new SplittableRandom();

  /**
   * What sessions are made of.
   *
   * @param timing when their packets are passed on
   */
  public record Resources(PortPool ports, AmrCodec codecs, Clock clock, Timing timing) {
    /** Of sessions whose packets are passed on as they come. */
    public Resources(PortPool ports, AmrCodec codecs, Clock clock) {
      this(ports, codecs, clock, Timing.AS_THEY_COME);
    }
  }

  /**
   * How much is taken on.
   *
   * @param threads that serve media, one for each core
   * @param pinned true to keep each on its core
   * @param realTime true to have each run before all ordinary threads, where the system allows it
   * @param limit of a core's time that sessions may take: 0 to 1
   * @param costs of codecs on this machine
   */
  public record Terms(
      int threads, boolean pinned, boolean realTime, double limit, CodecCosts costs) {}

  /** An engine with its threads running. */
  public MediaEngine(Resources resources, Terms terms) throws IOException {
    this.resources = resources;
    List<Integer> cores = terms.pinned() ? CpuAffinity.allowed() : List.of();
    for (int i = 0; i < terms.threads(); i++) {
      int core = cores.isEmpty() ? -1 : cores.reversed().get(i % cores.size());
      threads.add(new MediaThread(i, core, terms.realTime()));
    }
    this.load = new Load(threads, terms);
  }

  @Override
  public Opening open(SessionId id, SideDescription a, SideDescription b) {
    AddressFamily usual = resources.ports().usual();
    return open(id, a, b, new Opening.Families(usual, usual));
  }

  @Override
  public Opening open(
      SessionId id, SideDescription a, SideDescription b, Opening.Families families) {
    PortPool ports = resources.ports();
    return open(
        id,
        new Relay.Both<>(a, b),
        families,
        new Relay.Both<>(() -> ports.open(families.a()), () -> ports.open(families.b())));
  }

  @Override
  public Opening openAt(
      SessionId id,
      SideDescription a,
      SideDescription b,
      Opening.Families families,
      Opening.Ports at) {
    PortPool ports = resources.ports();
    return open(
        id,
        new Relay.Both<>(a, b),
        families,
        new Relay.Both<>(
            () -> ports.openAt(families.a(), at.a()), () -> ports.openAt(families.b(), at.b())));
  }

  private synchronized Opening open(
      SessionId id,
      Relay.Both<SideDescription> sides,
      Opening.Families families,
      Relay.Both<Supplier<Optional<PortPool.Pair>>> ports) {
    if (sessions.get(id) != null) {
      return new Opening.Refused(Reason.NAME_IN_USE);
    }
    if (!resources.ports().serves(families.a()) || !resources.ports().serves(families.b())) {
      return new Opening.Refused(Reason.NO_ADDRESS_OF_FAMILY);
    }
    if ((isSecure(sides.a()) || isSecure(sides.b())) && !SrtpStream.isPossible()) {
      return new Opening.Refused(Reason.NO_SRTP);
    }
    double cores = load.cores(sides.a(), sides.b());
    Optional<MediaThread> thread =
        threads.stream()
            .filter(MediaThread::isRunning)
            .min(Comparator.comparingDouble(MediaThread::committed));
    if (thread.isEmpty() || !load.admits(thread.get(), cores)) {
      return new Opening.Refused(Reason.NO_CPU_LEFT);
    }
    Optional<PortPool.Pair> first = ports.a().get();
    Optional<PortPool.Pair> second = first.isEmpty() ? Optional.empty() : ports.b().get();
    if (first.isEmpty() || second.isEmpty()) {
      first.ifPresent(resources.ports()::close);
      return new Opening.Refused(Reason.NO_PORT_FREE);
    }
    var pairs = new Relay.Both<>(first.get(), second.get());
    return place(id, sides, pairs, new Room(thread.get(), cores));
  }

  private static boolean isSecure(SideDescription side) {
    return side.transport().srtp().isPresent();
  }

  private record Room(MediaThread thread, double cores) {}

  private Opening place(
      SessionId id, Relay.Both<SideDescription> sides, Relay.Both<PortPool.Pair> pairs, Room room) {
    try {
      LiveSession session = room.thread().call(() -> begin(id, sides, pairs, room.thread()));
      room.thread().commit(room.cores());
      sessions.put(id, new PlacedSessions.Placed(session, room.thread(), room.cores()));
      return session.ports();
    } catch (RuntimeException failure) {
      resources.ports().close(pairs.a());
      resources.ports().close(pairs.b());
      throw failure;
    }
  }

  private LiveSession begin(
      SessionId id,
      Relay.Both<SideDescription> sides,
      Relay.Both<PortPool.Pair> pairs,
      MediaThread thread)
      throws IOException {
    Datagrams buffers = thread.buffers();
    Instant now = resources.clock().instant();
    long nanos = System.nanoTime();
    SideSocket a = new SideSocket(pairs.a(), sides.a().transport(), buffers, nanos);
    SideSocket b = new SideSocket(pairs.b(), sides.b().transport(), buffers, nanos);
    long epoch = now.getEpochSecond() * 1_000_000_000L + now.getNano();
    Relay relay =
        new Relay(
            sides,
            new Relay.Both<>(
                new Relay.Wires(a::send, a::sendRtcp), new Relay.Wires(b::send, b::sendRtcp)),
            resources.codecs(),
            new Relay.Birth(cname(), random.nextLong(), nanos, epoch, resources.timing()),
            buffers.scratch);
    LiveSession session =
        new LiveSession(
            new LiveSession.Birth(id, now, nanos), relay, new Relay.Both<>(a, b), buffers);
    thread.serve(session);
    return session;
  }

  /** Of this session alone, and telling nothing (RFC 7022). */
  private String cname() {
    return "%016x@strowger".formatted(random.nextLong());
  }

  @Override
  public synchronized boolean update(SessionId id, Side side, SideDescription description) {
    PlacedSessions.Placed placed = sessions.get(id);
    if (placed == null
        || !placed.thread().isRunning()
        || isSecure(description) && !SrtpStream.isPossible()) {
      return false;
    }
    SideDescription other =
        placed
            .thread()
            .call(() -> {
              placed.session().update(side, description);
              placed.thread().reschedule(placed.session());
              return placed.session().relay().description(side.other());
            });
    double cores = load.cores(description, other);
    placed.thread().commit(cores - placed.cores());
    sessions.put(id, new PlacedSessions.Placed(placed.session(), placed.thread(), cores));
    return true;
  }

  @Override
  public Optional<SideDescription> description(SessionId id, Side side) {
    return sessions.ask(id, session -> session.relay().description(side));
  }

  @Override
  public boolean allowRelatch(SessionId id, Side side) {
    return sessions.tell(id, session -> session.socket(side).unlatch(System.nanoTime()));
  }

  @Override
  public boolean startTone(SessionId id, Side to, RingTone tone) {
    return sessions.tell(id, session -> session.relay().startTone(to, tone, System.nanoTime()));
  }

  @Override
  public boolean stopTone(SessionId id, Side to) {
    return sessions.tell(id, session -> session.relay().stopTone(to));
  }

  @Override
  public boolean startTap(SessionId id, Tap tap) {
    return sessions.tell(id, session -> session.relay().tap(tap));
  }

  @Override
  public boolean stopTap(SessionId id) {
    return sessions.tell(id, session -> session.relay().tap(null));
  }

  @Override
  public Optional<SessionStatistics> statistics(SessionId id) {
    return sessions.ask(id, LiveSession::statistics);
  }

  @Override
  public List<SessionStatistics> all() {
    return sessions.ids().stream().flatMap(id -> statistics(id).stream()).toList();
  }

  @Override
  public Capacity capacity() {
    return load.capacity(sessions.count(), resources.ports().free());
  }

  /** Tells it what a packet in and another out really take here, in microseconds. */
  void packetsCost(double micros) {
    load.packetsCost(micros);
  }

  /** CPU that the media threads took since they began, in seconds. */
  public double cpuSeconds() {
    return threads.stream().mapToLong(MediaThread::cpuNanos).sum() / 1e9;
  }

  @Override
  public synchronized Optional<SessionStatistics> close(SessionId id) {
    PlacedSessions.Placed placed = sessions.remove(id);
    if (placed == null) {
      return Optional.empty();
    }
    placed.thread().commit(-placed.cores());
    if (!placed.thread().isRunning()) {
      closePorts(placed.session());
      return Optional.empty();
    }
    return Optional.of(placed.thread().callAnyway(() -> end(placed)));
  }

  private SessionStatistics end(PlacedSessions.Placed placed) throws IOException {
    LiveSession session = placed.session();
    SessionStatistics statistics = session.statistics();
    try {
      session.relay().bye(System.nanoTime());
    } finally {
      session.end();
      placed.thread().leave(session);
      closePorts(session);
    }
    return statistics;
  }

  private void closePorts(LiveSession session) {
    resources.ports().close(session.socket(Side.A).pair());
    resources.ports().close(session.socket(Side.B).pair());
  }

  /** False once a media thread has ended: its calls are mute, and only a new start replaces it. */
  public boolean isWhole() {
    return threads.stream().allMatch(MediaThread::isRunning);
  }

  /** Ends every session, and the threads. */
  @Override
  public void close() {
    sessions.ids().forEach(this::close);
    threads.forEach(MediaThread::close);
  }
}
