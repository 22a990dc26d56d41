package io.strowger.transcoder.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a session has been silent for too long, whoever it was opened for. */
public final class Silence {
  /** How long nothing may be heard of what nobody has answered: it rings. */
  public static final Duration UNANSWERED = Duration.ofMinutes(10);

  private Silence() {}

  /**
   * True when a session is gone, or has heard nothing for longer than this. A limit counts from
   * when it began to hold.
   *
   * @param statistics of the session; empty when it is gone
   * @param since when the limit began to hold
   */
  public static boolean lastsBeyond(
      Duration limit, Optional<SessionStatistics> statistics, Instant since, Instant now) {
    return statistics.isEmpty()
        || statistics.get().load().silent().compareTo(limit) > 0
            && Duration.between(since, now).compareTo(limit) > 0;
  }
}
