package io.strowger.rating.balance;

import io.strowger.rating.costing.Rated;
import io.strowger.rating.costing.Usage;
import java.time.ZoneId;
import java.util.List;

/** Where prices come from: a tariff plan, and how costs are computed. */
public interface Rater {
  /** What usage costs. */
  Rated rate(Usage usage);

  /** The destinations that a prefix belongs to, whole; empty when nobody knows the prefix. */
  List<String> destinationsOf(String prefix);

  /** In which timings are told, those of balances too. */
  ZoneId zone();

  /** How costs are rounded. */
  Rounding rounding();

  /** How costs are rounded. */
  sealed interface Rounding {
    /** Exact fractions, rounded once for each price. */
    record Once() implements Rounding {}

    /**
     * Every increment is rounded by itself, as CGRateS does.
     *
     * @param decimals of an increment's cost, 0 to 6
     */
    record EachIncrement(int decimals) implements Rounding {}
  }
}
