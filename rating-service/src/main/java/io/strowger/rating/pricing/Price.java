package io.strowger.rating.pricing;

/**
 * What a call costs.
 *
 * @param micros in micro-units of the tariff's currency
 * @param billedSeconds the time charged, after rounding up to increments
 */
public record Price(long micros, long billedSeconds) {}
