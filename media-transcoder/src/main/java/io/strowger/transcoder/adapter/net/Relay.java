package io.strowger.transcoder.adapter.net;

import io.strowger.transcoder.amr.AmrCodec;
import io.strowger.transcoder.g711.G711;
import io.strowger.transcoder.sdp.RelaySdp;
import io.strowger.transcoder.transcode.AmrToG711;
import io.strowger.transcoder.transcode.CallerSide;
import io.strowger.transcoder.transcode.G711ToAmr;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One call's two sides and directions; its packets are handled by one media thread only. */
final class Relay {
  private static final int MOST_A_TURN = 32;

  private final String call;
  private final RelaySide caller;
  private final RelaySide trunk;
  private final AmrToG711 toTrunk;
  private final G711ToAmr toCaller;
  private final Instant began;
  private volatile long lastHeardNanos = System.nanoTime();

  /** What a relay is made of. */
  record Parts(
      String call,
      CallerSide callerSide,
      G711 codec,
      DatagramChannel callerChannel,
      @Nullable InetSocketAddress callerAddress,
      DatagramChannel trunkChannel) {}

  /** To be made on the media thread: the codecs belong to it. */
  Relay(Parts parts, AmrCodec amr, long seed, Instant now) throws IOException {
    this.call = parts.call();
    this.caller = new RelaySide(parts.callerChannel(), parts.callerAddress());
    this.trunk = new RelaySide(parts.trunkChannel(), null);
    this.toTrunk =
        new AmrToG711(parts.callerSide(), parts.codec(), RelaySdp.TRUNK_EVENTS, amr, seed);
    this.toCaller =
        new G711ToAmr(parts.callerSide(), parts.codec(), RelaySdp.TRUNK_EVENTS, amr, ~seed);
    this.began = now;
  }

  String call() {
    return call;
  }

  RelaySide caller() {
    return caller;
  }

  RelaySide trunk() {
    return trunk;
  }

  Instant began() {
    return began;
  }

  long concealed() {
    return toTrunk.concealed();
  }

  long silentNanos() {
    return System.nanoTime() - lastHeardNanos;
  }

  /** Handles what waits at one side. */
  void serve(RelaySide side, ByteBuffer in, ByteBuffer out) throws IOException {
    for (int i = 0; i < MOST_A_TURN; i++) {
      long before = side.received() + side.refused();
      var packet = side.receive(in);
      if (packet.isPresent()) {
        lastHeardNanos = System.nanoTime();
        if (side == caller) {
          toTrunk.take(packet.get(), sent -> send(trunk, sent, out));
        } else {
          toCaller.take(packet.get(), sent -> send(caller, sent, out));
        }
      } else if (side.received() + side.refused() == before) {
        return;
      }
    }
  }

  private static void send(
      RelaySide side, io.strowger.transcoder.rtp.RtpPacket packet, ByteBuffer out) {
    try {
      side.send(packet, out);
    } catch (IOException unreachable) {
      // The peer is not there (yet): RTP is sent into the blue, as by any phone.
      return;
    }
  }

  /** Frees the codecs; on the media thread. */
  void freeCodecs() {
    toTrunk.close();
    toCaller.close();
  }
}
