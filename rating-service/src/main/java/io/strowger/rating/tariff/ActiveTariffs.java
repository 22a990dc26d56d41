package io.strowger.rating.tariff;

import java.time.Instant;
import java.util.Optional;

/** The tariffs that hold; answers come from memory, and a change of version is atomic. */
public interface ActiveTariffs {
  /** The version of a tariff that is active at this moment; empty when there is none. */
  Optional<ActiveTariff> active(String name, Instant now);

  /**
   * One version of a tariff, active or not: what a call under way was authorised with. May read the
   * database when the version was not used for long.
   */
  Optional<ActiveTariff> version(String name, int version);
}
