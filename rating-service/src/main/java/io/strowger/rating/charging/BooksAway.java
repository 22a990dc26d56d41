package io.strowger.rating.charging;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Tells a database that is away from one that failed in passing. A deadlock, or a commit whose
 * answer was lost, is over at the next try: an answer by an outage policy would then contradict the
 * decision that follows. May be asked by several threads.
 */
public final class BooksAway {
  /** What is over within this was no outage; callers wait for a decision much longer. */
  public static final Duration PASSES_WITHIN = Duration.ofMillis(200);

  private final AtomicReference<@Nullable Instant> failingSince = new AtomicReference<>();

  /** The books could not be looked at; true when that has lasted. */
  public boolean failed(Instant now) {
    failingSince.compareAndSet(null, now);
    return lasts(now);
  }

  /** True while failures have gone on for longer than those that pass. */
  public boolean lasts(Instant now) {
    Instant since = failingSince.get();
    return since != null && !now.isBefore(since.plus(PASSES_WITHIN));
  }

  /** The books were looked at; true when they had failed before. */
  public boolean worked() {
    return failingSince.getAndSet(null) != null;
  }
}
