package io.strowger.rating.costing;

import io.strowger.rating.plan.PriceList;
import io.strowger.rating.plan.RatingProfile;
import io.strowger.rating.plan.TariffPlan;
import java.time.Instant;

/**
 * Which plan's prices hold from some moment on.
 *
 * @param from the beginning of the usage, or a plan's activation during it
 * @param subject whose profile it was
 * @param plan the rating plan's id
 * @param match what the plan has for the number
 */
public record Coverage(
    Instant from, RatingProfile.Key subject, String plan, TariffPlan.Match match) {
  PriceList prices() {
    return match.prices();
  }
}
