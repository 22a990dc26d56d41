package io.strowger.rating.adapter.cgrates;

import io.strowger.rating.cgrates.GoTime;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;

/** What holds for requests that do not say it. */
record Defaults(String tenant, String category, String requestType, GoTime times, Clock clock) {
  /** Go's time of nothing. */
  static final Instant NEVER = Instant.parse("0001-01-01T00:00:00Z");

  /**
   * A time as a client wrote it.
   *
   * @return {@link #NEVER} when it wrote none
   */
  Instant time(String text) {
    return Objects.requireNonNullElse(times.parse(text, clock.instant()), NEVER);
  }
}
