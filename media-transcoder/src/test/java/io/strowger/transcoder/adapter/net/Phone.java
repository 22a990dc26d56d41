package io.strowger.transcoder.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.testkit.FreePort;
import io.strowger.testkit.Patience;
import io.strowger.transcoder.adapter.srtp.SrtpStream;
import io.strowger.transcoder.rtp.RtpPacket;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A peer of the relay, on loopback; the port above its own is free. */
final class Phone implements AutoCloseable {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final int PATIENCE_MILLIS = (int) Patience.LIMIT.toMillis();

  private final DatagramSocket socket;

  Phone() throws SocketException {
    this(LOOPBACK);
  }

  Phone(int port) throws SocketException {
    this(new InetSocketAddress(LOOPBACK, port));
  }

  Phone(InetAddress address) throws SocketException {
    this(new InetSocketAddress(address, FreePort.udp(2)));
  }

  private Phone(InetSocketAddress address) throws SocketException {
    socket = new DatagramSocket(address);
    socket.setSoTimeout(PATIENCE_MILLIS);
  }

  InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  DatagramSocket portAbove() throws SocketException {
    DatagramSocket above = new DatagramSocket(socket.getLocalPort() + 1, socket.getLocalAddress());
    above.setSoTimeout(PATIENCE_MILLIS);
    return above;
  }

  void send(InetSocketAddress to, RtpPacket packet) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(2_048);
    packet.write(buffer);
    send(to, Arrays.copyOf(buffer.array(), buffer.position()));
  }

  void send(InetSocketAddress to, byte[] datagram) throws IOException {
    socket.send(new DatagramPacket(datagram, datagram.length, to));
  }

  void send(InetSocketAddress to, RtpPacket packet, SrtpStream by) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(2_048);
    packet.write(buffer);
    int length = by.protect(MemorySegment.ofBuffer(buffer.clear()), packetLength(packet), false);
    byte[] datagram = new byte[length];
    buffer.get(0, datagram);
    send(to, datagram);
  }

  private static int packetLength(RtpPacket packet) {
    return 12 + packet.payload().length;
  }

  RtpPacket receive(SrtpStream by) throws IOException {
    byte[] datagram = receive(socket);
    ByteBuffer buffer = ByteBuffer.allocateDirect(2_048).put(0, datagram);
    int length = by.unprotect(MemorySegment.ofBuffer(buffer), datagram.length, false);
    assertThat(length).as("protected by another key").isPositive();
    return RtpPacket.read(buffer.limit(length)).orElseThrow();
  }

  RtpPacket receive() throws IOException {
    return RtpPacket.read(ByteBuffer.wrap(receiveDatagram())).orElseThrow();
  }

  byte[] receiveDatagram() throws IOException {
    return receive(socket);
  }

  static byte[] receive(DatagramSocket at) throws IOException {
    DatagramPacket datagram = new DatagramPacket(new byte[2_048], 2_048);
    try {
      at.receive(datagram);
    } catch (SocketTimeoutException silence) {
      throw new AssertionError("nothing was heard", silence);
    }
    return Arrays.copyOf(datagram.getData(), datagram.getLength());
  }

  @Override
  public void close() {
    socket.close();
  }
}
