package io.strowger.rating.tariff;

import io.strowger.rating.plan.FinalRounding;
import io.strowger.rating.plan.PriceRule.MaxCost;
import io.strowger.rating.plan.RatingProfile.Key;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;

/** One row of a tariff's tables, as they are written; rows refer to each other by id. */
public sealed interface TariffRow {
  /** Where it was written. */
  Origin origin();

  /** A prefix of a destination. */
  record Prefix(Origin origin, String destination, String prefix) implements TariffRow {}

  /**
   * A price from some point of the usage on.
   *
   * @param connectFee holds in the first slot of a rate, the others' is passed over
   * @param unit what the price is for, in nanoseconds or units
   * @param increment what usage is rounded up to, in nanoseconds or units
   * @param from counted from the start of the usage, in nanoseconds or units
   */
  record Slot(
      Origin origin,
      String rate,
      BigDecimal connectFee,
      BigDecimal price,
      long unit,
      long increment,
      long from)
      implements TariffRow {}

  /** The rate of a destination. */
  record DestinationRate(
      Origin origin,
      String id,
      String destination,
      String rate,
      FinalRounding rounding,
      MaxCost maxCost)
      implements TariffRow {}

  /** When a price holds; an empty set means any. */
  record TimingRow(
      Origin origin,
      String id,
      Set<Integer> years,
      Set<Integer> months,
      Set<Integer> monthDays,
      Set<DayOfWeek> weekDays,
      LocalTime start)
      implements TariffRow {}

  /** Binds destination rates to a timing, within a rating plan. */
  record Binding(
      Origin origin, String plan, String destinationRate, String timing, BigDecimal weight)
      implements TariffRow {}

  /** Which rating plan holds for a subject from when on. */
  record Activation(
      Origin origin, Key profile, Instant from, String plan, List<String> fallbackSubjects)
      implements TariffRow {}
}
