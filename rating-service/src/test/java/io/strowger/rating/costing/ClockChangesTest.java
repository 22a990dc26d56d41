package io.strowger.rating.costing;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.rating.load.JsonTariffs;
import io.strowger.rating.plan.RatingProfile;
import io.strowger.rating.plan.TariffPlan;
import io.strowger.rating.tariff.TariffCompiler;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** Calls while clocks are put forward or back. */
class ClockChangesTest {
  private static final RatingEngine EXACT =
      new RatingEngine(new ExactCosting(), RatingEngine.FALLBACK_DEPTH);
  private static final String ALWAYS =
      """
      {"destination_rate": "DR", "weight": 10}\
      """;
  private static final String EVENING =
      """
      , {"destination_rate": "DR_LOW", "timing": "EVENING", "weight": 10}\
      """;

  /** At 00:01 clocks went back to 23:01 of the day before: midnight came twice. */
  private static final ZoneId NEWFOUNDLAND = ZoneId.of("America/St_Johns");

  private static final Instant BEFORE_THE_SECOND_MIDNIGHT = Instant.parse("2010-11-07T02:31:30Z");

  @Test
  void a_call_before_the_second_of_two_midnights_costs_what_it_lasts() {
    assertThat(cost(NEWFOUNDLAND, ALWAYS, BEFORE_THE_SECOND_MIDNIGHT, 10)).isEqualTo("0.01");
  }

  @Test
  void a_call_before_the_second_of_two_midnights_ends_where_prices_change_by_the_time_of_day() {
    assertThat(cost(NEWFOUNDLAND, ALWAYS + EVENING, BEFORE_THE_SECOND_MIDNIGHT, 10))
        .as("in the evening")
        .isEqualTo("0.005");
    assertThat(
            cost(NEWFOUNDLAND, ALWAYS + EVENING, Instant.parse("2010-11-07T02:29:00Z"), 4 * 1800))
        .as("a minute of the evening, one after midnight, 59 of the evening, and the rest")
        .isEqualTo("5.4");
  }

  @Test
  void a_price_that_goes_on_while_clocks_are_changed_is_one_span() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    TariffPlan tariff = tariff(berlin, ALWAYS + EVENING);

    assertThat(spans(tariff, "2019-03-31T00:30:00Z", 3600)).as("put forward").isEqualTo(1);
    assertThat(spans(tariff, "2019-10-27T00:30:00Z", 7200)).as("put back").isEqualTo(1);
    assertThat(spans(tariff, "2019-03-30T19:30:00Z", 8 * 3600))
        .as("the evening, and the day after midnight")
        .isEqualTo(2);
  }

  private static int spans(TariffPlan tariff, String start, long seconds) {
    return EXACT.rate(tariff, call(Instant.parse(start), seconds)) instanceof Rated.Priced priced
        ? priced.spans().size()
        : 0;
  }

  private static String cost(ZoneId zone, String prices, Instant start, long seconds) {
    return EXACT.rate(tariff(zone, prices), call(start, seconds)) instanceof Rated.Priced priced
        ? priced.cost().stripTrailingZeros().toPlainString()
        : "none";
  }

  private static Usage call(Instant start, long seconds) {
    return Usage.voice(
        new RatingProfile.Key("t", "call", "1001"),
        "4930123",
        start,
        Duration.ofSeconds(seconds).toNanos());
  }

  /** 0.06 a minute, 0.03 in the evening. */
  private static TariffPlan tariff(ZoneId zone, String prices) {
    String rows =
        """
        {"timings": {"EVENING": {"start": "20:00:00"}},
         "rates": {"R": [{"rate": 0.06, "rate_unit": "60s", "rate_increment": "1s"}],
                   "LOW": [{"rate": 0.03, "rate_unit": "60s", "rate_increment": "1s"}]},
         "destination_rates": {"DR": [{"destination": "*any", "rate": "R"}],
                               "DR_LOW": [{"destination": "*any", "rate": "LOW"}]},
         "rating_plans": {"P": [%s]},
         "rating_profiles": [
           {"tenant": "t", "category": "call", "subject": "*any", "rating_plan": "P"}]}
        """
            .formatted(prices);
    return TariffCompiler.compile(JsonTariffs.read("test", rows).value(), zone).value();
  }
}
