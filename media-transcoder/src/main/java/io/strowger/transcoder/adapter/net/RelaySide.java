package io.strowger.transcoder.adapter.net;

import io.strowger.transcoder.rtp.RtpPacket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One socket of a relay: sends to where the SDP said until the first packet tells where the peer
 * really is, and takes packets from there only, ever after.
 */
final class RelaySide {
  private final DatagramChannel channel;
  private final int port;
  private volatile @Nullable InetSocketAddress told;
  private @Nullable SocketAddress latched;
  private volatile long received;
  private volatile long refused;

  RelaySide(DatagramChannel channel, @Nullable InetSocketAddress told) throws IOException {
    this.channel = channel;
    this.port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
    this.told = told;
  }

  DatagramChannel channel() {
    return channel;
  }

  int port() {
    return port;
  }

  long received() {
    return received;
  }

  long refused() {
    return refused;
  }

  void tell(InetSocketAddress address) {
    told = address;
  }

  /** The next packet that waits; empty when none does or it is not to be taken. */
  @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer: the media thread
  Optional<RtpPacket> receive(ByteBuffer buffer) throws IOException {
    buffer.clear();
    SocketAddress source = channel.receive(buffer);
    if (source == null) {
      return Optional.empty();
    }
    buffer.flip();
    Optional<RtpPacket> packet = RtpPacket.read(buffer);
    if (packet.isEmpty() || (latched != null && !latched.equals(source))) {
      refused++;
      return Optional.empty();
    }
    latched = source;
    received++;
    return packet;
  }

  void send(RtpPacket packet, ByteBuffer buffer) throws IOException {
    SocketAddress target = latched == null ? told : latched;
    if (target != null) {
      buffer.clear();
      packet.write(buffer);
      buffer.flip();
      channel.send(buffer, target);
    }
  }
}
