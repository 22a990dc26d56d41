package io.strowger.cdr.assembly;

import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.call.LegEnd;
import io.strowger.contracts.call.LegIdentity;
import io.strowger.contracts.call.LegTimes;
import io.strowger.contracts.call.LegUsage;
import io.strowger.contracts.call.MediaSummary;
import io.strowger.contracts.cdr.LegRecord;
import io.strowger.contracts.id.LegId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A leg of which no end was told yet.
 *
 * @param answeredAt absent while it is not answered
 * @param endedAt when it ended as far as its charge tells; absent while nothing does
 */
record SeenLeg(
    LegId legId,
    LegIdentity leg,
    Instant createdAt,
    @Nullable Instant answeredAt,
    @Nullable Instant endedAt) {
  private static final MediaSummary NO_MEDIA = new MediaSummary(null, null, null, null, null, null);

  SeenLeg answered(Instant at) {
    return new SeenLeg(legId, leg, createdAt, at, endedAt);
  }

  SeenLeg endedAt(Instant at) {
    return new SeenLeg(legId, leg, createdAt, answeredAt, at);
  }

  /** When it was last heard of. */
  Instant lastSeen() {
    return endedAt != null ? endedAt : answeredAt != null ? answeredAt : createdAt;
  }

  /** The record of a leg whose end nobody told, taken to have ended then. */
  LegRecord lost(Instant end) {
    LegTimes times = new LegTimes(createdAt, null, null, answeredAt, null, end);
    Duration whole = between(createdAt, end);
    Duration billed = answeredAt == null ? Duration.ZERO : between(answeredAt, end);
    LegUsage usage =
        new LegUsage(whole.toSeconds(), micros(whole), billed.toSeconds(), micros(billed));
    return new LegRecord(
        legId,
        leg,
        times,
        usage,
        new LegEnd(HangupCause.NORMAL_UNSPECIFIED, null, null, null, true),
        NO_MEDIA);
  }

  private static Duration between(Instant from, Instant end) {
    return end.isBefore(from) ? Duration.ZERO : Duration.between(from, end);
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }
}
