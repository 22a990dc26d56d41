package io.strowger.rating.cgrates.staging;

import io.strowger.rating.cgrates.Fields;
import io.strowger.rating.cgrates.GoDuration;
import io.strowger.rating.cgrates.GoTime;
import io.strowger.rating.cgrates.RpcError;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What CGRateS checks of a plan when it loads it, in its order and its words. */
public final class PlanCheck {
  private final StagedPlan plan;
  private final Set<String> activeDestinations;
  private final Set<String> activePlans;
  private final Map<PlanPart, Set<String>> ids = new EnumMap<>(PlanPart.class);

  /** Checks a plan that comes on top of what is loaded, and may refer to it. */
  public PlanCheck(StagedPlan plan, LoadedRows loaded) {
    this.plan = plan;
    this.activeDestinations = loaded.destinations();
    this.activePlans = loaded.ratingPlans();
    for (PlanPart part : PlanPart.values()) {
      Set<String> known = new HashSet<>();
      plan.of(part).forEach(each -> known.add(each.text("ID")));
      ids.put(part, known);
    }
  }

  /**
   * Every part refers to others that are there.
   *
   * @param now what relative times are counted from
   * @throws RpcError with the first that does not
   */
  public void references(GoTime times, Instant now) {
    Set<String> rates = ids(PlanPart.RATE);
    plan.of(PlanPart.RATE).forEach(PlanCheck::durations);
    for (Fields rate : eachOf(PlanPart.DESTINATION_RATE, "DestinationRates")) {
      require(rates.contains(rate.text("RateId")), "find rate", rate.text("RateId"));
      require(
          isDestination(rate.text("DestinationId")), "get destination", rate.text("DestinationId"));
    }
    Set<String> timings = ids(PlanPart.TIMING);
    Set<String> destinationRates = ids(PlanPart.DESTINATION_RATE);
    for (Fields binding : eachOf(PlanPart.RATING_PLAN, "RatingPlanBindings")) {
      String timing = binding.text("TimingId");
      String rate = binding.text("DestinationRatesId");
      require(timings.contains(timing) || timing.equals("*any"), "get timing", timing);
      require(destinationRates.contains(rate), "find destination rate", rate);
    }
    eachOf(PlanPart.RATING_PROFILE, "RatingPlanActivations")
        .forEach(each -> activation(each, times, now));
  }

  private static void durations(Fields rate) {
    for (Fields slot : rate.many("RateSlots")) {
      try {
        GoDuration.nanos(slot.text("RateUnit"));
        GoDuration.nanos(slot.text("RateIncrement"));
        GoDuration.nanos(slot.text("GroupIntervalStart"));
      } catch (RpcError unreadable) {
        throw RpcError.server(unreadable.text());
      }
    }
  }

  private boolean isDestination(String id) {
    return id.equals("*any")
        || ids(PlanPart.DESTINATION).contains(id)
        || activeDestinations.contains(id);
  }

  private void activation(Fields activation, GoTime times, Instant now) {
    String time = activation.text("ActivationTime");
    try {
      times.parse(time, now);
    } catch (RpcError unreadable) {
      throw RpcError.server("cannot parse activation time from " + time);
    }
    String id = activation.text("RatingPlanId");
    if (!ids(PlanPart.RATING_PLAN).contains(id) && !activePlans.contains(id)) {
      throw RpcError.server("could not load rating plans for tag: \"" + id + "\"");
    }
  }

  private static void require(boolean there, String what, String id) {
    if (!there) {
      throw RpcError.server("could not " + what + " for tag \"" + id + "\"");
    }
  }

  private Set<String> ids(PlanPart part) {
    return ids.getOrDefault(part, Set.of());
  }

  private List<Fields> eachOf(PlanPart part, String member) {
    return plan.of(part).stream().flatMap(each -> each.many(member).stream()).toList();
  }
}
