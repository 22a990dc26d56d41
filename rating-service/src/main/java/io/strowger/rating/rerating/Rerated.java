package io.strowger.rating.rerating;

import io.strowger.rating.balance.Stretch;
import java.util.List;
import java.util.Map;

/** What came of re-rating a charge. */
public sealed interface Rerated {
  /**
   * It has a price.
   *
   * @param costMicros what it costs now, in micro-units
   * @param taken what it takes now, by balance, in micro-units
   * @param corrections what is given back to balances, or taken of them when below 0
   */
  record Priced(
      long costMicros,
      List<Stretch> stretches,
      Map<String, Long> taken,
      Map<String, Long> corrections)
      implements Rerated {
    /** True when nothing has to be corrected and the cost stays. */
    public boolean changesNothing(PastCharge charge) {
      return corrections.isEmpty() && costMicros == charge.costMicros();
    }
  }

  /** It has none: it stays as it is. */
  record Unpriced(String why) implements Rerated {}
}
