package io.strowger.transcoder.transcode;

import io.strowger.transcoder.adapter.codec.NativeAmr;
import io.strowger.transcoder.amr.AmrKind;
import io.strowger.transcoder.amr.ModeRules;
import io.strowger.transcoder.g711.G711;
import io.strowger.transcoder.jitter.Timing;
import io.strowger.transcoder.rtp.RtpPacket;
import io.strowger.transcoder.rtp.RtpView;
import io.strowger.transcoder.rtp.TelephoneEvents;
import io.strowger.transcoder.session.Flow;
import io.strowger.transcoder.session.Side;
import io.strowger.transcoder.session.SideDescription;
import io.strowger.transcoder.session.SideDescription.Codec;
import io.strowger.transcoder.session.SideDescription.Transport;
import io.strowger.transcoder.session.SideStatistics.Quality;
import io.strowger.transcoder.session.SpeechFormat;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A relay with a clock that only the test moves, and the packets that it sent. */
final class Scene implements AutoCloseable {
  static final int AMR = 96;
  static final int EVENTS = 101;

  /** When its clock begins, and the wall clock of that moment: 2026-01-01 00:00:00 UTC. */
  private static final long BEGIN = 5_000_000_000L;

  private static final long EPOCH = 1_767_225_600_000_000_000L;

  final NativeAmr codecs;
  final Relay relay;
  final List<Sent> toA = new ArrayList<>();
  final List<Sent> toB = new ArrayList<>();
  final List<byte[]> reportsToA = new ArrayList<>();
  final List<byte[]> reportsToB = new ArrayList<>();
  private long now = BEGIN;

  /** A packet, and the milliseconds of the scene at which it was sent. */
  record Sent(double atMillis, RtpPacket packet) {}

  Scene(SideDescription a, SideDescription b) {
    this(a, b, Timing.AS_THEY_COME);
  }

  Scene(SideDescription a, SideDescription b, Timing timing) {
    try {
      codecs = NativeAmr.load();
    } catch (Exception missing) {
      throw new AssertionError(missing);
    }
    relay =
        new Relay(
            new Relay.Both<>(a, b),
            new Relay.Both<>(
                new Relay.Wires(keep(toA), keepReport(reportsToA)),
                new Relay.Wires(keep(toB), keepReport(reportsToB))),
            codecs,
            new Relay.Birth("scene", 4867, BEGIN, EPOCH, timing));
  }

  static SideDescription amr(boolean octetAligned, int... modes) {
    return amr(AmrKind.NARROWBAND, octetAligned, modes);
  }

  static SideDescription amr(AmrKind kind, boolean octetAligned, int... modes) {
    ModeRules rules =
        modes.length == 0
            ? ModeRules.any(kind)
            : ModeRules.of(new java.util.HashSet<>(Arrays.stream(modes).boxed().toList()));
    return side(Codec.of(new SpeechFormat.Amr(kind, octetAligned, rules, false), AMR));
  }

  static SideDescription companded(G711 law) {
    return side(Codec.of(new SpeechFormat.Companded(law), law.payloadType()));
  }

  static SideDescription side(Codec codec) {
    return new SideDescription(
        codec,
        Optional.of(new TelephoneEvents(EVENTS, codec.format().clockRate())),
        Transport.unknown(),
        Flow.SENDRECV);
  }

  static SideDescription packing(SideDescription side, int ptimeMillis) {
    Codec codec = side.codec();
    return new SideDescription(
        new Codec(
            codec.format(),
            codec.payloadType(),
            codec.toldType(),
            ptimeMillis,
            codec.maxPtimeMillis()),
        side.events(),
        side.transport(),
        side.flow());
  }

  /** A side takes a packet, now. */
  void takes(Side side, RtpPacket packet) {
    ByteBuffer datagram = ByteBuffer.allocate(2_048);
    packet.write(datagram);
    RtpView view = new RtpView();
    view.read(datagram.array(), datagram.position());
    relay.take(side, view, now);
  }

  /** Time passes, and what is due is done when it is due. */
  void passes(double millis) {
    long until = now + Math.round(millis * 1e6);
    while (relay.nextAt() <= until) {
      now = Math.max(now, relay.nextAt());
      relay.advance(now);
    }
    now = until;
  }

  /** Time passes in which nothing is done; then what is due is. */
  void isHeldUp(double millis) {
    now += Math.round(millis * 1e6);
    relay.advance(now);
  }

  double atMillis() {
    return (now - BEGIN) / 1e6;
  }

  Quality quality(Side side) {
    return relay.statistics(side, 0).quality();
  }

  /** What side B was sent by way of one payload type, one packet after the other. */
  byte[] heardByB(int payloadType) {
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    packetsTo(toB, packet -> packet.payloadType() == payloadType)
        .forEach(packet -> heard.writeBytes(packet.payload()));
    return heard.toByteArray();
  }

  static List<RtpPacket> packetsTo(List<Sent> sent, Predicate<RtpPacket> which) {
    return sent.stream().map(Sent::packet).filter(which).toList();
  }

  private PacketSink keep(List<Sent> sent) {
    return (datagram, length) ->
        sent.add(
            new Sent(
                atMillis(), RtpPacket.read(ByteBuffer.wrap(datagram, 0, length)).orElseThrow()));
  }

  private static PacketSink keepReport(List<byte[]> reports) {
    return (datagram, length) -> reports.add(Arrays.copyOf(datagram, length));
  }

  @Override
  public void close() {
    relay.close();
    if (codecs.open() != 0) {
      throw new AssertionError(codecs.open() + " codecs were not freed");
    }
  }
}
