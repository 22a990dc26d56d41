package io.strowger.rating.rerating;

import io.strowger.rating.balance.Purse;
import java.util.Map;

/**
 * The balances when a charge was made.
 *
 * @param purse with what they held
 * @param entries the last entry of each that had been made by then; none where there was none
 */
public record Then(Purse purse, Map<String, Long> entries) {
  /** Copies what it is given. */
  public Then {
    entries = Map.copyOf(entries);
  }
}
