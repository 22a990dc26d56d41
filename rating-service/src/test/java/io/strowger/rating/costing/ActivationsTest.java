package io.strowger.rating.costing;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.rating.load.JsonTariffs;
import io.strowger.rating.plan.RatingProfile;
import io.strowger.rating.plan.TariffPlan;
import io.strowger.rating.tariff.TariffCompiler;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everybody pays 1 a minute; 1001 pays 2 from noon on, and reaches only France a day later. */
class ActivationsTest {
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
  private static final long MINUTE = 60_000_000_000L;
  private static final TariffPlan TARIFF =
      TariffCompiler.compile(
              JsonTariffs.read(
                      "test",
                      """
                      {"destinations": {"FR": ["33"]},
                       "rates": {"R1": [{"rate": 1, "rate_unit": "60s", "rate_increment": "1s"}],
                                 "R2": [{"rate": 2, "rate_unit": "60s", "rate_increment": "1s"}]},
                       "destination_rates": {"DR1": [{"destination": "*any", "rate": "R1"}],
                                             "DR2": [{"destination": "*any", "rate": "R2"}],
                                             "DR3": [{"destination": "FR", "rate": "R2"}]},
                       "rating_plans": {"P1": [{"destination_rate": "DR1"}],
                                        "P2": [{"destination_rate": "DR2"}],
                                        "P3": [{"destination_rate": "DR3"}]},
                       "rating_profiles": [
                         {"tenant": "t", "category": "call", "subject": "*any", "rating_plan": "P1",
                          "activation": "2026-01-01T00:00:00Z"},
                         {"tenant": "t", "category": "call", "subject": "1001", "rating_plan": "P2",
                          "activation": "2026-06-01T12:00:00Z"},
                         {"tenant": "t", "category": "call", "subject": "1001", "rating_plan": "P3",
                          "activation": "2026-06-02T12:00:00Z"}]}
                      """)
                  .value(),
              ZoneOffset.UTC)
          .value();

  static Stream<Costing> costings() {
    return Stream.of(new ExactCosting(), new CgratesCosting(CgratesCosting.DECIMALS));
  }

  @ParameterizedTest
  @MethodSource("costings")
  void what_lies_before_the_first_activation_is_rated_as_for_everybody(Costing costing) {
    RatingEngine engine = new RatingEngine(costing, RatingEngine.FALLBACK_DEPTH);

    assertThat(cost(engine, NOON.minusSeconds(600))).as("a call before noon").isEqualTo("2.00");
    assertThat(cost(engine, NOON.minusSeconds(60))).as("a call across noon").isEqualTo("3.00");
    assertThat(cost(engine, NOON)).as("a call after noon").isEqualTo("4.00");
  }

  @Test
  void a_call_before_any_activation_has_no_price() {
    RatingEngine engine = new RatingEngine(new ExactCosting(), RatingEngine.FALLBACK_DEPTH);

    assertThat(engine.rate(TARIFF, call(Instant.parse("2025-12-31T12:00:00Z"))))
        .isEqualTo(new Rated.Refused(RatingRefusal.UNAUTHORIZED_DESTINATION));
  }

  @ParameterizedTest
  @MethodSource("costings")
  void a_plan_that_begins_when_a_call_ends_has_no_part_in_it(Costing costing) {
    RatingEngine engine = new RatingEngine(costing, RatingEngine.FALLBACK_DEPTH);
    Instant onlyFrance = NOON.plus(Duration.ofDays(1));

    assertThat(cost(engine, onlyFrance.minusSeconds(120))).as("until then").isEqualTo("4.00");
    assertThat(cost(engine, onlyFrance.minusSeconds(119))).as("a second longer").isEqualTo("none");
    assertThat(cost(engine, NOON.minusSeconds(120))).as("until the first").isEqualTo("2.00");
  }

  private static String cost(RatingEngine engine, Instant start) {
    return engine.rate(TARIFF, call(start)) instanceof Rated.Priced priced
        ? priced.cost().setScale(2, RoundingMode.HALF_UP).toPlainString()
        : "none";
  }

  /** Two minutes. */
  private static Usage call(Instant start) {
    return Usage.voice(new RatingProfile.Key("t", "call", "1001"), "4930123", start, 2 * MINUTE);
  }
}
