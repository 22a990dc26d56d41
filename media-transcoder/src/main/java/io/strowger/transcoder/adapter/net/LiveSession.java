package io.strowger.transcoder.adapter.net;

import io.strowger.transcoder.rtp.RtpView;
import io.strowger.transcoder.session.Opening;
import io.strowger.transcoder.session.SessionId;
import io.strowger.transcoder.session.SessionStatistics;
import io.strowger.transcoder.session.Side;
import io.strowger.transcoder.session.SideDescription;
import io.strowger.transcoder.transcode.Relay;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A session on its media thread: sockets, relay, and its place in the thread's timer. */
final class LiveSession {
  private final SessionId id;
  private final Instant startedAt;
  private final long startedNanos;
  private final Relay relay;
  private final SideSocket a;
  private final SideSocket b;
  private final Datagrams buffers;
  private final Opening.Opened ports;
  private long cpuNanos;
  private boolean ended;

  /** The timer's links; see {@link TimerWheel}. */
  @Nullable LiveSession timerNext;

  @Nullable LiveSession timerPrevious;
  int timerSlot = TimerWheel.NOT_WAITING;
  long timerTick;

  /** What a session is called and when it began. */
  record Birth(SessionId id, Instant startedAt, long startedNanos) {}

  LiveSession(Birth birth, Relay relay, Relay.Both<SideSocket> sockets, Datagrams buffers) {
    this.id = birth.id();
    this.startedAt = birth.startedAt();
    this.startedNanos = birth.startedNanos();
    this.relay = relay;
    this.a = sockets.a();
    this.b = sockets.b();
    this.buffers = buffers;
    this.ports = new Opening.Opened(address(a), address(b));
  }

  SessionId id() {
    return id;
  }

  Relay relay() {
    return relay;
  }

  SideSocket socket(Side side) {
    return side == Side.A ? a : b;
  }

  /** Takes the next datagram of a socket. */
  void receive(Side side, DatagramChannel channel) throws IOException {
    buffers.in.clear();
    SocketAddress source = channel.receive(buffers.in);
    if (source == null) {
      return;
    }
    long began = System.nanoTime();
    int length = buffers.received();
    SideSocket socket = socket(side);
    boolean report = socket.isRtcp(channel) || RtpView.isRtcp(buffers.octets, length);
    length = socket.opened(length, report);
    if (length < 0) {
      socket.refuse();
    } else if (report) {
      takeRtcp(side, source, length, began);
    } else if (!buffers.view.read(buffers.octets, length)) {
      socket.refuse();
    } else if (socket.mayCome(source, began)) {
      take(side, source, began);
    }
    cpuNanos += System.nanoTime() - began;
  }

  private void take(Side side, SocketAddress source, long nowNanos) {
    if (relay.knows(side, buffers.view.payloadType())) {
      socket(side).latch(source, nowNanos);
      relay.take(side, buffers.view, nowNanos);
    } else if (socket(side).isPeer(source)) {
      relay.take(side, buffers.view, nowNanos); // such as comfort noise (RFC 3389): counted
    } else {
      socket(side).refuse();
    }
  }

  private void takeRtcp(Side side, SocketAddress source, int length, long nowNanos) {
    if (!socket(side).mayReport(source)
        || !relay.takeRtcp(side, buffers.octets, length, nowNanos)) {
      socket(side).refuse();
    }
  }

  /** Does what is due. */
  void advance() {
    long began = System.nanoTime();
    relay.advance(began);
    cpuNanos += System.nanoTime() - began;
  }

  void update(Side side, SideDescription description) {
    socket(side).describe(description.transport(), System.nanoTime());
    relay.update(side, description);
  }

  SessionStatistics statistics() {
    long now = System.nanoTime();
    long heard = Math.max(relay.heardAt(Side.A), relay.heardAt(Side.B));
    return new SessionStatistics(
        id,
        startedAt,
        ports,
        new SessionStatistics.Both(
            relay.statistics(Side.A, a.refused()), relay.statistics(Side.B, b.refused())),
        new SessionStatistics.Load(
            Duration.ofNanos(cpuNanos),
            Duration.ofNanos(now - (heard == 0 ? startedNanos : heard))));
  }

  Opening.Opened ports() {
    return ports;
  }

  /** Frees its codecs; nothing is asked of it any more. */
  void end() {
    ended = true;
    relay.close();
    a.close();
    b.close();
  }

  boolean hasEnded() {
    return ended;
  }

  private static InetSocketAddress address(SideSocket socket) {
    try {
      return (InetSocketAddress) socket.pair().rtp().getLocalAddress();
    } catch (IOException closed) {
      throw new IllegalStateException("port " + socket.pair().port() + " is closed", closed);
    }
  }
}
