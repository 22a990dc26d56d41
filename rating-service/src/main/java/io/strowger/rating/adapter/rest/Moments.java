package io.strowger.rating.adapter.rest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Moments as requests name them. */
final class Moments {
  private Moments() {}

  static Instant of(String field, String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException notOne) {
      throw new IllegalArgumentException(
          field + " must be a moment such as 2026-01-31T00:00:00Z: " + text, notOne);
    }
  }
}
