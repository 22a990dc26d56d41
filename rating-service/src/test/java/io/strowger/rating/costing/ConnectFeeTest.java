package io.strowger.rating.costing;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.rating.cgrates.cost.CallCost;
import io.strowger.rating.cgrates.cost.EventCost;
import io.strowger.rating.load.JsonTariffs;
import io.strowger.rating.plan.RatingProfile;
import io.strowger.rating.plan.TariffPlan;
import io.strowger.rating.tariff.TariffCompiler;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A connect fee of 1, 0.10 a minute, and nothing more once 0.50 is reached. */
class ConnectFeeTest {
  private static final TariffPlan TARIFF =
      TariffCompiler.compile(
              JsonTariffs.read(
                      "test",
                      """
                      {"rates": {"R": [{"connect_fee": 1, "rate": 0.1, "rate_unit": "60s",
                                        "rate_increment": "1s"}]},
                       "destination_rates": {"DR": [
                         {"destination": "*any", "rate": "R", "max_cost": 0.5,
                          "max_cost_strategy": "*free"}]},
                       "rating_plans": {"P": [{"destination_rate": "DR"}]},
                       "rating_profiles": [
                         {"tenant": "t", "category": "call", "subject": "*any",
                          "rating_plan": "P"}]}
                      """)
                  .value(),
              ZoneOffset.UTC)
          .value();
  private static final Usage MINUTE =
      Usage.voice(
          new RatingProfile.Key("t", "call", "1001"),
          "4930123",
          Instant.parse("2026-06-01T12:00:00Z"),
          60_000_000_000L);

  static Stream<Costing> costings() {
    return Stream.of(new ExactCosting(), new CgratesCosting(CgratesCosting.DECIMALS));
  }

  @ParameterizedTest
  @MethodSource("costings")
  void a_connect_fee_above_the_max_cost_is_charged_up_to_it(Costing costing) {
    RatingEngine engine = new RatingEngine(costing, RatingEngine.FALLBACK_DEPTH);

    assertThat(((Rated.Priced) engine.rate(TARIFF, MINUTE)).cost()).isEqualByComparingTo("0.5");
  }

  @Test
  void what_is_told_of_an_exact_cost_has_no_more_of_the_fee_than_is_charged() {
    Costing costing = new ExactCosting();
    RatingEngine engine = new RatingEngine(costing, RatingEngine.FALLBACK_DEPTH);
    Rated.Priced priced = (Rated.Priced) engine.rate(TARIFF, MINUTE);
    CallCost.Call call =
        new CallCost.Call("t", "call", "1001", "1001", "4930123", "*voice", MINUTE.start(), true);

    assertThat(
            EventCost.of(EventCost.Event.asked(MINUTE), priced, costing, true)
                .at("/Charges/0/Increments/0/Cost")
                .decimalValue())
        .isEqualByComparingTo("0.5");
    assertThat(
            CallCost.of(call, priced, costing).at("/Timespans/0/Increments/0/Cost").decimalValue())
        .isEqualByComparingTo("0.5");
  }
}
