package io.strowger.transcoder.adapter;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.strowger.contracts.transcoding.MediaQuality;
import io.strowger.transcoder.quality.LegQuality;
import io.strowger.transcoder.session.Capacity;
import io.strowger.transcoder.session.RelaySessions;
import io.strowger.transcoder.session.SessionStatistics;
import io.strowger.transcoder.session.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The relays of the moment as metrics: looked at together, once every two seconds. */
final class RelayMeters {
  private final RelaySessions sessions;
  private volatile Capacity capacity;
  private volatile List<Share> shares = List.of();

  private record Share(Side side, MediaQuality quality) {}

  RelayMeters(RelaySessions sessions, MeterRegistry meters) {
    this.sessions = sessions;
    this.capacity = sessions.capacity();
    capacity(meters, "sessions", "sessions open", Capacity::sessions);
    capacity(meters, "cpu.headroom", "part of the admissible CPU left, 0 to 1", Capacity::headRoom);
    capacity(meters, "cpu.committed", "cores that open sessions may take", Capacity::committed);
    capacity(meters, "cpu.busy", "cores that media threads take", Capacity::busy);
    capacity(meters, "ports.free", "pairs of ports free", Capacity::portsFree);
    for (Side side : Side.values()) {
      share(meters, side, "packets.received", "of open sessions", MediaQuality::packetsReceived);
      share(meters, side, "packets.lost", "of open sessions", MediaQuality::packetsLost);
      share(meters, side, "packets.discarded", "late, twice, odd", MediaQuality::packetsDiscarded);
      share(meters, side, "frames.concealed", "of open sessions", MediaQuality::framesConcealed);
      mean(meters, side, "jitter.millis", "mean of open sessions", MediaQuality::jitterMillis);
      mean(meters, side, "mos", "mean of open sessions, 1.0 to 4.5", RelayMeters::mos);
    }
  }

  /** Looks at the sessions anew. */
  void refresh() {
    capacity = sessions.capacity();
    List<Share> seen = new ArrayList<>();
    for (SessionStatistics session : sessions.all()) {
      for (Side side : Side.values()) {
        sessions
            .description(session.id(), side)
            .map(description -> LegQuality.of(description, session.side(side)))
            .ifPresent(quality -> seen.add(new Share(side, quality)));
      }
    }
    shares = List.copyOf(seen);
  }

  private static double mos(MediaQuality quality) {
    Double mos = quality.mos();
    return mos == null ? Double.NaN : mos;
  }

  private void capacity(
      MeterRegistry meters, String name, String what, ToDoubleFunction<Capacity> value) {
    Gauge.builder("strowger.transcoder." + name, this, self -> value.applyAsDouble(self.capacity))
        .description(what)
        .register(meters);
  }

  private void share(
      MeterRegistry meters,
      Side side,
      String name,
      String what,
      ToDoubleFunction<MediaQuality> value) {
    register(meters, side, name, what, self -> self.values(side, value).sum());
  }

  private void mean(
      MeterRegistry meters,
      Side side,
      String name,
      String what,
      ToDoubleFunction<MediaQuality> value) {
    register(
        meters, side, name, what, self -> self.values(side, value).average().orElse(Double.NaN));
  }

  private void register(
      MeterRegistry meters,
      Side side,
      String name,
      String what,
      ToDoubleFunction<RelayMeters> value) {
    Gauge.builder("strowger.transcoder." + name, this, value)
        .description(what)
        .tag("side", side.name().toLowerCase(Locale.ROOT))
        .register(meters);
  }

  private java.util.stream.DoubleStream values(Side side, ToDoubleFunction<MediaQuality> value) {
    return shares.stream()
        .filter(share -> share.side() == side)
        .mapToDouble(share -> value.applyAsDouble(share.quality()))
        .filter(number -> !Double.isNaN(number));
  }
}
