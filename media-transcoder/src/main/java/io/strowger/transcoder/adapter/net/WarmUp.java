package io.strowger.transcoder.adapter.net;

import io.strowger.transcoder.adapter.codec.SpeechSample;
import io.strowger.transcoder.amr.AmrCodec;
import io.strowger.transcoder.amr.AmrFile;
import io.strowger.transcoder.amr.AmrFrames;
import io.strowger.transcoder.amr.AmrFraming;
import io.strowger.transcoder.amr.AmrKind;
import io.strowger.transcoder.amr.ModeRules;
import io.strowger.transcoder.g711.G711;
import io.strowger.transcoder.jitter.Timing;
import io.strowger.transcoder.rtp.RtpStream;
import io.strowger.transcoder.rtp.RtpView;
import io.strowger.transcoder.rtp.TelephoneEvents;
import io.strowger.transcoder.session.Flow;
import io.strowger.transcoder.session.Opening;
import io.strowger.transcoder.session.SessionId;
import io.strowger.transcoder.session.Side;
import io.strowger.transcoder.session.SideDescription;
import io.strowger.transcoder.session.SideDescription.Codec;
import io.strowger.transcoder.session.SideDescription.Transport;
import io.strowger.transcoder.session.SpeechFormat;
import io.strowger.transcoder.transcode.Relay;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.Optional;

/**
 * Runs media through every kind of session before the first call, so that its packets find compiled
 * code: a cold start loses packets.
 */
public final class WarmUp {
  private static final int ROUNDS = 10;
  private static final int REAL_PACKETS = 20;
  private static final int SILENT_PACKETS = 300;
  private static final int SOCKET_PACKETS = 8_000;
  private static final int AMR_TYPE = 96;
  private static final long FRAME_NANOS = 20_000_000;

  private final AmrCodec codecs;
  private final byte[] datagram = new byte[RtpView.HEADER + AmrFraming.MOST_OCTETS];
  private final AmrFrames frames = new AmrFrames();
  private final RtpView view = new RtpView();

  private final List<AmrFile.Frame> narrow = SpeechSample.of(AmrKind.NARROWBAND).file().frames();
  private final List<AmrFile.Frame> wide = SpeechSample.of(AmrKind.WIDEBAND).file().frames();

  private WarmUp(AmrCodec codecs) {
    this.codecs = codecs;
  }

  /**
   * Warms the rooms, then the sockets of an engine, which is told what a packet cost it; takes
   * about a second.
   */
  public static void run(AmrCodec codecs, MediaEngine engine) throws IOException {
    WarmUp warmUp = new WarmUp(codecs);
    SpeechFormat aligned = amr(AmrKind.NARROWBAND, true);
    SpeechFormat efficient = amr(AmrKind.NARROWBAND, false);
    SpeechFormat wide = amr(AmrKind.WIDEBAND, true);
    SpeechFormat a = new SpeechFormat.Companded(G711.PCMA);
    SpeechFormat mu = new SpeechFormat.Companded(G711.PCMU);
    warmUp.between(aligned, a);
    warmUp.between(efficient, mu);
    warmUp.between(wide, a);
    warmUp.between(amr(AmrKind.WIDEBAND, false), efficient);
    warmUp.between(aligned, efficient);
    warmUp.between(a, mu);
    warmUp.throughSockets(engine);
  }

  private static SpeechFormat amr(AmrKind kind, boolean octetAligned) {
    return new SpeechFormat.Amr(kind, octetAligned, ModeRules.any(kind), false);
  }

  private static SideDescription side(SpeechFormat format, Transport transport) {
    int type = format instanceof SpeechFormat.Companded(var law) ? law.payloadType() : AMR_TYPE;
    return new SideDescription(
        Codec.of(format, type),
        Optional.of(new TelephoneEvents(101, format.clockRate())),
        transport,
        Flow.SENDRECV);
  }

  /**
   * A little with the codecs, and much without, as they need no warming; in turns, as the compiler
   * reckons with nothing but what it has seen lately.
   */
  private void between(SpeechFormat a, SpeechFormat b) {
    for (int round = 0; round < ROUNDS; round++) {
      between(a, b, new SilentCodec(), SILENT_PACKETS);
      between(a, b, codecs, REAL_PACKETS);
    }
  }

