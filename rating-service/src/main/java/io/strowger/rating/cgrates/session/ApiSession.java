package io.strowger.rating.cgrates.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strowger.rating.cgrates.event.CgrEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session led by requests.
 *
 * @param generation how many sessions of this id there were before
 * @param steps how many times something was entered for it
 * @param start the fields of the event that opened it
 * @param ended true once charged: nothing changes it any more
 * @param expiresAt when it is ended though nobody said so; absent when nothing is reserved
 */
public record ApiSession(
    String cgrId,
    String tenant,
    int generation,
    int steps,
    ObjectNode start,
    List<SessionRun> runs,
    boolean ended,
    Instant updatedAt,
    @Nullable Instant expiresAt) {
  /** How long after the end of what was granted a session is missed. */
  private static final Duration MISSED = Duration.ofMinutes(5);

  /** Copies what it is given. */
  public ApiSession {
    runs = List.copyOf(runs);
  }

  /** The same with runs led on, and missed when it is not heard of before its grant ends. */
  public ApiSession led(List<SessionRun> other, Instant now, @Nullable Duration timeToLive) {
    return new ApiSession(
        cgrId,
        tenant,
        generation,
        steps + 1,
        start,
        other,
        false,
        now,
        expiry(other, now, timeToLive));
  }

  private static @Nullable Instant expiry(
      List<SessionRun> runs, Instant now, @Nullable Duration timeToLive) {
    if (timeToLive != null && !timeToLive.isZero()) {
      return now.plus(timeToLive);
    }
    boolean holds = runs.stream().anyMatch(run -> !run.metered().holds().isEmpty());
    long granted = runs.stream().mapToLong(SessionRun::lastUsage).max().orElse(0);
    return holds ? now.plusNanos(granted).plus(MISSED) : null;
  }

  /** The same after its end. */
  public ApiSession ended(List<SessionRun> other, Instant now) {
    return new ApiSession(cgrId, tenant, generation, steps + 1, start, other, true, now, null);
  }

  /** All that was reserved for its first run. */
  public long totalUsage() {
    return runs.isEmpty() ? 0 : runs.getFirst().metered().totalUsage();
  }

  /** What was granted last to its first run. */
  public long lastUsage() {
    return runs.isEmpty() ? 0 : runs.getFirst().lastUsage();
  }

  /** What its entries are named by. */
  public String name() {
    String name = CgrEvent.nameOf(cgrId);
    return generation == 0 ? name : name + "-" + generation;
  }
}
