package io.strowger.rating.tariff;

import java.time.Instant;

/**
 * From when on a version of a tariff is the active one, until the next activation.
 *
 * @param id grows with every activation
 * @param withdrawn true when it was taken back before it came into force
 */
public record Activation(
    long id, String tariff, int version, Kind kind, Instant from, boolean withdrawn) {
  /** Why. */
  public enum Kind {
    /** It was wanted. */
    ACTIVATION,
    /** What was active had to be left. */
    ROLLBACK
  }
}
