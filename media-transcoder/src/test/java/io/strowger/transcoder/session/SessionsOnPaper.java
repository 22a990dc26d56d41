package io.strowger.transcoder.session;

import io.strowger.contracts.transcoding.AddressFamily;
import io.strowger.transcoder.dsp.RingTone;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sessions that keep what they are told and relay nothing, for tests of those who drive them. */
public final class SessionsOnPaper implements RelaySessions {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final int FIRST_PORT = 30_000;

  /** How many may be open. */
  public int room = Integer.MAX_VALUE;

  /** Since when each has heard nothing. */
  public Duration silent = Duration.ZERO;

  /** Tones begun and ended, taps put on and taken off, sources freed, in order. */
  public final List<String> done = new ArrayList<>();

  private final Map<SessionId, Kept> kept = new LinkedHashMap<>();
  private int next = FIRST_PORT;

  private record Kept(
      Opening.Opened ports, Opening.Families families, Map<Side, SideDescription> sides) {}

  /** At which kind of address a session's sides are. */
  public Opening.Families families(SessionId id) {
    return Optional.ofNullable(kept.get(id)).orElseThrow().families();
  }

  @Override
  public Opening open(SessionId id, SideDescription a, SideDescription b) {
    return open(id, a, b, new Opening.Families(AddressFamily.IP4, AddressFamily.IP4));
  }

  @Override
  public Opening open(
      SessionId id, SideDescription a, SideDescription b, Opening.Families families) {
    if (kept.containsKey(id)) {
      return new Opening.Refused(Opening.Reason.NAME_IN_USE);
    }
    if (kept.size() >= room) {
      return new Opening.Refused(Opening.Reason.NO_CPU_LEFT);
    }
    var ports =
        new Opening.Opened(
            new InetSocketAddress(LOOPBACK, next), new InetSocketAddress(LOOPBACK, next + 2));
    next += 4;
    kept.put(id, new Kept(ports, families, new EnumMap<>(Map.of(Side.A, a, Side.B, b))));
    return ports;
  }

  @Override
  public Opening openAt(
      SessionId id,
      SideDescription a,
      SideDescription b,
      Opening.Families families,
      Opening.Ports at) {
    boolean taken =
        kept.values().stream().anyMatch(session -> session.ports().a().getPort() == at.a());
    if (taken) {
      return new Opening.Refused(Opening.Reason.NO_PORT_FREE);
    }
    next = at.a();
    return open(id, a, b, families);
  }

  @Override
  public boolean update(SessionId id, Side side, SideDescription description) {
    Kept session = kept.get(id);
    if (session != null) {
      session.sides().put(side, description);
    }
    return session != null;
  }

  @Override
  public Optional<SideDescription> description(SessionId id, Side side) {
    return Optional.ofNullable(kept.get(id)).map(session -> session.sides().get(side));
  }

  @Override
  public boolean allowRelatch(SessionId id, Side side) {
    return note(id, "relatch " + side);
  }

  @Override
  public boolean startTone(SessionId id, Side to, RingTone tone) {
    return note(id, "tone to " + to);
  }

  @Override
  public boolean stopTone(SessionId id, Side to) {
    return note(id, "no tone to " + to);
  }

  @Override
  public boolean startTap(SessionId id, Tap tap) {
    return note(id, "tap");
  }

  @Override
  public boolean stopTap(SessionId id) {
    return note(id, "no tap");
  }

  private boolean note(SessionId id, String what) {
    boolean known = kept.containsKey(id);
    if (known) {
      done.add(what);
    }
    return known;
  }

  @Override
  public Optional<SessionStatistics> statistics(SessionId id) {
    return Optional.ofNullable(kept.get(id)).map(session -> statistics(id, session));
  }

  @Override
  public List<SessionStatistics> all() {
    return kept.entrySet().stream()
        .map(entry -> statistics(entry.getKey(), entry.getValue()))
        .toList();
  }

  @Override
  public Capacity capacity() {
    return new Capacity(kept.size(), 1, kept.size() * 0.01, 0.8, 0, 1000);
  }

  @Override
  public Optional<SessionStatistics> close(SessionId id) {
    Optional<SessionStatistics> last = statistics(id);
    kept.remove(id);
    return last;
  }

  private SessionStatistics statistics(SessionId id, Kept session) {
    return new SessionStatistics(
        id,
        Instant.EPOCH,
        session.ports(),
        new SessionStatistics.Both(side(100), side(50)),
        new SessionStatistics.Load(Duration.ofMillis(5), silent));
  }

  private static SideStatistics side(long packets) {
    return new SideStatistics(
        new SideStatistics.Traffic(packets, packets * 32),
        new SideStatistics.Traffic(packets, packets * 160),
        new SideStatistics.Quality(packets + 2, 2, 0, 0, 2, 1.5, 20),
        Optional.empty(),
        Optional.of(Instant.EPOCH));
  }
}
