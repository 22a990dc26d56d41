package io.strowger.rating.cgrates.cost;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strowger.rating.cgrates.RpcJson;
import io.strowger.rating.cgrates.staging.Plans;
import io.strowger.rating.cgrates.staging.StagedRows;
import io.strowger.rating.costing.CgratesCosting;
import io.strowger.rating.costing.Costing;
import io.strowger.rating.costing.ExactCosting;
import io.strowger.rating.costing.Rated;
import io.strowger.rating.costing.RatingEngine;
import io.strowger.rating.costing.Usage;
import io.strowger.rating.plan.RatingProfile;
import io.strowger.rating.plan.TariffPlan;
import io.strowger.rating.tariff.TariffCompiler;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventCostTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Instant START = Instant.parse("2026-03-04T10:00:00Z");

  private final TariffPlan tariff =
      TariffCompiler.compile(
              StagedRows.of("TP", Plans.whole(), Plans.TIMES, Plans.NOW), ZoneOffset.UTC)
          .value();

  @Test
  void tells_each_price_once_and_charges_by_it() throws Exception {
    ObjectNode cost = cost("4930123", 90 * SECOND, new ExactCosting());

    assertThat(cost.path("Charges")).hasSize(2);
    String first = cost.at("/Charges/0/RatingID").asText();
    ObjectNode rating = (ObjectNode) cost.path("Rating").path(first);
    assertThat(RpcJson.write(cost.path("Charges")))
        .isEqualTo(
            """
            [{"RatingID":"%s","Increments":[\
            {"Usage":0,"Cost":0.4,"AccountingID":"","CompressFactor":1},\
            {"Usage":60000000000,"Cost":0.2,"AccountingID":"","CompressFactor":1}],\
            "CompressFactor":1},\
            {"RatingID":"%s","Increments":[\
            {"Usage":1000000000,"Cost":%s,"AccountingID":"","CompressFactor":30}],\
            "CompressFactor":1}]\
            """
                .formatted(
                    first,
                    first,
                    cost.at("/Charges/1/Increments/0/Cost").decimalValue().toPlainString()));
    assertThat(
            RpcJson.write(cost.path("RatingFilters").path(rating.path("RatingFiltersID").asText())))
        .isEqualTo(
            "{\"DestinationID\":\"DST_DE\",\"DestinationPrefix\":\"49\",\"RatingPlanID\":\"RP\","
                + "\"Subject\":\"*out:cgrates.org:call:*any\"}");
    assertThat(RpcJson.write(cost.path("Rates").path(rating.path("RatesID").asText())))
        .isEqualTo(
            """
            [{"GroupIntervalStart":0,"Value":0.2,"RateIncrement":60000000000,\
            "RateUnit":60000000000},\
            {"GroupIntervalStart":60000000000,"Value":0.1,"RateIncrement":1000000000,\
            "RateUnit":60000000000}]\
            """);
    assertThat(RpcJson.write(cost.path("Timings").path(rating.path("TimingID").asText())))
        .isEqualTo(
            "{\"Years\":[],\"Months\":[],\"MonthDays\":[],\"WeekDays\":[],"
                + "\"StartTime\":\"00:00:00\"}");
    rating.remove(List.of("TimingID", "RatesID", "RatingFiltersID"));
    assertThat(RpcJson.write(rating))
        .isEqualTo(
            "{\"ConnectFee\":0.4,\"RoundingMethod\":\"*up\",\"RoundingDecimals\":4,\"MaxCost\":0,"
                + "\"MaxCostStrategy\":\"\"}");
  }

  @Test
  void the_cost_is_exact_or_what_cgrates_adds_up() {
    assertThat(number(cost("4930123", 90 * SECOND, new ExactCosting()), "Cost")).isEqualTo("0.65");
    assertThat(number(cost("1", SECOND, new ExactCosting()), "Cost")).isEqualTo("0.0167");
    // 1 / 60 rounded to five decimals each second
    assertThat(number(cost("1", 60 * SECOND, new CgratesCosting(5)), "Cost")).isEqualTo("1.0002");
  }

  @Test
  void usage_of_nothing_costs_nothing_and_tells_no_increments() {
    ObjectNode cost = cost("4930123", 0, new ExactCosting());

    assertThat(number(cost, "Cost")).isEqualTo("0");
    assertThat(cost.path("Usage").asLong()).isZero();
    assertThat(RpcJson.write(cost.path("Charges")))
        .isEqualTo("[{\"RatingID\":\"\",\"Increments\":null,\"CompressFactor\":0}]");
  }

  private ObjectNode cost(String destination, long nanos, Costing costing) {
    Usage usage =
        Usage.voice(
            new RatingProfile.Key("cgrates.org", "call", "1001"), destination, START, nanos);
    Rated rated = new RatingEngine(costing, 3).rate(tariff, usage);
    return EventCost.of(EventCost.Event.asked(usage), (Rated.Priced) rated, costing, true);
  }

  private static String number(JsonNode cost, String member) {
    return cost.path(member).decimalValue().toPlainString();
  }
}
