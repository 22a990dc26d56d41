package io.strowger.rating.tariff;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;

/**
 * What is known of an imported version without its rows.
 *
 * @param zone in which timings are told
 * @param rows how many rows it has
 */
public record TariffVersion(
    String name, int version, Currency currency, ZoneId zone, int rows, Instant importedAt) {}
