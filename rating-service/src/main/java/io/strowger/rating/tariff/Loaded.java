package io.strowger.rating.tariff;

import java.util.List;

/**
 * What was made of rows: all that can be used, and why the rest cannot.
 *
 * @param failures all of them, in the order in which they were found
 */
public record Loaded<T>(T value, List<LoadFailure> failures) {
  /** Copies the failures. */
  public Loaded {
    failures = List.copyOf(failures);
  }

  /** True when nothing was refused. */
  public boolean isWhole() {
    return failures.isEmpty();
  }
}
