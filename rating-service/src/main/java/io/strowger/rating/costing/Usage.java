package io.strowger.rating.costing;

import io.strowger.rating.plan.RatingProfile;
import java.time.Instant;

/**
 * What is to be priced.
 *
 * @param profile by whose rating profile
 * @param destination the number; empty or {@code *any} where there is none
 * @param amount nanoseconds of time, or units of what is counted; 0 or more
 * @param kind voice is priced by the time of day, the rest by the moment it began
 * @param before how much of the same call was priced already
 * @param first true for a call's first part, which bears the connect fee
 */
public record Usage(
    RatingProfile.Key profile,
    String destination,
    Instant start,
    long amount,
    Kind kind,
    long before,
    boolean first) {
  /** Refuses amounts below zero. */
  public Usage {
    if (amount < 0 || before < 0) {
      throw new IllegalArgumentException("usage must not be below 0: " + amount + ", " + before);
    }
  }

  /** A whole call. */
  public static Usage voice(
      RatingProfile.Key profile, String destination, Instant start, long nanos) {
    return new Usage(profile, destination, start, nanos, Kind.VOICE, 0, true);
  }

  /** The same, but only so much of it. */
  public Usage withAmount(long less) {
    return new Usage(profile, destination, start, less, kind, before, first);
  }

  /** What is used. */
  public enum Kind {
    /** Time, in nanoseconds. */
    VOICE,
    /** Bytes, messages, or whatever else is counted. */
    UNITS
  }

  /** When it ends: what is counted takes as many nanoseconds as it has units. */
  Instant end() {
    return start.plusNanos(amount);
  }
}
