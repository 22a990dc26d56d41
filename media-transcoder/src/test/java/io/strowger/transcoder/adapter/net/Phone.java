package io.strowger.transcoder.adapter.net;

import io.strowger.transcoder.rtp.RtpPacket;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A peer of the relay, on loopback. */
final class Phone implements AutoCloseable {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final int PATIENCE_MILLIS = 5_000;

  private final DatagramSocket socket;

  Phone() throws SocketException {
    socket = new DatagramSocket(0, LOOPBACK);
    socket.setSoTimeout(PATIENCE_MILLIS);
  }

  InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  DatagramSocket portAbove() throws SocketException {
    DatagramSocket above = new DatagramSocket(socket.getLocalPort() + 1, LOOPBACK);
    above.setSoTimeout(PATIENCE_MILLIS);
    return above;
  }

  void send(InetSocketAddress to, RtpPacket packet) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(2_048);
    packet.write(buffer);
    socket.send(new DatagramPacket(buffer.array(), buffer.position(), to));
  }

  RtpPacket receive() throws IOException {
    return RtpPacket.read(ByteBuffer.wrap(receive(socket))).orElseThrow();
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
