package io.strowger.gateway.session;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Notices a peer that says nothing of what a switch says first: its event socket hangs, or it is
 * none. Nothing was asked yet, so no answer can be overdue. Not safe for use by several threads.
 */
final class GreetingWatch {
  /** How long a switch may take to ask for a password, or to bring a leg. */
  static final Duration GREETED_WITHIN = Duration.ofSeconds(10);

  private @Nullable Instant overdueAt;

  void opened(Instant now) {
    overdueAt = now.plus(GREETED_WITHIN);
  }

  void greeted() {
    overdueAt = null;
  }

  boolean isOverdue(Instant now) {
    return overdueAt != null && overdueAt.isBefore(now);
  }
}
