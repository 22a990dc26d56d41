package io.strowger.rating.cgrates.staging;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.strowger.rating.cgrates.GoTime;
import io.strowger.rating.cgrates.RpcJson;
import java.time.Instant;
import java.time.ZoneOffset;

/** A small plan: Germany at 0.20 a minute with a connect fee, the rest at 1 a minute. */
public final class Plans {
  /** How its times are read. */
  public static final GoTime TIMES = new GoTime(ZoneOffset.UTC);

  /** When it is loaded. */
  public static final Instant NOW = Instant.parse("2026-03-04T10:00:00Z");

  private Plans() {}

  /** A part as a client sets it; single quotes stand for double ones. */
  public static StagedPlan.Builder add(StagedPlan.Builder plan, PlanPart part, String json) {
    try {
      return plan.add(part, part.shape().read(RpcJson.read(json.replace('\'', '"'))));
    } catch (JsonProcessingException defect) {
      throw new IllegalArgumentException(json, defect);
    }
  }

  /** All parts but the profile. */
  public static StagedPlan.Builder germany() {
    StagedPlan.Builder plan = StagedPlan.builder();
    add(plan, PlanPart.DESTINATION, "{'ID':'DST_DE','Prefixes':['49','+49']}");
    add(
        plan,
        PlanPart.RATE,
        "{'ID':'RT_DE','RateSlots':[{'ConnectFee':0.4,'Rate':0.2,'RateUnit':'60s',"
            + "'RateIncrement':'60s','GroupIntervalStart':'0s'},{'ConnectFee':0,'Rate':0.1,"
            + "'RateUnit':'60s','RateIncrement':'1s','GroupIntervalStart':'60s'}]}");
    add(
        plan,
        PlanPart.RATE,
        "{'ID':'RT_1','RateSlots':[{'Rate':1,'RateUnit':'60s','RateIncrement':'1s',"
            + "'GroupIntervalStart':'0s'}]}");
    add(
        plan,
        PlanPart.DESTINATION_RATE,
        "{'ID':'DR','DestinationRates':[{'DestinationId':'DST_DE','RateId':'RT_DE',"
            + "'RoundingMethod':'*up','RoundingDecimals':4},{'DestinationId':'*any',"
            + "'RateId':'RT_1','RoundingMethod':'*up','RoundingDecimals':4}]}");
    return add(
        plan,
        PlanPart.RATING_PLAN,
        "{'ID':'RP','RatingPlanBindings':[{'DestinationRatesId':'DR','TimingId':'*any',"
            + "'Weight':10}]}");
  }

  /** The whole plan. */
  public static StagedPlan whole() {
    return add(
            germany(),
            PlanPart.RATING_PROFILE,
            "{'LoadId':'L','Tenant':'cgrates.org','Category':'call','Subject':'*any',"
                + "'RatingPlanActivations':[{'ActivationTime':'2014-01-14T00:00:00Z',"
                + "'RatingPlanId':'RP','FallbackSubjects':''}]}")
        .build();
  }
}
