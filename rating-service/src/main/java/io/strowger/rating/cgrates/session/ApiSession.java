package io.strowger.rating.cgrates.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
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
 * @param timeToLive what holds should it not be heard of any more; absent where nobody said it
 * @param autoDebit its debits, where it is not updated by who leads it
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
    @Nullable Instant expiresAt,
    @Nullable TimeToLive timeToLive,
    @Nullable AutoDebit autoDebit) {
  /** How long after the end of what was granted a session is missed. */
  private static final Duration MISSED = Duration.ofMinutes(5);

  /** Copies what it is given. */
  public ApiSession {
    runs = List.copyOf(runs);
  }

  /** One that begins; it is led on next. */
  public static ApiSession begun(
      CgrEvent event,
      int generation,
      List<SessionRun> runs,
      @Nullable AutoDebit debits,
      Instant now) {
    return new ApiSession(
        event.cgrId(),
        event.tenant(),
        generation,
        0,
        event.fields(),
        runs,
        false,
        now,
        null,
        null,
        debits);
  }

  /**
   * The same with runs led on, and missed when it is not heard of before its grant ends.
   *
   * @param options of the request that led it on
   */
  public ApiSession led(List<SessionRun> other, Instant now, JsonNode options) {
    TimeToLive after = TimeToLive.after(timeToLive, options);
    return entered(other, now, expiry(other, now, after), after, null);
  }

  private ApiSession entered(
      List<SessionRun> other,
      Instant now,
      @Nullable Instant expiry,
      @Nullable TimeToLive living,
      @Nullable AutoDebit debits) {
    return new ApiSession(
        cgrId, tenant, generation, steps + 1, start, other, false, now, expiry, living, debits);
  }

  private @Nullable Instant expiry(
      List<SessionRun> runs, Instant now, @Nullable TimeToLive living) {
    Instant said = living == null ? null : living.until(now, cgrId);
    if (said != null) {
      return said;
    }
    boolean holds = runs.stream().anyMatch(run -> !run.metered().holds().isEmpty());
    long granted = runs.stream().mapToLong(SessionRun::lastUsage).max().orElse(0);
    return holds ? now.plusNanos(granted).plus(MISSED) : null;
  }

  /** What is drawn for by itself now: nothing that begins only when it is missed. */
  public Wanted wanted(AutoDebit debits, Instant now) {
    boolean lasts = expiresAt == null || now.isBefore(expiresAt);
    return debits.wanted(lasts ? now : expiresAt.minusNanos(1));
  }

  /** The same with runs that were debited by themselves. */
  public ApiSession debited(List<SessionRun> other, AutoDebit before, Instant now) {
    long granted = other.stream().mapToLong(SessionRun::lastUsage).min().orElse(0);
    return entered(other, now, expiresAt, timeToLive, before.granted(granted, wanted(before, now)));
  }

  /** The same, debited by itself, after somebody asked for it. */
  public ApiSession heardOf(AutoDebit debits, boolean chargeable, Instant now, JsonNode options) {
    TimeToLive after = TimeToLive.after(timeToLive, options);
    return new ApiSession(
        cgrId,
        tenant,
        generation,
        steps,
        start,
        runs,
        false,
        now,
        after == null ? null : after.until(now, cgrId),
        after,
        debits.chargeable(chargeable));
  }

  /** The same after its end. */
  public ApiSession ended(List<SessionRun> other, Instant now) {
    return new ApiSession(
        cgrId, tenant, generation, steps + 1, start, other, true, now, null, null, null);
  }

  /** True when it was not heard of in time, and is debited until then. */
  public boolean isMissed(Instant now) {
    return expiresAt != null
        && !expiresAt.isAfter(now)
        && (autoDebit == null || !autoDebit.next().isBefore(expiresAt));
  }

  /**
   * What is told of it when nobody tells its end: what was granted was used. What is debited by
   * itself ends for all runs when it ends for one.
   */
  public CgrEvent silence() {
    CgrEvent nothing =
        new CgrEvent(tenant, start, MissingNode.getInstance()).without("Usage", "LastUsed");
    if (autoDebit != null) {
      nothing.fields().put("Usage", grantedToAll());
    }
    return nothing;
  }

  /** The same when it was not heard of in time. */
  public CgrEvent missed() {
    return timeToLive == null ? silence() : timeToLive.tell(silence());
  }

  /** When something is to be done about it though nobody says so; absent when nothing is. */
  public @Nullable Instant dueAt() {
    if (autoDebit == null) {
      return expiresAt;
    }
    Instant next = autoDebit.next();
    return expiresAt == null || next.isBefore(expiresAt) ? next : expiresAt;
  }

  /** All that was reserved for its first run. */
  public long totalUsage() {
    return runs.isEmpty() ? 0 : runs.getFirst().metered().totalUsage();
  }

  /** All that each of its runs was granted. */
  public long grantedToAll() {
    return runs.stream().mapToLong(SessionRun::totalUsage).min().orElse(0);
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