  private void between(SpeechFormat a, SpeechFormat b, AmrCodec codec, int packets) {
    var wires = new Relay.Wires((_, _) -> {}, (_, _) -> {});
    SideDescription sideA = side(a, Transport.unknown());
    SideDescription sideB = side(b, Transport.unknown());
    try (Relay relay =
        new Relay(
            new Relay.Both<>(sideA, sideB),
            new Relay.Both<>(wires, wires),
            codec,
            new Relay.Birth("warm-up", 1, 0, 0, Timing.AS_THEY_COME))) {
      RtpStream fromA = new RtpStream(2);
      RtpStream fromB = new RtpStream(3);
      for (int i = 1; i <= packets; i++) {
        long now = i * FRAME_NANOS;
        take(relay, Side.A, sideA, fromA, now);
        take(relay, Side.B, sideB, fromB, now);
        relay.advance(now);
      }
    }
  }

  private void take(
      Relay relay, Side side, SideDescription speaker, RtpStream stream, long nowNanos) {
    int length = payload(speaker.codec().format(), (int) (nowNanos / FRAME_NANOS));
    stream.head(datagram, speaker.codec().payloadType(), length);
    stream.advance(speaker.codec().format().clockRate() / 50);
    view.read(datagram, RtpView.HEADER + length);
    relay.take(side, view, nowNanos);
  }

  private int payload(SpeechFormat format, int number) {
    return switch (format) {
      case SpeechFormat.Companded _ -> 160;
      case SpeechFormat.Amr amr -> {
        List<AmrFile.Frame> speech = speech(amr.kind());
        AmrFile.Frame frame = speech.get(number % speech.size());
        frames.clear();
        int index = frames.add(frame.type(), true);
        System.arraycopy(frame.speech(), 0, frames.speech(index), 0, frame.speech().length);
        yield new AmrFraming(amr.kind(), amr.octetAligned())
            .write(frames, datagram, RtpView.HEADER);
      }
    };
  }

  private List<AmrFile.Frame> speech(AmrKind kind) {
    return kind == AmrKind.WIDEBAND ? wide : narrow;
  }

  private void throughSockets(MediaEngine engine) throws IOException {
    SessionId id = new SessionId("warm-up");
    SideDescription a = side(new SpeechFormat.Companded(G711.PCMA), Transport.unknown());
    SideDescription b = side(new SpeechFormat.Companded(G711.PCMU), Transport.unknown());
    if (engine.open(id, a, b) instanceof Opening.Opened(var atA, var atB)) {
      try (DatagramChannel one = socket(atA);
          DatagramChannel other = socket(atB)) {
        engine.update(id, Side.A, a.at(Transport.at((InetSocketAddress) one.getLocalAddress())));
        engine.update(id, Side.B, b.at(Transport.at((InetSocketAddress) other.getLocalAddress())));
        engine.packetsCost(exchange(engine, one, other));
      } finally {
        engine.close(id);
      }
    }
  }

  private static DatagramChannel socket(InetSocketAddress relay) throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    channel.bind(new InetSocketAddress(relay.getAddress(), 0));
    channel.connect(relay);
    channel.configureBlocking(false);
    return channel;
  }

  private double exchange(MediaEngine engine, DatagramChannel one, DatagramChannel other)
      throws IOException {
    RtpStream fromOne = new RtpStream(4);
    RtpStream fromOther = new RtpStream(5);
    ByteBuffer in = ByteBuffer.allocate(2_048);
    double before = 0;
    for (int i = 0; i < SOCKET_PACKETS; i++) {
      if (i == SOCKET_PACKETS / 2) {
        before = engine.cpuSeconds();
      }
      send(one, fromOne, G711.PCMA);
      send(other, fromOther, G711.PCMU);
      drain(one, in);
      drain(other, in);
    }
    return (engine.cpuSeconds() - before) * 1e6 / SOCKET_PACKETS;
  }

  private void send(DatagramChannel channel, RtpStream stream, G711 law) throws IOException {
    stream.head(datagram, law.payloadType(), 160);
    stream.advance(160);
    channel.write(ByteBuffer.wrap(datagram, 0, RtpView.HEADER + 160));
  }

  private static void drain(DatagramChannel channel, ByteBuffer in) throws IOException {
    SocketAddress source;
    do {
      source = channel.receive(in.clear());
    } while (source != null);
  }
}
