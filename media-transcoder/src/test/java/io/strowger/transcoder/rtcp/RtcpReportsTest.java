package io.strowger.transcoder.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.transcoder.rtp.RtpStream;
import io.strowger.transcoder.rtp.RtpView;
import io.strowger.transcoder.rtp.StreamReception;
import io.strowger.transcoder.session.SideStatistics.PeerReport;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RtcpReportsTest {
  private static final long SECOND = 1_000_000_000L;

  /** 2026-01-01 00:00:00.5 UTC. */
  private static final long EPOCH = 1_767_225_600_500_000_000L;

  private final RtpStream sent = new RtpStream(0x1234_5678_9ABC_DEF0L);
  private final StreamReception received = new StreamReception(8_000);
  private final RtcpSession rtcp = new RtcpSession("0123@strowger", sent, received, 0);
  private final byte[] datagram = new byte[RtcpSession.MOST_OCTETS];

  @Test
  void a_sender_report_tells_what_was_sent_and_how_much_of_the_peers_stream_was_lost() {
    // Given: ten packets sent; of 40 expected over the wrap of numbers, ten lost
    for (int i = 0; i < 10; i++) {
      sent.head(new byte[200], 8, 160);
      sent.advance(160);
    }
    for (int i = 0; i < 40; i++) {
      if (i % 4 != 1) {
        receive(65_520 + i, i * 160, i * 20);
      }
    }
    hearSenderReport(0xCAFE_BABE_1234_5678L, 2 * SECOND);

    // When
    int length = rtcp.write(datagram, new RtcpSession.Moment(3 * SECOND, EPOCH, 4711));

    // Then
    ByteBuffer report = ByteBuffer.wrap(datagram, 0, length);
    assertThat(report.get(0)).as("version 2, one block").isEqualTo((byte) 0x81);
    assertThat(report.get(1) & 0xFF).as("SR").isEqualTo(200);
    assertThat(report.getInt(4)).isEqualTo(sent.ssrc());
    assertThat(report.getInt(8)).as("seconds since 1900").isEqualTo((int) 3_976_214_400L);
    assertThat(report.getInt(12)).as("half a second").isEqualTo(0x80000000);
    assertThat(report.getInt(16)).as("RTP time").isEqualTo(4711);
    assertThat(report.getInt(20)).as("packets").isEqualTo(10);
    assertThat(report.getInt(24)).as("octets").isEqualTo(1_600);
    assertThat(report.getInt(28)).as("whose stream").isEqualTo(7);
    assertThat(report.get(32) & 0xFF).as("fraction lost").isEqualTo(64);
    assertThat(report.getInt(32) & 0xFFFFFF).as("lost").isEqualTo(10);
    assertThat(report.getInt(36)).as("highest, one wrap").isEqualTo(65_536 + 23);
    assertThat(report.getInt(40)).as("jitter").isZero();
    assertThat(report.getInt(44)).as("last SR").isEqualTo(0xBABE_1234);
    assertThat(report.getInt(48)).as("one second ago").isEqualTo(65_536);
    assertThat(report.get(53) & 0xFF).as("SDES").isEqualTo(202);
    assertThat(new String(datagram, 52, length - 52, StandardCharsets.US_ASCII))
        .contains("0123@strowger");
    assertThat(length % 4).isZero();
  }

  @Test
  void who_sent_nothing_since_tells_what_it_received_only() {
    receive(1, 0, 0);

    int length = rtcp.write(datagram, new RtcpSession.Moment(SECOND, EPOCH, 0));

    assertThat(length).isPositive();
    assertThat(datagram[1] & 0xFF).as("RR").isEqualTo(201);
  }

  @Test
  void jitter_is_the_mean_deviation_of_transit_times() {
    for (int i = 0; i < 2_000; i++) {
      receive(i, i * 160, i * 20 + (i % 2 == 0 ? 0 : 5)); // 5 ms to and fro
    }

    assertThat(received.jitterMillis()).isBetween(4.99, 5.01);
    assertThat(received.jitter()).isBetween(39.9, 40.1);
  }

  @Test
  void a_leap_of_the_senders_clock_is_no_jitter() {
    for (int i = 0; i < 300; i++) {
      int leap = i < 100 ? 0 : i < 200 ? 28_800_000 : Integer.MIN_VALUE + 28_800_000;
      receive(i, leap + i * 160, i * 20);
    }

    assertThat(received.jitterMillis()).isBetween(0.0, 1.0);
  }

  @Test
  void the_round_trip_is_what_the_peers_report_leaves_of_the_time() {
    // Given: a report of ours, heard by the peer, which answers 250 ms later; 80 ms on the way
    sent.head(new byte[200], 8, 160);
    rtcp.write(datagram, new RtcpSession.Moment(SECOND, EPOCH, 0));
    int ours = (int) (ByteBuffer.wrap(datagram).getLong(8) >>> 16);
    byte[] answer = new byte[64];
    var block =
        new RtcpWriter.Block(sent.ssrc(), 128, 3, 9, 80, new RtcpWriter.Heard(ours, 65_536 / 4));
    int length =
        new RtcpWriter(answer)
            .report(7, java.util.Optional.empty(), java.util.Optional.of(block))
            .length();

    // When
    long later = 330_000_000L;
    rtcp.read(answer, length, 8_000, new RtcpSession.Moment(SECOND + later, EPOCH + later, 0));

    // Then
    PeerReport report = rtcp.report().orElseThrow();
    assertThat(report.fractionLost()).isEqualTo(0.5);
    assertThat(report.lost()).isEqualTo(3);
    assertThat(report.jitterMillis()).isEqualTo(10.0);
    assertThat(report.roundTrip().orElseThrow())
        .isBetween(Duration.ofMillis(79), Duration.ofMillis(81));
  }

  @Test
  void the_end_is_a_report_with_bye() {
    sent.head(new byte[200], 8, 160);

    int length = rtcp.writeBye(datagram, new RtcpSession.Moment(SECOND, EPOCH, 0));

    assertThat(datagram[length - 7] & 0xFF).as("BYE").isEqualTo(203);
    RtcpSession peer = new RtcpSession("peer", new RtpStream(1), new StreamReception(8_000), 0);
    peer.read(datagram, length, 8_000, new RtcpSession.Moment(SECOND, EPOCH, 0));
    assertThat(peer.hasPeerLeft()).isTrue();
  }

  @Test
  void reports_are_two_and_a_half_to_seven_and_a_half_seconds_apart() {
    sent.head(new byte[200], 8, 160);
    for (int i = 0; i < 100; i++) {
      long at = rtcp.nextAt();
      rtcp.write(datagram, new RtcpSession.Moment(at, EPOCH, 0));
      assertThat(rtcp.nextAt() - at).isBetween(5 * SECOND / 2, 15 * SECOND / 2);
    }
  }

  @Test
  void whatever_comes_is_a_report_or_none() {
    long seed = 3550;
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(120)];
      random.nextBytes(bytes);
      if (bytes.length > 2) {
        bytes[0] = (byte) (0x80 | bytes[0] & 0x3F);
        bytes[1] = (byte) (200 + random.nextInt(5));
      }
      rtcp.read(bytes, bytes.length, 8_000, new RtcpSession.Moment(SECOND, EPOCH, 0));
    }
    assertThat(rtcp.nextAt()).as("seed %d", seed).isPositive();
  }

  private void hearSenderReport(long ntp, long nowNanos) {
    byte[] report = new byte[64];
    int length =
        new RtcpWriter(report)
            .report(
                7,
                java.util.Optional.of(new RtcpWriter.Sender(ntp, 0, 30, 4_800)),
                java.util.Optional.empty())
            .length();
    rtcp.read(report, length, 8_000, new RtcpSession.Moment(nowNanos, EPOCH, 0));
  }

  private void receive(int sequence, int timestamp, double atMillis) {
    byte[] packet = new byte[172];
    ByteBuffer.wrap(packet)
        .put((byte) 0x80)
        .put((byte) 8)
        .putShort((short) sequence)
        .putInt(timestamp)
        .putInt(7);
    RtpView view = new RtpView();
    view.read(packet, packet.length);
    received.count(view, Math.round(atMillis * 1e6), true);
  }
}
