package io.strowger.transcoder.adapter.net;

import io.strowger.transcoder.adapter.srtp.SrtpStream;
import io.strowger.transcoder.session.SideDescription.Transport;
import io.strowger.transcoder.srtp.SrtpKeys;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;

/**
 * One side's sockets: sends to where the SDP said until a valid packet tells where the peer really
 * is, and takes packets from there only (symmetric RTP, RFC 4961; see {@link Latch}).
 */
final class SideSocket {
  private final PortPool.Pair pair;
  private final Datagrams buffers;
  private final Latch latch = new Latch();
  private Transport transport;
  private @Nullable SocketAddress rtcpTarget;
  private @Nullable SrtpStream incoming;
  private @Nullable SrtpStream outgoing;
  private long refused;

  SideSocket(PortPool.Pair pair, Transport transport, Datagrams buffers, long nowNanos) {
    this.pair = pair;
    this.buffers = buffers;
    this.transport = transport;
    direct(transport, nowNanos);
    transport.srtp().ifPresent(this::protect);
  }

  private void protect(SrtpKeys keys) {
    incoming = incoming(keys);
    outgoing = SrtpStream.outgoing(keys.own());
  }

  private static SrtpStream incoming(SrtpKeys keys) {
    return keys.underWay()
        ? SrtpStream.incomingUnderWay(keys.peer())
        : SrtpStream.incoming(keys.peer());
  }

  PortPool.Pair pair() {
    return pair;
  }

  boolean isRtcp(DatagramChannel channel) {
    return channel == pair.rtcp();
  }

  long refused() {
    return refused;
  }

  /** Goes by another description. */
  void describe(Transport other, long nowNanos) {
    rekey(transport.srtp().orElse(null), other.srtp().orElse(null));
    transport = other;
    direct(other, nowNanos);
  }

  /** A key that stays goes on counting where it is. */
  private void rekey(@Nullable SrtpKeys before, @Nullable SrtpKeys after) {
    if (before != null && after != null) {
      if (!before.peer().equals(after.peer())) {
        incoming = SrtpStream.instead(incoming, incoming(after));
      }
      if (!before.own().equals(after.own())) {
        outgoing = SrtpStream.instead(outgoing, SrtpStream.outgoing(after.own()));
      }
    } else {
      close();
      if (after != null) {
        protect(after);
      }
    }
  }

  /** Frees what protects its packets. */
  void close() {
    incoming = SrtpStream.instead(incoming, null);
    outgoing = SrtpStream.instead(outgoing, null);
  }

  /**
   * Opens what was received, where its packets are protected.
   *
   * @return its length then; -1 when it is not the peer's, or came before
   */
  int opened(int length, boolean report) {
    if (incoming == null) {
      return length;
    }
    int open = incoming.unprotect(buffers.inSegment, length, report);
    if (open >= 0) {
      buffers.receivedAs(open);
    }
    return open;
  }

  private void direct(Transport described, long nowNanos) {
    latch.tell(described.remote().orElse(null), nowNanos);
    aimRtcp(latch.target());
  }

  private void aimRtcp(@Nullable SocketAddress rtp) {
    if (rtp instanceof InetSocketAddress address) {
      if (transport.rtcpMux()) {
        rtcpTarget = address;
      } else if (transport.rtcp().isPresent() && isToldHost(address)) {
        rtcpTarget = transport.rtcp().get();
      } else if (address.getPort() < 65_535) {
        rtcpTarget = new InetSocketAddress(address.getAddress(), address.getPort() + 1);
      }
    }
  }

  /** Behind NAT what the SDP names is not where the peer can be reached. */
  private boolean isToldHost(InetSocketAddress address) {
    return transport
        .remote()
        .filter(told -> told.getAddress().equals(address.getAddress()))
        .isPresent();
  }

  /** Lets the peer be found elsewhere, once more. */
  void unlatch(long nowNanos) {
    latch.free(nowNanos);
  }

  /** Whether a packet from there may be taken; counts it when not. */
  boolean mayCome(SocketAddress source, long nowNanos) {
    if (latch.mayCome(source, nowNanos)) {
      return true;
    }
    refused++;
    return false;
  }

  /** True for the place that the peer was found at. */
  boolean isPeer(SocketAddress source) {
    return latch.isTaken(source);
  }

  void refuse() {
    refused++;
  }

  /** A valid packet came from there. */
  void latch(SocketAddress source, long nowNanos) {
    if (latch.heard(source, nowNanos)) {
      aimRtcp(source);
    }
  }

  /** Whether a report from there may be taken: from the peer's host. */
  boolean mayReport(SocketAddress source) {
    SocketAddress peer = latch.target();
    boolean may =
        peer instanceof InetSocketAddress known
            && source instanceof InetSocketAddress from
            && known.getAddress().equals(from.getAddress());
    if (may && !transport.rtcpMux()) {
      rtcpTarget = source;
    }
    return may;
  }

  void send(byte[] datagram, int length) {
    SocketAddress target = latch.target();
    if (target == null) {
      return;
    }
    ByteBuffer filled = filled(datagram, length, false);
    if (filled != null) {
      send(pair.rtp(), filled, target);
      if (!latch.isFound()) {
        sendBesides(filled);
      }
    }
  }

  private void sendBesides(ByteBuffer filled) {
    SocketAddress old = latch.besides(System.nanoTime());
    if (old != null) {
      send(pair.rtp(), filled.rewind(), old);
    }
  }

  void sendRtcp(byte[] datagram, int length) {
    if (rtcpTarget != null) {
      ByteBuffer filled = filled(datagram, length, true);
      if (filled != null) {
        send(transport.rtcpMux() ? pair.rtp() : pair.rtcp(), filled, rtcpTarget);
      }
    }
  }

  /** What is to be sent, protected where packets are; null when it cannot be. */
  private @Nullable ByteBuffer filled(byte[] datagram, int length, boolean report) {
    ByteBuffer filled = buffers.filled(datagram, length);
    if (outgoing != null) {
      int protectedLength = outgoing.protect(buffers.outSegment, length, report);
      if (protectedLength < 0) {
        return null;
      }
      filled.limit(protectedLength);
    }
    return filled;
  }

  private static void send(DatagramChannel channel, ByteBuffer filled, SocketAddress target) {
    try {
      channel.send(filled, target);
    } catch (IOException unreachable) {
      // The peer is not there (yet): RTP is sent into the blue, as by any phone.
    }
  }
}
