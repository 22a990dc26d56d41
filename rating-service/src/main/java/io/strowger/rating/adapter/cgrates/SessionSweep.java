package io.strowger.rating.adapter.cgrates;

import io.strowger.messaging.Unavailable;
import io.strowger.rating.cgrates.RpcError;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends sessions that nobody updates or ends any more, so that nothing stays reserved for them, and
 * debits those that are debited by themselves.
 */
final class SessionSweep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SessionSweep.class);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final int AT_ONCE = 100;

  private final SessionDesk desk;
  private final ApiSessionStore store;
  private final Clock clock;
  private final ScheduledExecutorService sweeper =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("cgrates-sessions").factory());

  SessionSweep(SessionDesk desk, ApiSessionStore store, Clock clock) {
    this.desk = desk;
    this.store = store;
    this.clock = clock;
  }

  void start() {
    sweeper.scheduleWithFixedDelay(
        this::sweep, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void sweep() {
    try {
      Instant now = clock.instant();
      Set<String> waiting = new HashSet<>();
      List<String> due = due(now, waiting);
      while (!due.isEmpty() && !Thread.currentThread().isInterrupted()) {
        due.stream().filter(session -> !pursue(session)).forEach(waiting::add);
        due = due(now, waiting);
      }
    } catch (RuntimeException failure) {
      LOG.warn("sessions wait for what is due: {}", failure.toString());
    }
  }

  /** Those of which something was due then, once more after something was done of one. */
  private List<String> due(Instant then, Set<String> waiting) {
    return store.due(then, AT_ONCE + waiting.size()).stream()
        .filter(session -> !waiting.contains(session))
        .toList();
  }

  /** One that cannot be led on keeps no other from it. */
  private boolean pursue(String session) {
    try {
      desk.pursue(session);
      return true;
    } catch (RpcError refused) {
      LOG.warn("session {} waits for what is due: {}", session, refused.text());
      return false;
    } catch (Unavailable away) {
      throw away;
    } catch (RuntimeException defect) {
      LOG.error("session {} waits for what is due: {}", session, defect.toString());
      return false;
    }
  }

  @Override
  public void close() {
    sweeper.shutdownNow();
  }
}
