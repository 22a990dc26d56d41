package io.strowger.rating.crash;

import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.CallId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A call as its caller and its switch know it. */
final class PlayedCall {
  final CallId id;
  final AccountId account;
  final String destination;
  final Instant askedAt;
  boolean decided;
  boolean authorised;
  @Nullable Integer grantSeconds;
  @Nullable Instant answeredAt;

  /** When the switch ends it by itself; absent while no timer runs. */
  @Nullable Instant killAt;

  @Nullable Instant endedAt;

  /** True when who should have told its end was gone by then. */
  boolean endNeverTold;

  PlayedCall(CallId id, AccountId account, String destination, Instant askedAt) {
    this.id = id;
    this.account = account;
    this.destination = destination;
    this.askedAt = askedAt;
  }

  /** True when the switch's timer should have ended it by then. */
  boolean isOutOfTime(Instant now) {
    return killAt != null && killAt.isBefore(now);
  }

  /** Its answered time. */
  Duration used() {
    return answeredAt == null || endedAt == null
        ? Duration.ZERO
        : Duration.between(answeredAt, endedAt);
  }
}
