package io.strowger.rating.adapter;

import io.strowger.rating.charging.ChargingPolicy;
import io.strowger.rating.charging.ChargingTimers;
import io.strowger.rating.charging.OutagePolicies;
import io.strowger.rating.charging.OutagePolicy;
import io.strowger.rating.ledger.Amount;
import java.util.HashMap;
import java.util.Map;

/** From what is configured to what charging goes by. */
final class PolicySettings {
  private PolicySettings() {}

  static ChargingPolicy.Setting of(String sender, RatingSettings.Rating rating) {
    Map<String, OutagePolicy> outages = new HashMap<>();
    rating
        .outage()
        .forEach((name, outage) ->
            outages.put(
                name,
                new OutagePolicy(
                    Math.toIntExact(outage.lasting().toSeconds()),
                    outage.costing().map(Amount::micros).orElse(null))));
    return new ChargingPolicy.Setting(
        sender,
        ChargingTimers.withSlice(rating.slice()).endingAfter(rating.longestCall()),
        rating.notifyDialect(),
        new OutagePolicies(outages));
  }
}
