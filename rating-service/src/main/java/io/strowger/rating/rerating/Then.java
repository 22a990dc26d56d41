package io.strowger.rating.rerating;

import io.strowger.rating.balance.Purse;
import java.util.Map;
import java.util.Set;

/**
 * The balances when a charge was made.
 *
 * @param purse with what they held
 * @param entries the last entry of each that had been made by then; none where there was none
 * @param gone those of the purse that the payer may not draw upon any more: closed, or not shared
 */
public record Then(Purse purse, Map<String, Long> entries, Set<String> gone) {
  /** Copies what it is given. */
  public Then {
    entries = Map.copyOf(entries);
    gone = Set.copyOf(gone);
  }
}
