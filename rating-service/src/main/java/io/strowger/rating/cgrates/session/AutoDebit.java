package io.strowger.rating.cgrates.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.strowger.rating.cgrates.GoDuration;
import io.strowger.rating.cgrates.RpcError;
import io.strowger.rating.cgrates.event.CgrEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Debits of a session that nobody updates: an interval is drawn for when the one before is over.
 *
 * @param interval how much is drawn for each time, in nanoseconds
 * @param next when what was drawn for is over
 * @param chargeable false while the session is paused: it goes on, and costs nothing
 * @param last true when there was less than an interval: then the session is over too
 */
public record AutoDebit(long interval, Instant next, boolean chargeable, boolean last) {
  private static final String INTERVAL = "*sessionsDebitInterval";

  /** Shorter intervals than this are drawn for together, for each drawing is a transaction. */
  private static final Duration TOGETHER = Duration.ofSeconds(1);

  /**
   * Of a session that begins now; absent when it is updated by who leads it. Only what is reserved
   * before it is used is debited so.
   *
   * @param usual the interval of sessions that do not say it; zero for none
   * @throws RpcError when the interval cannot be read
   */
  public static @Nullable AutoDebit of(
      CgrEvent event, List<CgrEvent> runs, Duration usual, Instant now) {
    JsonNode given = event.options().path(INTERVAL);
    long interval =
        given.isMissingNode() || given.isNull()
            ? usual.toNanos()
            : GoDuration.nanos(given.asText());
    boolean prepaid =
        runs.stream()
            .anyMatch(run -> RequestKind.of(run.text("RequestType")) == RequestKind.PREPAID);
    return interval > 0 && prepaid
        ? new AutoDebit(interval, now, event.option(CgrEvent.CHARGEABLE, true), false)
        : null;
  }

  /** True when something is to be done. */
  public boolean isDue(Instant now) {
    return !next.isAfter(now);
  }

  /** What is drawn for then: the interval, or all of a second's shorter ones that have begun. */
  Wanted wanted(Instant then) {
    Duration late = Duration.between(next, then);
    long begun = (late.compareTo(TOGETHER) < 0 ? late : TOGETHER).toNanos() / interval + 1;
    long together = Math.min(begun, TOGETHER.toNanos() / interval);
    return new Wanted(Math.max(1, together) * interval, null);
  }

  /** The same when so much of what was wanted was drawn for, after what was before. */
  AutoDebit granted(long usage, Wanted wanted) {
    return new AutoDebit(interval, next.plusNanos(usage), chargeable, usage < wanted.usage());
  }

  /** The same, paused or not. */
  AutoDebit chargeable(boolean other) {
    return new AutoDebit(interval, next, other, last);
  }
}
