package io.strowger.transcoder.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What one side has sent, been sent, and reported, since the session began.
 *
 * @param received from the peer
 * @param sent to the peer
 * @param quality of what was received
 * @param report what the peer says of what it received, from its last RTCP report
 * @param lastPacketAt when it was last heard (RTP); empty when never
 */
public record SideStatistics(
    Traffic received,
    Traffic sent,
    Quality quality,
    Optional<PeerReport> report,
    Optional<Instant> lastPacketAt) {

  /**
   * Packets that went one way.
   *
   * @param packets of RTP
   * @param octets of their payloads
   */
  public record Traffic(long packets, long octets) {}

  /**
   * How well it arrived.
   *
   * @param expected packets by sequence numbers
   * @param lost of them, net of duplicates (RFC 3550, A.3); can be negative
   * @param discarded came too late, twice, or not understood
   * @param refused came from elsewhere than the peer
   * @param concealed frames of 20 ms made up for lost or damaged ones; not those of pauses
   * @param jitterMillis interarrival jitter (RFC 3550, A.8)
   * @param bufferMillis by which arrivals are held back now; 0 when they come evenly
   */
  public record Quality(
      long expected,
      long lost,
      long discarded,
      long refused,
      long concealed,
      double jitterMillis,
      double bufferMillis) {}

  /**
   * The peer's report block.
   *
   * @param fractionLost 0 to 1, since its report before
   * @param lost packets in all
   * @param jitterMillis as the peer measured it
   * @param roundTrip between us and the peer; empty until it has heard a sender report of ours
   */
  public record PeerReport(
      double fractionLost, long lost, double jitterMillis, Optional<Duration> roundTrip) {}
}
