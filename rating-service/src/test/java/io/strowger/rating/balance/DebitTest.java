package io.strowger.rating.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.rating.charging.TariffRater;
import io.strowger.rating.costing.ExactCosting;
import io.strowger.rating.costing.RatingEngine;
import io.strowger.rating.plan.RatingProfile;
import io.strowger.rating.prefixrate.PrefixRates;
import io.strowger.rating.prefixrate.Rate;
import io.strowger.rating.prefixrate.RateSlot;
import io.strowger.rating.tariff.ActiveTariff;
import io.strowger.rating.tariff.TariffCompiler;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Usage that is charged at once, without a session: 0.60 a minute in steps of 10 s. */
class DebitTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Unit.Money EUR = new Unit.Money(Currency.getInstance("EUR"));

  private final Drawing drawing = new Drawing(rater());

  @Test
  void takes_units_first_and_money_for_the_rest() {
    Purse purse =
        new Purse(EUR, List.of(minutes(20_000_000), money(BalanceTerms.DEFAULT, 5_000_000)), false);

    assertThat(taken(drawing.all(purse, to("61"), Reach.whole(35 * SECOND))))
        .isEqualTo(Map.of("minutes", 20_000_000L, "*default", 200_000L));
  }

  @Test
  void what_no_balance_covers_is_owed_by_the_default_one() {
    Purse purse = new Purse(EUR, List.of(money(BalanceTerms.DEFAULT, 150_000)), false);

    assertThat(taken(drawing.all(purse, to("61"), Reach.whole(60 * SECOND))))
        .isEqualTo(Map.of("*default", 600_000L));
  }

  @Test
  void what_must_be_covered_stops_at_the_last_whole_step_that_is() {
    Purse purse = new Purse(EUR, List.of(money(BalanceTerms.DEFAULT, 250_000)), false);

    Drawn drawn = drawing.upTo(purse, to("61"), Reach.whole(60 * SECOND));

    assertThat(((Drawn.Taken) drawn).covered()).isEqualTo(20 * SECOND);
    assertThat(taken(drawn)).isEqualTo(Map.of("*default", 200_000L));
  }

  @Test
  void nothing_is_taken_where_there_is_no_price() {
    Purse purse = new Purse(EUR, List.of(money(BalanceTerms.DEFAULT, 250_000)), false);

    assertThat(drawing.all(purse, to("33"), Reach.whole(SECOND)))
        .isEqualTo(new Drawn.Refused(Drawn.Why.UNAUTHORIZED_DESTINATION));
  }

  private static Map<String, Long> taken(Drawn drawn) {
    return Drawn.sums(((Drawn.Taken) drawn).stretches());
  }

  private static Balance minutes(long micros) {
    return Balance.of("minutes", new Unit.Voice(), BalanceTerms.plain("minutes"), micros);
  }

  private static Balance money(String name, long micros) {
    return Balance.of(name, EUR, BalanceTerms.plain(name), micros);
  }

  private static Spending to(String prefix) {
    return Spending.call(
        new RatingProfile.Key("cgrates.org", "call", "1001"),
        prefix + "255500100",
        Instant.parse("2026-11-25T10:00:00Z"));
  }

  private static TariffRater rater() {
    Rate rate =
        new Rate("61", BigDecimal.ZERO, List.of(new RateSlot(0, new BigDecimal("0.60"), 60, 10)));
    var plan =
        TariffCompiler.compile(PrefixRates.rows(List.of(rate), Instant.EPOCH), ZoneOffset.UTC);
    return new TariffRater(
        new RatingEngine(new ExactCosting(), RatingEngine.FALLBACK_DEPTH),
        new ActiveTariff("t", 1, EUR.currency(), plan.value()));
  }
}
