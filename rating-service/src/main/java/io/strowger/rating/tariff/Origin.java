package io.strowger.rating.tariff;

/**
 * Where a row of a tariff was written.
 *
 * @param file the file's name, or what else it came from
 * @param line counted from 1
 */
public record Origin(String file, int line) {}
