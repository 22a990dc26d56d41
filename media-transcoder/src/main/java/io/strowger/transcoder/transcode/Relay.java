package io.strowger.transcoder.transcode;

import io.strowger.transcoder.amr.AmrCodec;
import io.strowger.transcoder.dsp.RingTone;
import io.strowger.transcoder.jitter.Timing;
import io.strowger.transcoder.rtcp.RtcpSession;
import io.strowger.transcoder.rtp.RtpView;
import io.strowger.transcoder.session.Side;
import io.strowger.transcoder.session.SideDescription;
import io.strowger.transcoder.session.SideStatistics;
import io.strowger.transcoder.session.SideStatistics.Quality;
import io.strowger.transcoder.session.SideStatistics.Traffic;
import io.strowger.transcoder.session.Tap;
import io.strowger.transcoder.transcode.Direction.Ends;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One session's media: packets in, packets out, both ways. Belongs to one thread; time is given in
 * monotonic nanoseconds with every call.
 */
public final class Relay implements AutoCloseable {
  private final Workbench bench;
  private final Timing timing;
  private final long epochOffset;
  private final Half a;
  private final Half b;
  private final byte[] report = new byte[RtcpSession.MOST_OCTETS];
  private Direction fromA;
  private Direction fromB;
  private @Nullable Tap tap;

  /** Where the packets for one side go. */
  public record Wires(PacketSink rtp, PacketSink rtcp) {}

  /** Both sides of something. */
  public record Both<T>(T a, T b) {}

  /**
   * What a relay begins with.
   *
   * @param name its RTCP CNAME, ASCII
   * @param seed random
   * @param nowNanos the monotonic clock
   * @param epochNanos the wall clock of the same moment, in nanoseconds since 1970
   * @param timing when packets that are in their order are passed on
   */
  public record Birth(String name, long seed, long nowNanos, long epochNanos, Timing timing) {}

  /** A relay between two sides, with scratch of its own. */
  public Relay(Both<SideDescription> sides, Both<Wires> wires, AmrCodec codecs, Birth birth) {
    this(sides, wires, codecs, birth, new Scratch());
  }

  /**
   * A relay between two sides.
   *
   * @param scratch of the thread that it belongs to
   */
  public Relay(
      Both<SideDescription> sides,
      Both<Wires> wires,
      AmrCodec codecs,
      Birth birth,
      Scratch scratch) {
    this.bench = new Workbench(codecs, scratch);
    this.timing = birth.timing();
    this.epochOffset = birth.epochNanos() - birth.nowNanos();
    long now = birth.nowNanos();
    this.a = new Half(sides.a(), wires.a(), birth.name(), birth.seed(), now);
    this.b = new Half(sides.b(), wires.b(), birth.name(), Long.reverse(birth.seed()) + 1, now);
    this.fromA = direction(Side.A);
    try {
      this.fromB = direction(Side.B);
    } catch (RuntimeException failure) {
      fromA.close();
      throw failure;
    }
    oppose();
  }

  private Direction direction(Side speaker) {
    Half to = half(speaker.other());
    return new Direction(ends(speaker), bench, to.stream(), to::send);
  }

  private Ends ends(Side speaker) {
    return new Ends(
        speaker, half(speaker).description(), half(speaker.other()).description(), timing);
  }

  private void oppose() {
    fromA.oppose(fromB);
    fromB.oppose(fromA);
  }

  private Half half(Side side) {
    return side == Side.A ? a : b;
  }

  private Direction from(Side side) {
    return side == Side.A ? fromA : fromB;
  }

  /** A side's present description. */
  public SideDescription description(Side side) {
    return half(side).description();
  }

  /** True for the payload types that a side may send: only those tell where it is. */
  public boolean knows(Side side, int payloadType) {
    return half(side).knows(payloadType);
  }

  /** Takes an RTP packet of a side. */
  public void take(Side side, RtpView packet, long nowNanos) {
    tell(nowNanos);
    half(side).count(packet, nowNanos);
    half(side.other()).stopTone();
    from(side).take(packet, nowNanos);
  }

