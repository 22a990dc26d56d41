package io.strowger.transcoder.adapter.rest;

import io.strowger.contracts.transcoding.MediaQuality;
import io.strowger.transcoder.quality.LegQuality;
import io.strowger.transcoder.session.RelaySessions;
import io.strowger.transcoder.session.SessionStatistics;
import io.strowger.transcoder.session.Side;
import java.time.Instant;
import java.util.Optional;

/** A relay as it stands: side A is the caller's, side B the trunk's. */
public record RelayBody(
    String session,
    Instant startedAt,
    double cpuSeconds,
    double silentSeconds,
    SideBody a,
    SideBody b) {
  private static final double MILLIS = 1000.0;

  /** One side. */
  public record SideBody(int port, long packetsRefused, String flow, MediaQuality quality) {}

  static Optional<RelayBody> of(RelaySessions sessions, SessionStatistics statistics) {
    Optional<SideBody> a = side(sessions, statistics, Side.A);
    Optional<SideBody> b = side(sessions, statistics, Side.B);
    return a.flatMap(one ->
        b.map(other ->
            new RelayBody(
                statistics.id().value(),
                statistics.startedAt(),
                statistics.load().cpu().toMillis() / MILLIS,
                statistics.load().silent().toMillis() / MILLIS,
                one,
                other)));
  }

  private static Optional<SideBody> side(
      RelaySessions sessions, SessionStatistics statistics, Side side) {
    return sessions
        .description(statistics.id(), side)
        .map(description ->
            new SideBody(
                statistics.port(side).getPort(),
                statistics.side(side).quality().refused(),
                description.flow().name(),
                LegQuality.of(description, statistics.side(side))));
  }
}
