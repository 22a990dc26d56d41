package io.strowger.contracts.call;

/**
 * How long a leg lasted, as the switch counts it.
 *
 * @param durationSeconds {@code duration}: difference of whole epoch seconds
 * @param durationMicros {@code uduration}
 * @param billedSeconds {@code billsec}: difference of whole epoch seconds from answer
 * @param billedMicros {@code billusec}; 0 when unanswered
 */
public record LegUsage(
    long durationSeconds, long durationMicros, long billedSeconds, long billedMicros) {}
