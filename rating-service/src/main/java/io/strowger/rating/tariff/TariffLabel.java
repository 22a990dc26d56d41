package io.strowger.rating.tariff;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A tariff and its version as charges tell them: {@code retail/2}. */
public record TariffLabel(String name, int version) {
  /** What a charge tells; empty where it tells of no version. */
  public static Optional<TariffLabel> of(@Nullable String told) {
    int slash = told == null ? -1 : told.lastIndexOf('/');
    return told == null || slash <= 0
        ? Optional.empty()
        : Optional.of(
            new TariffLabel(told.substring(0, slash), Integer.parseInt(told.substring(slash + 1))));
  }

  @Override
  public String toString() {
    return name + "/" + version;
  }
}
