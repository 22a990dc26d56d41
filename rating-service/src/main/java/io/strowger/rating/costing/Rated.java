package io.strowger.rating.costing;

import java.math.BigDecimal;
import java.util.List;

/** What rating says of some usage. */
public sealed interface Rated {
  /**
   * It has a price.
   *
   * @param cost with the connect fee, in the currency of the tariff
   * @param connectFee within the cost
   * @param coverages what was found, in the order of time; also for usage of nothing
   * @param spans what was charged, in the order of time; none for usage of nothing
   */
  record Priced(BigDecimal cost, BigDecimal connectFee, List<Coverage> coverages, List<Span> spans)
      implements Rated {
    /** The usage charged: nanoseconds or units, rounded up to whole increments. */
    public long billed() {
      return spans.isEmpty() ? 0 : spans.getLast().to() - spans.getFirst().from();
    }
  }

  /** It has none. */
  record Refused(RatingRefusal why) implements Rated {}
}
