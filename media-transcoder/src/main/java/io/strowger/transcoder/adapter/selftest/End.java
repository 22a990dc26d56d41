package io.strowger.transcoder.adapter.selftest;

import io.strowger.transcoder.rtp.RtpStream;
import io.strowger.transcoder.rtp.RtpView;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One end of a call: says its packets, and compares what it hears. All memory is taken beforehand:
 * a pause of the garbage collector would be counted as the relay's delay.
 */
final class End implements AutoCloseable {
  private static final byte[] NOTHING = {};

  private final DatagramChannel channel;
  private final Part part;
  private final RtpStream stream;
  private final long[] saidAt;
  private final byte[][] heard;
  private final byte[][] room;
  private final boolean[] came;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(2_048);
  private final byte[] datagram = new byte[2_048];
  private final RtpView view = new RtpView();
  private @Nullable SocketAddress relay;
  private boolean begun;
  private int firstTimestamp;
  private int said;
  private int received;
  private int exact;

  /**
   * What an end does.
   *
   * @param payloadType of its packets, both ways
   * @param samples of a packet
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Part(int payloadType, int samples, byte[][] says, byte[][] hears) {}

  End(Part part, int seed) throws IOException {
    this.part = part;
    this.stream = new RtpStream(seed * 0x9E3779B97F4A7C15L);
    this.saidAt = new long[part.says().length];
    this.heard = new byte[part.hears().length][];
    this.came = new boolean[part.hears().length];
    Arrays.fill(heard, NOTHING);
    this.room =
        Arrays.stream(part.hears()).map(payload -> new byte[payload.length]).toArray(byte[][]::new);
    this.channel = DatagramChannel.open(StandardProtocolFamily.INET);
    channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    channel.configureBlocking(false);
  }

  DatagramChannel channel() {
    return channel;
  }

  InetSocketAddress address() throws IOException {
    return (InetSocketAddress) channel.getLocalAddress();
  }

  void speakTo(SocketAddress address) {
    relay = address;
  }

  /** Says its next packet; false when it has said all. */
  boolean say() throws IOException {
    if (said == part.says().length || relay == null) {
      return false;
    }
    byte[] payload = part.says()[said];
    stream.head(datagram, part.payloadType(), payload.length);
    stream.advance(part.samples());
    System.arraycopy(payload, 0, datagram, RtpView.HEADER, payload.length);
    buffer.clear();
    buffer.put(datagram, 0, RtpView.HEADER + payload.length).flip();
    saidAt[said++] = System.nanoTime();
    channel.send(buffer, relay);
    return true;
  }

  /** Hears what waits; the other end's clock tells how long each packet was on its way. */
  void hear(End other, Percentiles latency) throws IOException {
    while (channel.receive(buffer.clear()) != null) {
      long now = System.nanoTime();
      int length = buffer.flip().remaining();
      buffer.get(datagram, 0, length);
      if (view.read(datagram, length) && view.payloadType() == part.payloadType()) {
        take(other, now, latency);
      }
    }
  }

  private void take(End other, long now, Percentiles latency) {
    if (!begun) {
      begun = true;
      firstTimestamp = view.timestamp() - firstHeard(other.said - 1) * part.samples();
    }
    int index = (view.timestamp() - firstTimestamp) / part.samples();
    if (index < 0 || index >= came.length || came[index]) {
      return;
    }
    came[index] = true;
    received++;
    int length = view.payloadLength();
    heard[index] = room[index].length == length ? room[index] : new byte[length];
    System.arraycopy(view.octets(), view.payloadOffset(), heard[index], 0, length);
    exact += Arrays.equals(heard[index], part.hears()[index]) ? 1 : 0;
    latency.add(now - other.saidAt[index]);
  }

  /**
   * Which packet is heard first: the relay may have lost what came before, or have taken longer
   * than a packet lasts.
   *
   * @param last what the other end said last: the answer when what came is not what was to come
   */
  private int firstHeard(int last) {
    for (int index = last; index >= 0; index--) {
      byte[] expected = part.hears()[index];
      if (Arrays.equals(
          expected,
          0,
          expected.length,
          view.octets(),
          view.payloadOffset(),
          view.payloadOffset() + view.payloadLength())) {
        return index;
      }
    }
    return last;
  }

  int said() {
    return said;
  }

  int received() {
    return received;
  }

  /** Packets that are to the last bit what was to be heard. */
  int exact() {
    return exact;
  }

  byte[][] heard() {
    return heard;
  }

  byte[][] expected() {
    return part.hears();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
