package io.strowger.gateway.call;

import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.call.LegIdentity;
import io.strowger.contracts.call.LegRole;
import io.strowger.contracts.call.SipStatus;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.LegId;
import io.strowger.gateway.esl.EslEvent;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a live leg. Not safe for use by several threads.
 *
 * <p>A leg remembers its call, for the events do not: a B-leg's {@code Channel-Call-UUID} reverts
 * to its own UUID at hangup.
 */
public final class KnownLeg {
  private final LegId id;
  private final CallId call;
  private LegIdentity identity;
  private final Instant createdAt;
  private final @Nullable String coreUuid;
  private @Nullable Instant answeredAt;
  private @Nullable Ending ending;
  private boolean mediaBypassed;
  private @Nullable SocketHolder socketHolder;
  private boolean adopted;
  private @Nullable Instant parkedAt;
  private boolean waited;
  private long foundMicros;
  private long foundAnsweredMicros;

  /**
   * How a leg ended.
   *
   * @param farEndStatus what the far end answered to the INVITE of its own accord; absent when the
   *     INVITE was cancelled by us
   */
  public record Ending(HangupCause cause, @Nullable SipStatus farEndStatus) {}

  KnownLeg(
      LegId id, CallId call, LegIdentity identity, Instant createdAt, @Nullable String coreUuid) {
    this.coreUuid = coreUuid;
    this.id = id;
    this.call = call;
    this.identity = identity;
    this.createdAt = createdAt;
  }

  /** The leg's UUID. */
  public LegId id() {
    return id;
  }

  /** The call it belongs to. */
  public CallId call() {
    return call;
  }

  /** Who it belongs to, with the number first dialled. */
  public LegIdentity identity() {
    return identity;
  }

  /** When it came to be. */
  public Instant createdAt() {
    return createdAt;
  }

  /** The switch's run on which it lives; absent while that is not known. */
  public @Nullable String coreUuid() {
    return coreUuid;
  }

  /** When it was answered; absent while it is not. */
  public @Nullable Instant answeredAt() {
    return answeredAt;
  }

  /** How it ended; absent while it lives. */
  public @Nullable Ending ending() {
    return ending;
  }

  /** True for the leg that names its call. */
  public boolean isCallers() {
    return identity.role() == LegRole.A_LEG;
  }

  /** True once its media was taken off the switch for an attempt. */
  public boolean isMediaBypassed() {
    return mediaBypassed;
  }

  /** Notes whether its media goes past the switch. */
  public void mediaBypassed(boolean bypassed) {
    mediaBypassed = bypassed;
  }

  /** The gateway that its own connection leads to, or led to; absent when it came without. */
  @Nullable SocketHolder socketHolder() {
    return socketHolder;
  }

  void heldBySocket(@Nullable SocketHolder holder) {
    socketHolder = holder;
    adopted = false;
  }

  /** True the first time the gateway that its own connection led to is found dead. */
  boolean isOrphanedBy(Predicate<SocketHolder> dead) {
    boolean orphan = socketHolder != null && !adopted && dead.test(socketHolder);
    adopted |= orphan;
    return orphan;
  }

  /** When it was told that its caller waits for a decision; absent while it was not. */
  public @Nullable Instant parkedAt() {
    return parkedAt;
  }

  void parked(@Nullable Instant at) {
    parkedAt = at;
    waited |= at != null;
  }

  /** True once its caller has waited for a decision, wherever that was told. */
  boolean hasWaited() {
    return waited || identity.sentTo() != null;
  }

  /** The caller waits for the first time, and is to be brought there. */
  void waits(LegIdentity sent) {
    waited = true;
    identity = sent;
  }

  /** The leg was announced as a dump of this time shows it. */
  void found(EslEvent dump) {
    foundMicros = dump.timestampMicros();
  }

  /** Its answer was told as a dump of this time shows it. */
  void foundAnswered(EslEvent dump) {
    foundAnsweredMicros = dump.timestampMicros();
  }

  /** True for an event that the leg's announcement covers already. */
  boolean wasFoundAfter(EslEvent event) {
    return event.timestampMicros() <= foundMicros;
  }

  /** True for an answer that was told already. */
  boolean wasFoundAnsweredAfter(EslEvent answer) {
    return answer.timestampMicros() <= foundAnsweredMicros;
  }

  /** Notes the answer; true when it was not known. */
  boolean answered(Instant at) {
    boolean isNew = answeredAt == null;
    if (isNew) {
      answeredAt = at;
    }
    return isNew;
  }

  void ended(Ending how) {
    ending = how;
  }

  void identified(LegIdentity now) {
    identity = now;
  }
}
