package io.strowger.transcoder.rtcp;

import io.strowger.transcoder.rtp.RtpStream;
import io.strowger.transcoder.rtp.StreamReception;
import io.strowger.transcoder.session.SideStatistics.PeerReport;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Our half of a side's RTCP: reports on what we sent and received every 5 s or so, at random within
 * half of it either way (RFC 3550, 6.3.1), and remembers what the peer reports.
 */
public final class RtcpSession {
  /** Octets that any of its packets fits into. */
  public static final int MOST_OCTETS = 512;

  private static final long INTERVAL_NANOS = 5_000_000_000L;

  private final String name;
  private final RtpStream sent;
  private final StreamReception received;
  private final SplittableRandom random;
  private long nextAt;
  private long sentAtReport = -1;
  private int lastReport;
  private long lastReportAt;
  private @Nullable PeerReport report;
  private boolean peerLeft;

  /**
   * A side's session.
   *
   * @param name the CNAME, ASCII, at most 255 characters
   */
  public RtcpSession(String name, RtpStream sent, StreamReception received, long nowNanos) {
    this.name = name;
    this.sent = sent;
    this.received = received;
    this.random = new SplittableRandom(sent.ssrc());
    this.nextAt = nowNanos + interval() / 2;
  }

  private long interval() {
    return (long) (INTERVAL_NANOS * (0.5 + random.nextDouble()));
  }

  /** When the next report is due. */
  public long nextAt() {
    return nextAt;
  }

  /**
   * The moment of a report: the monotonic clock, the wall clock, and the stream's RTP time then.
   */
  public record Moment(long nowNanos, long epochNanos, int rtpTimestamp) {}

  /**
   * Writes the report that is due.
   *
   * @return its octets; 0 when there is nothing to report on yet
   */
  public int write(byte[] datagram, Moment moment) {
    nextAt = moment.nowNanos() + interval();
    if (sent.packets() == 0 && !received.hasBegun()) {
      return 0;
    }
    return begin(datagram, moment).length();
  }

  /** Writes the last packet: a report and BYE. */
  public int writeBye(byte[] datagram, Moment moment) {
    return begin(datagram, moment).bye(sent.ssrc()).length();
  }

  private RtcpWriter begin(byte[] datagram, Moment moment) {
    Optional<RtcpWriter.Sender> sender = Optional.empty();
    if (sent.packets() > 0 && sent.packets() != sentAtReport) {
      sentAtReport = sent.packets();
      sender =
          Optional.of(
              new RtcpWriter.Sender(
                  NtpTime.of(moment.epochNanos()),
                  moment.rtpTimestamp(),
                  (int) sent.packets(),
                  (int) sent.octets()));
    }
    return new RtcpWriter(datagram)
        .report(sent.ssrc(), sender, block(moment.nowNanos()))
        .name(sent.ssrc(), name);
  }

  private Optional<RtcpWriter.Block> block(long nowNanos) {
    if (!received.hasBegun()) {
      return Optional.empty();
    }
    int delay = lastReportAt == 0 ? 0 : NtpTime.span(nowNanos - lastReportAt);
    return Optional.of(
        new RtcpWriter.Block(
            received.ssrc(),
            received.fractionLost(),
            (int) received.lostHere(),
            received.extendedHighest(),
            (int) received.jitter(),
            new RtcpWriter.Heard(lastReport, delay)));
  }

  /**
   * Reads what the peer tells.
   *
   * @param clockRate of the stream that it hears, in Hz
   * @return false when it is no RTCP
   */
  public boolean read(byte[] datagram, int length, int clockRate, Moment moment) {
    return RtcpReader.read(
        datagram,
        length,
        new RtcpReader.Listener() {
          @Override
          public void senderReport(int ssrc, int ntpMiddle) {
            lastReport = ntpMiddle;
            lastReportAt = moment.nowNanos();
          }

          @Override
          public void block(RtcpWriter.Block block) {
            if (block.ssrc() == sent.ssrc()) {
              report = peerReport(block, clockRate, moment);
            }
          }

          @Override
          public void bye(int ssrc) {
            peerLeft = true;
          }
        });
  }

  private static PeerReport peerReport(RtcpWriter.Block block, int clockRate, Moment moment) {
    Optional<Duration> roundTrip = Optional.empty();
    if (block.heard().lastReport() != 0) {
      int now = NtpTime.middle(NtpTime.of(moment.epochNanos()));
      int span = now - block.heard().lastReport() - block.heard().delay();
      roundTrip = Optional.of(Duration.ofNanos(Math.max(0, NtpTime.nanos(span))));
    }
    return new PeerReport(
        block.fractionLost() / 256.0,
        block.lost(),
        (block.jitter() & 0xFFFFFFFFL) * 1000.0 / clockRate,
        roundTrip);
  }

  /** What the peer reported last. */
  public Optional<PeerReport> report() {
    return Optional.ofNullable(report);
  }

  /** True when the peer said BYE. */
  public boolean hasPeerLeft() {
    return peerLeft;
  }
}
