package io.strowger.rating.cgrates.staging;

import io.strowger.rating.cgrates.Fields;
import io.strowger.rating.cgrates.Shape;

/** The parts of a tariff plan, each with its struct. */
public enum PlanPart {
  /** Prefixes under a name. */
  DESTINATION("TPDestination", shape("TPDestination").texts("Prefixes"), "TPid", "ID", "Prefixes"),
  /** Prices under a name. */
  RATE(
      "TPRate", shape("TPRateRALs").many("RateSlots", Shapes.RATE_SLOT), "TPid", "ID", "RateSlots"),
  /** Which destination has which price. */
  DESTINATION_RATE(
      "TPDestinationRate",
      shape("TPDestinationRate").many("DestinationRates", Shapes.DESTINATION_RATE),
      "TPid",
      "ID",
      "DestinationRates"),
  /** When something holds. */
  TIMING(
      "TPTiming",
      shape("ApierTPTiming").text("Years", "Months", "MonthDays", "WeekDays", "Time"),
      "TPid",
      "ID",
      "Years",
      "Months",
      "MonthDays",
      "WeekDays",
      "Time"),
  /** Which prices hold when. */
  RATING_PLAN(
      "TPRatingPlan",
      shape("TPRatingPlan").many("RatingPlanBindings", Shapes.RATING_PLAN_BINDING),
      "TPid",
      "ID",
      "RatingPlanBindings"),
  /** By which plan a subject is rated. */
  RATING_PROFILE(
      "TPRatingProfile",
      Shape.named("TPRatingProfile")
          .text("TPid", "LoadId", "Tenant", "Category", "Subject")
          .many("RatingPlanActivations", Shapes.ACTIVATION),
      "TPid",
      "LoadId",
      "Category",
      "Subject",
      "RatingPlanActivations");

  private final String noun;
  private final Shape shape;
  private final String[] mandatory;

  PlanPart(String noun, Shape shape, String... mandatory) {
    this.noun = noun;
    this.shape = shape;
    this.mandatory = mandatory;
  }

  private static Shape shape(String name) {
    return Shape.named(name).text("TPid", "ID");
  }

  /** What its methods are named by, after {@code Set}, {@code Get} and {@code Remove}. */
  public String noun() {
    return noun;
  }

  /** Its struct. */
  public Shape shape() {
    return shape;
  }

  /**
   * What it is kept under; refuses what lacks something that it cannot do without.
   *
   * @throws io.strowger.rating.cgrates.RpcError naming what is missing
   */
  public String idOf(Fields given) {
    given.require(mandatory);
    if (this == RATING_PROFILE) {
      return String.join(
          ":",
          given.text("LoadId"),
          given.text("Tenant"),
          given.text("Category"),
          given.text("Subject"));
    }
    return given.text("ID");
  }

  private static final class Shapes {
    static final Shape RATE_SLOT =
        Shape.named("RateSlot")
            .number("ConnectFee", "Rate")
            .text("RateUnit", "RateIncrement", "GroupIntervalStart");
    static final Shape DESTINATION_RATE =
        Shape.named("DestinationRate")
            .text("DestinationId", "RateId")
            .free("Rate")
            .text("RoundingMethod")
            .whole("RoundingDecimals")
            .number("MaxCost")
            .text("MaxCostStrategy");
    static final Shape RATING_PLAN_BINDING =
        Shape.named("TPRatingPlanBinding").text("DestinationRatesId", "TimingId").number("Weight");
    static final Shape ACTIVATION =
        Shape.named("TPRatingActivation")
            .text("ActivationTime", "RatingPlanId", "FallbackSubjects");
  }
}