  /**
   * Takes an RTCP packet of a side.
   *
   * @return false when it is none
   */
  public boolean takeRtcp(Side side, byte[] datagram, int length, long nowNanos) {
    tell(nowNanos);
    Half half = half(side);
    return half.rtcp()
        .read(datagram, length, half.clockRate(), half.moment(nowNanos, nowNanos + epochOffset));
  }

  /** Does what is due. */
  public void advance(long nowNanos) {
    tell(nowNanos);
    fromA.advance(nowNanos);
    fromB.advance(nowNanos);
    a.playTone(fromB, nowNanos);
    b.playTone(fromA, nowNanos);
    a.report(report, nowNanos, nowNanos + epochOffset);
    b.report(report, nowNanos, nowNanos + epochOffset);
  }

  private void tell(long nowNanos) {
    a.tell(nowNanos);
    b.tell(nowNanos);
  }

  /** When something is due. */
  public long nextAt() {
    long media = Math.min(fromA.nextAt(), fromB.nextAt());
    long tones = Math.min(a.toneAt(), b.toneAt());
    long reports = Math.min(a.rtcp().nextAt(), b.rtcp().nextAt());
    return Math.min(media, Math.min(tones, reports));
  }

  /** When something is due that a packet of this side may have changed. */
  public long nextAfter(Side side) {
    return from(side).nextAt();
  }

  /** Describes a side anew; ways that sound the same go on undisturbed. */
  public void update(Side side, SideDescription description) {
    half(side).describe(description);
    for (Side speaker : Side.values()) {
      Direction before = from(speaker);
      if (!before.ends().soundsLike(ends(speaker))) {
        replace(speaker, before);
      }
    }
    oppose();
  }

  private void replace(Side speaker, Direction before) {
    Direction other = direction(speaker);
    if (tap != null) {
      other.tap(tap);
    }
    half(speaker).keep(before);
    before.close();
    if (speaker == Side.A) {
      fromA = other;
    } else {
      fromB = other;
    }
  }

  /** Plays a tone to a side, until the other is heard. */
  public void startTone(Side to, RingTone tone, long nowNanos) {
    half(to).startTone(tone, nowNanos);
  }

  /** Ends a side's tone. */
  public void stopTone(Side to) {
    half(to).stopTone();
  }

  /** Lets a tap hear both sides; null to take it off. One that throws is taken off. */
  public void tap(@Nullable Tap other) {
    tap = other == null ? null : guarded(other);
    fromA.tap(tap);
    fromB.tap(tap);
  }

  private Tap guarded(Tap guest) {
    boolean[] failed = new boolean[1];
    return (from, sampleRate, samples, count) -> {
      if (!failed[0]) {
        try {
          guest.hear(from, sampleRate, samples, count);
        } catch (RuntimeException | Error failure) {
          failed[0] = true;
        }
      }
    };
  }

  /**
   * One side as it stands.
   *
   * @param refused packets that came from elsewhere
   */
  public SideStatistics statistics(Side side, long refused) {
    Half half = half(side);
    Direction from = from(side);
    Quality quality =
        new Quality(
            half.reception().expected(),
            half.reception().expected() - half.reception().received(),
            half.discarded(from),
            refused,
            half.concealed(from),
            half.reception().jitterMillis(),
            from.holdMillis());
    return new SideStatistics(
        new Traffic(half.reception().received(), half.reception().octets()),
        new Traffic(half.stream().packets(), half.stream().octets()),
        quality,
        half.rtcp().report(),
        half.heardAt() == 0 ? Optional.empty() : Optional.of(instant(half.heardAt())));
  }

  private Instant instant(long nanos) {
    long epoch = nanos + epochOffset;
    return Instant.ofEpochSecond(
        Math.floorDiv(epoch, 1_000_000_000L), Math.floorMod(epoch, 1_000_000_000L));
  }

  /** When a side was heard last, in monotonic nanoseconds; 0 when never. */
  public long heardAt(Side side) {
    return half(side).heardAt();
  }

  /** Says BYE to both sides. */
  public void bye(long nowNanos) {
    tell(nowNanos);
    a.bye(report, nowNanos, nowNanos + epochOffset);
    b.bye(report, nowNanos, nowNanos + epochOffset);
  }

  /** Frees the codecs. */
  @Override
  public void close() {
    try {
      fromA.close();
    } finally {
      fromB.close();
    }
  }
}
