package io.strowger.rating.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.rating.comparison.PriceDifference.Kind;
import io.strowger.rating.costing.ExactCosting;
import io.strowger.rating.costing.RatingEngine;
import io.strowger.rating.load.JsonTariffs;
import io.strowger.rating.plan.TariffPlan;
import io.strowger.rating.tariff.Loaded;
import io.strowger.rating.tariff.TariffCompiler;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class TariffComparisonTest {
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
  private static final RatingEngine ENGINE = new RatingEngine(new ExactCosting(), 3);

  @Test
  void the_same_prices_under_other_names_are_no_difference() {
    assertThat(compare(tariff("D", "R", "0.10", "\"49\""), tariff("D2", "R2", "0.1", "\"49\"")))
        .isEmpty();
  }

  @Test
  void what_is_added_and_removed_is_told_by_prefix() {
    assertThat(compare(tariff("D", "R", "1", "\"49\""), tariff("D", "R", "1", "\"43\"")))
        .extracting(each -> each.prefix() + " " + each.kind())
        .containsExactly("43 ADDED", "49 REMOVED");
  }

  @Test
  void a_dearer_call_is_raised_and_a_cheaper_one_lowered() {
    assertThat(compare(tariff("D", "R", "1", "\"49\""), tariff("D", "R", "2", "\"49\"")))
        .extracting(PriceDifference::kind)
        .containsExactly(Kind.RAISED);
    assertThat(compare(tariff("D", "R", "2", "\"49\""), tariff("D", "R", "1", "\"49\"")))
        .extracting(PriceDifference::kind)
        .containsExactly(Kind.LOWERED);
  }

  @Test
  void a_longer_prefix_differs_from_the_shorter_one_it_is_taken_from() {
    TariffPlan before = tariff("D", "R", "1", "\"49\"");
    TariffPlan after = tariff("D", "R", "1", "\"49\", \"4915\"");

    assertThat(compare(before, after)).isEmpty();
  }

  private static List<PriceDifference> compare(TariffPlan before, TariffPlan after) {
    return TariffComparison.of(ENGINE, before, after, NOON);
  }

  private static TariffPlan tariff(String destination, String rate, String price, String prefixes) {
    String text =
        """
        {"destinations": {"%1$s": [%4$s]},
         "rates": {"%2$s": [{"rate": %3$s, "rate_unit": "60s", "rate_increment": "1s"}]},
         "destination_rates": {"DR": [{"destination": "%1$s", "rate": "%2$s"}]},
         "rating_plans": {"RP": [{"destination_rate": "DR"}]},
         "rating_profiles": []}
        """
            .formatted(destination, rate, price, prefixes);
    Loaded<TariffPlan> plan =
        TariffCompiler.compile(JsonTariffs.read("test", text).value(), ZoneOffset.UTC);
    assertThat(plan.failures()).isEmpty();
    return plan.value();
  }
}
