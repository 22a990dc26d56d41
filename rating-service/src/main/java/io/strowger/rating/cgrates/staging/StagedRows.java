package io.strowger.rating.cgrates.staging;

import io.strowger.rating.cgrates.Fields;
import io.strowger.rating.cgrates.GoDuration;
import io.strowger.rating.cgrates.GoTime;
import io.strowger.rating.cgrates.RpcError;
import io.strowger.rating.load.TariffText;
import io.strowger.rating.plan.RatingPlan;
import io.strowger.rating.plan.RatingProfile;
import io.strowger.rating.tariff.Origin;
import io.strowger.rating.tariff.TariffRow;
import io.strowger.rating.tariff.TariffRows;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Rows of a tariff, made of a staged plan. Rates, destination rates and timings belong to the plan
 * they were staged in: their names get its id before them, so that those of two plans are not taken
 * for each other. Destinations, rating plans and profiles are known to all.
 */
public final class StagedRows {
  private final String tpid;
  private final GoTime times;
  private final Instant now;
  private final List<TariffRow> rows = new ArrayList<>();
  private int line;

  private StagedRows(String tpid, GoTime times, Instant now) {
    this.tpid = tpid;
    this.times = times;
    this.now = now;
  }

  /**
   * The rows of a plan.
   *
   * @param times how moments are read
   * @param now what relative ones are counted from
   * @throws RpcError when a value cannot be read
   */
  public static TariffRows of(String tpid, StagedPlan plan, GoTime times, Instant now) {
    StagedRows made = new StagedRows(tpid, times, now);
    plan.of(PlanPart.DESTINATION).forEach(made::destination);
    plan.of(PlanPart.RATE).forEach(made::rate);
    plan.of(PlanPart.DESTINATION_RATE).forEach(made::destinationRate);
    plan.of(PlanPart.TIMING).forEach(made::timing);
    plan.of(PlanPart.RATING_PLAN).forEach(made::ratingPlan);
    plan.of(PlanPart.RATING_PROFILE).forEach(made::ratingProfile);
    return TariffRows.of(made.rows);
  }

  private void destination(Fields part) {
    for (String prefix : part.texts("Prefixes")) {
      rows.add(read(part, () -> prefix(origin(part), part.text("ID"), prefix)));
    }
  }

  /** A row of a destination. */
  public static TariffRow.Prefix prefix(Origin origin, String destination, String prefix) {
    return new TariffRow.Prefix(origin, destination, TariffText.needed("prefix", prefix));
  }

  private void rate(Fields part) {
    for (Fields slot : part.many("RateSlots")) {
      rows.add(
          read(
              part,
              () ->
                  new TariffRow.Slot(
                      origin(part),
                      own(part.text("ID")),
                      amount(slot, "ConnectFee"),
                      amount(slot, "Rate"),
                      GoDuration.nanos(slot.text("RateUnit")),
                      GoDuration.nanos(slot.text("RateIncrement")),
                      GoDuration.nanos(slot.text("GroupIntervalStart")))));
    }
  }

  private static BigDecimal amount(Fields slot, String member) {
    return TariffText.amount(slot.number(member).toPlainString());
  }

  private void destinationRate(Fields part) {
    for (Fields rate : part.many("DestinationRates")) {
      rows.add(
          read(
              part,
              () ->
                  new TariffRow.DestinationRate(
                      origin(part),
                      own(part.text("ID")),
                      rate.text("DestinationId"),
                      own(rate.text("RateId")),
                      TariffText.rounding(
                          rate.text("RoundingMethod"),
                          Integer.toString(rate.whole("RoundingDecimals"))),
                      TariffText.maxCost(
                          rate.number("MaxCost").toPlainString(), rate.text("MaxCostStrategy")))));
    }
  }

  private void timing(Fields part) {
    if (TariffText.isOfActions(part.text("Time"))) {
      return;
    }
    rows.add(
        read(
            part,
            () ->
                new TariffRow.TimingRow(
                    origin(part),
                    own(part.text("ID")),
                    TariffText.numbers(part.text("Years")),
                    TariffText.numbers(part.text("Months")),
                    TariffText.numbers(part.text("MonthDays")),
                    TariffText.weekDays(part.text("WeekDays")),
                    TariffText.timeOfDay(part.text("Time")))));
  }

  private void ratingPlan(Fields part) {
    for (Fields binding : part.many("RatingPlanBindings")) {
      rows.add(
          new TariffRow.Binding(
              origin(part),
              part.text("ID"),
              own(binding.text("DestinationRatesId")),
              own(binding.text("TimingId")),
              binding.number("Weight")));
    }
  }

  private void ratingProfile(Fields part) {
    RatingProfile.Key key =
        read(
            part,
            () ->
                new RatingProfile.Key(
                    needed(part, "Tenant"), needed(part, "Category"), needed(part, "Subject")));
    for (Fields activation : part.many("RatingPlanActivations")) {
      rows.add(activation(origin(part), key, activation, times, now));
    }
  }

  private static String needed(Fields part, String member) {
    return TariffText.needed(member, part.text(member));
  }

  /**
   * A row of a rating profile.
   *
   * @param now what relative times are counted from
   * @throws RpcError when its time cannot be read
   */
  public static TariffRow.Activation activation(
      Origin origin, RatingProfile.Key key, Fields activation, GoTime times, Instant now) {
    Instant from = times.parse(activation.text("ActivationTime"), now);
    return new TariffRow.Activation(
        origin,
        key,
        Objects.requireNonNullElse(from, TariffText.ALWAYS),
        activation.text("RatingPlanId"),
        TariffText.list(activation.text("FallbackSubjects")));
  }

  private interface Reading<T> {
    T row();
  }

  private static <T> T read(Fields part, Reading<T> reading) {
    try {
      return reading.row();
    } catch (IllegalArgumentException unreadable) {
      throw RpcError.server(name(part) + ": " + unreadable.getMessage());
    }
  }

  private static String name(Fields part) {
    return part.textOr(
        "ID",
        String.join(
            ":",
            part.text("LoadId"),
            part.text("Tenant"),
            part.text("Category"),
            part.text("Subject")));
  }

  private String own(String id) {
    return id.equals(RatingPlan.ANY) ? id : tpid + "/" + id;
  }

  private Origin origin(Fields part) {
    line++;
    return new Origin(tpid + " " + name(part), line);
  }
}
