package io.strowger.rating.metering;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.rating.balance.Balance;
import io.strowger.rating.balance.BalanceTerms;
import io.strowger.rating.balance.Purse;
import io.strowger.rating.balance.Spending;
import io.strowger.rating.balance.Unit;
import io.strowger.rating.charging.TariffRater;
import io.strowger.rating.costing.CgratesCosting;
import io.strowger.rating.costing.Costing;
import io.strowger.rating.costing.ExactCosting;
import io.strowger.rating.costing.RatingEngine;
import io.strowger.rating.load.JsonTariffs;
import io.strowger.rating.plan.RatingProfile;
import io.strowger.rating.tariff.ActiveTariff;
import io.strowger.rating.tariff.TariffCompiler;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls of 0.10 each 10 s, free once they have cost 0.25. */
class MaxCostTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Unit.Money EUR = new Unit.Money(Currency.getInstance("EUR"));
  private static final Spending CALL =
      Spending.call(
          new RatingProfile.Key("cgrates.org", "call", "1001"),
          "61255500100",
          Instant.parse("2026-11-25T10:00:00Z"));
  private static final String TARIFF =
      """
      {
        "destinations": {"AU": ["61"]},
        "timings": {},
        "rates": {"R": [{"connect_fee": 0, "rate": 0.60, "rate_unit": "60s",
          "rate_increment": "10s", "group_interval_start": "0s"}]},
        "destination_rates": {"DR": [{"destination": "AU", "rate": "R", "rounding_method": "*up",
          "rounding_decimals": 4, "max_cost": 0.25, "max_cost_strategy": "*free"}]},
        "rating_plans": {"P": [{"destination_rate": "DR", "timing": "*any", "weight": 10}]},
        "rating_profiles": [{"tenant": "cgrates.org", "category": "call", "subject": "*any",
          "activation": "2014-01-14T00:00:00Z", "rating_plan": "P", "fallback": []}]
      }
      """;

  static Stream<Costing> roundings() {
    return Stream.of(new ExactCosting(), new CgratesCosting(5));
  }

  /** The third step begins before the limit: CGRateS charges it whole, exact costs stop there. */
  private static long most(Costing costing) {
    return costing instanceof ExactCosting ? 250_000 : 300_000;
  }

  @ParameterizedTest
  @MethodSource("roundings")
  void a_grant_beyond_it_holds_no_more(Costing costing) {
    Metered granted = granted(costing, money());

    assertThat(granted.drawnTo()).isEqualTo(120 * SECOND);
    assertThat(granted.holds()).isEqualTo(Map.of("*default", most(costing)));
  }

  @ParameterizedTest
  @MethodSource("roundings")
  void what_was_used_costs_the_same_however_much_was_granted(Costing costing) {
    Purse purse = money();
    Metered granted = granted(costing, purse);

    for (int used = 10; used <= 120; used += 10) {
      Metered ended = meter(costing).settle(granted, purse, CALL, used * SECOND, false);

      assertThat(ended.costMicros())
          .as("%d s", used)
          .isEqualTo(Math.min(used * 10_000L, most(costing)));
    }
  }

  @ParameterizedTest
  @MethodSource("roundings")
  void seconds_of_a_bundle_are_not_used_beyond_it(Costing costing) {
    BalanceTerms bundle =
        new BalanceTerms(
            "bundle",
            BigDecimal.TEN,
            Set.of(),
            Set.of(),
            List.of(),
            null,
            "*any_caller",
            Map.of(),
            false,
            false);
    Balance seconds = Balance.of("bundle", new Unit.Voice(), bundle, 300_000_000L);
    Purse purse = new Purse(EUR, List.of(seconds, money().balances().getFirst()), false);

    assertThat(granted(costing, purse).holds())
        .isEqualTo(Map.of("bundle", 30_000_000L, "*default", most(costing)));
  }

  private static Metered granted(Costing costing, Purse purse) {
    return ((Meter.Extended.Granted)
            meter(costing).extend(Metered.NOTHING, purse, CALL, 120 * SECOND, null))
        .after();
  }

  private static Purse money() {
    return new Purse(
        EUR,
        List.of(Balance.of("*default", EUR, BalanceTerms.plain(BalanceTerms.DEFAULT), 9_000_000)),
        false);
  }

  private static Meter meter(Costing costing) {
    var rows = JsonTariffs.read("max-cost", TARIFF);
    var plan = TariffCompiler.compile(rows.value(), ZoneOffset.UTC);
    return Meter.of(
        new TariffRater(
            new RatingEngine(costing, RatingEngine.FALLBACK_DEPTH),
            new ActiveTariff("t", 1, EUR.currency(), plan.value())));
  }
}
