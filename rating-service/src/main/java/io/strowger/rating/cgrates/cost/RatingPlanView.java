package io.strowger.rating.cgrates.cost;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strowger.rating.cgrates.RpcJson;
import io.strowger.rating.plan.RatingPlan;
import io.strowger.rating.plan.TimedPrice;
import java.util.TreeMap;

/** A rating plan as {@code APIerSv1.GetRatingPlan} tells it: each timing and price once, by id. */
public final class RatingPlanView {
  private RatingPlanView() {}

  /** A plan. */
  public static ObjectNode of(RatingPlan plan) {
    ObjectNode timings = RpcJson.object();
    ObjectNode ratings = RpcJson.object();
    ObjectNode destinations = RpcJson.object();
    new TreeMap<>(plan.prices())
        .forEach((destination, prices) -> {
          ArrayNode rates = destinations.putArray(destination);
          for (TimedPrice price : prices.prices()) {
            ObjectNode rate = rates.addObject();
            rate.put("Timing", RatingIndex.add(timings, CallCost.timing(price.timing())));
            rate.put("Rating", RatingIndex.add(ratings, CallCost.rating(price.price())));
            rate.set("Weight", RpcJson.number(price.weight()));
          }
        });
    ObjectNode told = RpcJson.object();
    told.put("Id", plan.id());
    told.set("Timings", timings);
    told.set("Ratings", ratings);
    told.set("DestinationRates", destinations);
    return told;
  }
}
