package io.strowger.rating.load;

import io.strowger.rating.plan.FinalRounding;
import io.strowger.rating.plan.PriceRule.MaxCost;
import io.strowger.rating.plan.RatingPlan;
import io.strowger.rating.plan.RatingProfile;
import io.strowger.rating.tariff.Origin;
import io.strowger.rating.tariff.TariffRow;
import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;

/** The tables that a tariff is written in: their names in files, their columns, their rows. */
enum Table {
  DESTINATIONS("Destinations", "destinations", List.of("id", "prefix")) {
    @Override
    TariffRow row(Origin origin, Fields fields) {
      return new TariffRow.Prefix(origin, fields.needed("id"), fields.needed("prefix"));
    }
  },
  TIMINGS(
      "Timings", "timings", List.of("id", "years", "months", "month_days", "week_days", "start")) {
    @Override
    TariffRow row(Origin origin, Fields fields) {
      return new TariffRow.TimingRow(
          origin,
          fields.needed("id"),
          fields.value("years", TariffText::numbers, Set.of()),
          fields.value("months", TariffText::numbers, Set.of()),
          fields.value("month_days", TariffText::numbers, Set.of()),
          fields.value("week_days", TariffText::weekDays, Set.of()),
          fields.value("start", TariffText::timeOfDay, LocalTime.MIDNIGHT));
    }
  },
  RATES(
      "Rates",
      "rates",
      List.of("id", "connect_fee", "rate", "rate_unit", "rate_increment", "group_interval_start")) {
    @Override
    TariffRow row(Origin origin, Fields fields) {
      return new TariffRow.Slot(
          origin,
          fields.needed("id"),
          fields.value("connect_fee", TariffText::amount, BigDecimal.ZERO),
          fields.neededValue("rate", TariffText::amount, BigDecimal.ZERO),
          fields.neededValue("rate_unit", TariffText::usage, 1L),
          fields.neededValue("rate_increment", TariffText::usage, 1L),
          fields.value("group_interval_start", TariffText::usage, 0L));
    }
  },
  DESTINATION_RATES(
      "DestinationRates",
      "destination_rates",
      List.of(
          "id",
          "destination",
          "rate",
          "rounding_method",
          "rounding_decimals",
          "max_cost",
          "max_cost_strategy")) {
    @Override
    TariffRow row(Origin origin, Fields fields) {
      return new TariffRow.DestinationRate(
          origin,
          fields.needed("id"),
          fields.needed("destination"),
          fields.needed("rate"),
          fields.together(
              () ->
                  TariffText.rounding(
                      fields.text("rounding_method"), fields.text("rounding_decimals")),
              FinalRounding.NONE),
          fields.together(
              () -> TariffText.maxCost(fields.text("max_cost"), fields.text("max_cost_strategy")),
              new MaxCost.Unlimited()));
    }
  },
  RATING_PLANS(
      "RatingPlans", "rating_plans", List.of("id", "destination_rate", "timing", "weight")) {
    @Override
    TariffRow row(Origin origin, Fields fields) {
      return new TariffRow.Binding(
          origin,
          fields.needed("id"),
          fields.needed("destination_rate"),
          fields.value("timing", text -> text, RatingPlan.ANY),
          fields.value("weight", TariffText::decimal, BigDecimal.ZERO));
    }
  },
  RATING_PROFILES(
      "RatingProfiles",
      "rating_profiles",
      List.of("tenant", "category", "subject", "activation", "rating_plan", "fallback")) {
    @Override
    TariffRow row(Origin origin, Fields fields) {
      return new TariffRow.Activation(
          origin,
          new RatingProfile.Key(
              fields.needed("tenant"), fields.needed("category"), fields.needed("subject")),
          fields.value("activation", TariffText::moment, TariffText.ALWAYS),
          fields.needed("rating_plan"),
          fields.value("fallback", TariffText::list, List.of()));
    }
  };

  private final String csv;
  private final String json;
  private final List<String> columns;

  Table(String csv, String json, List<String> columns) {
    this.csv = csv;
    this.json = json;
    this.columns = columns;
  }

  /** The name of its CSV file, without ending. */
  String csv() {
    return csv;
  }

  /** Its name in JSON. */
  String json() {
    return json;
  }

  /** The names of its fields, in the order of its CSV file. */
  List<String> columns() {
    return columns;
  }

  /** A row; what is wrong with its fields is told by them. */
  abstract TariffRow row(Origin origin, Fields fields);
}
