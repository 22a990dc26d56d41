package io.strowger.transcoder.ng;

import io.strowger.transcoder.session.RelaySessions;
import io.strowger.transcoder.session.SessionStatistics;
import io.strowger.transcoder.session.Side;
import io.strowger.transcoder.session.SideStatistics;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** What is told of calls, in the shape that proxies read from rtpengine. */
final class NgReports {
  private final RelaySessions sessions;
  private final Instant startedAt;
  private long offered;

  NgReports(RelaySessions sessions, Instant startedAt) {
    this.sessions = sessions;
    this.startedAt = startedAt;
  }

  void countOffered() {
    offered++;
  }

  NgReply query(NgCall call) {
    return sessions
        .statistics(call.session())
        .map(now -> of(call, now))
        .orElseGet(() -> NgReply.error("Unknown call-id"));
  }

  NgReply of(NgCall call, SessionStatistics statistics) {
    NgReply tags = NgReply.empty();
    for (Side side : Side.values()) {
      String tag = call.party(side).tag();
      if (tag != null) {
        tags.with(tag, party(call, statistics, side));
      }
    }
    SideStatistics a = statistics.side(Side.A);
    SideStatistics b = statistics.side(Side.B);
    return NgReply.ok()
        .with("created", call.created().getEpochSecond())
        .with("created_us", call.created().getNano() / 1000)
        .with("last signal", call.signalled().getEpochSecond())
        .with("tags", tags)
        .with(
            "totals",
            NgReply.empty()
                .with(
                    "RTP",
                    traffic(
                        a.received().packets() + b.received().packets(),
                        a.received().octets() + b.received().octets(),
                        a.quality().discarded() + b.quality().discarded()))
                .with("RTCP", traffic(0, 0, 0)));
  }

  private static NgReply party(NgCall call, SessionStatistics statistics, Side side) {
    Party party = call.party(side);
    InetSocketAddress local = statistics.port(side);
    SideStatistics share = statistics.side(side);
    NgReply stream =
        NgReply.empty()
            .with("local port", local.getPort())
            .with("local address", local.getAddress().getHostAddress())
            .with("family", local.getAddress().getAddress().length == 4 ? "IPv4" : "IPv6")
            .with(
                "stats",
                traffic(
                    share.received().packets(),
                    share.received().octets(),
                    share.quality().discarded()))
            .with("stats_out", traffic(share.sent().packets(), share.sent().octets(), 0))
            .with("last packet", share.lastPacketAt().map(Instant::getEpochSecond).orElse(0L));
    NgReply media =
        NgReply.empty()
            .with("index", 1)
            .with("type", "audio")
            .with("protocol", party.said() == null ? "RTP/AVP" : party.said().audio().protocol())
            .with("codec", party.agreed().codec().encoding())
            .with("packets lost", share.quality().lost())
            .with("jitter", Math.round(share.quality().jitterMillis()))
            .with("streams", List.of(stream.dictionary()));
    return NgReply.empty()
        .withOctets("tag", Objects.requireNonNullElse(party.tag(), ""))
        .with("created", call.created().getEpochSecond())
        .with("medias", List.of(media.dictionary()));
  }

  private static NgReply traffic(long packets, long bytes, long errors) {
    return NgReply.empty().with("packets", packets).with("bytes", bytes).with("errors", errors);
  }

  NgReply statistics(int calls, Instant now) {
    List<SessionStatistics> all = sessions.all();
    long packets =
        all.stream()
            .mapToLong(session ->
                session.side(Side.A).received().packets()
                    + session.side(Side.B).received().packets())
            .sum();
    NgReply current =
        NgReply.empty()
            .with("sessionsown", calls)
            .with("sessionsforeign", 0)
            .with("sessionstotal", all.size())
            .with("transcodedmedia", all.size())
            .with("cpuheadroompercent", Math.round(sessions.capacity().headRoom() * 100));
    NgReply total =
        NgReply.empty()
            .with("uptime", Duration.between(startedAt, now).toSeconds())
            .with("managedsessions", offered)
            .with("relayedpackets", packets);
    return NgReply.ok()
        .with(
            "statistics",
            NgReply.empty().with("currentstatistics", current).with("totalstatistics", total));
  }
}
