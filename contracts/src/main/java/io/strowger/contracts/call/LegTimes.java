package io.strowger.contracts.call;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When what happened to a leg, to the microsecond; absent what never happened.
 *
 * @param createdAt {@code start_uepoch}
 * @param progressAt {@code progress_uepoch}: ringing
 * @param progressMediaAt {@code progress_media_uepoch}: early media
 * @param answeredAt {@code answer_uepoch}
 * @param bridgedAt {@code bridge_uepoch}
 * @param endedAt {@code end_uepoch}
 */
public record LegTimes(
    Instant createdAt,
    @Nullable Instant progressAt,
    @Nullable Instant progressMediaAt,
    @Nullable Instant answeredAt,
    @Nullable Instant bridgedAt,
    Instant endedAt) {}
