package io.strowger.gateway.session;

import io.strowger.gateway.esl.EslEvent;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Notices a switch that has fallen silent. FreeSWITCH sets no keepalive on the sockets it accepts,
 * and a switch that hangs keeps its connections: only its heartbeat tells that it lives. Not safe
 * for use by several threads.
 */
final class HeartbeatWatch {
  /** A switch is lost when nothing was heard for so many heartbeats. */
  static final int MISSED_UNTIL_LOST = 3;

  /** {@code event-heartbeat-interval} where nobody has changed it. */
  static final Duration USUAL_INTERVAL = Duration.ofSeconds(20);

  private static final long MICROS = 1_000_000;

  private Duration interval = USUAL_INTERVAL;
  private long beatMicros;
  private @Nullable Instant heardAt;

  /** Anything was heard. */
  void heard(Instant now) {
    heardAt = now;
  }

  /** A HEARTBEAT was heard; two of them tell how often they come. */
  void beat(EslEvent heartbeat) {
    long at = heartbeat.timestampMicros();
    long told = heartbeat.micros("Heartbeat-Interval") * MICROS;
    long gap = told > 0 ? told : at - beatMicros;
    if (beatMicros > 0 && gap > 0) {
      interval = Duration.ofNanos(gap * 1_000);
    }
    beatMicros = at;
  }

  /**
   * True when nothing was heard for three heartbeats. A switch that never sent one, for want of
   * rights, is not watched.
   */
  boolean isSilent(Instant now) {
    return beatMicros > 0
        && heardAt != null
        && heardAt.plus(interval.multipliedBy(MISSED_UNTIL_LOST)).isBefore(now);
  }
}
