package io.strowger.rating.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.rating.charging.TariffRater;
import io.strowger.rating.costing.ExactCosting;
import io.strowger.rating.costing.RatingEngine;
import io.strowger.rating.plan.RatingProfile;
import io.strowger.rating.plan.Timing;
import io.strowger.rating.prefixrate.PrefixRates;
import io.strowger.rating.prefixrate.Rate;
import io.strowger.rating.prefixrate.RateSlot;
import io.strowger.rating.tariff.ActiveTariff;
import io.strowger.rating.tariff.TariffCompiler;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Usage that is charged at once, without a session: 0.60 a minute in steps of 10 s. */
class DebitTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Unit.Money EUR = new Unit.Money(Currency.getInstance("EUR"));

  private final Drawing drawing = new Drawing(rater(ZoneOffset.UTC));

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

  static Stream<BalanceTerms> elsewhere() {
    return Stream.of(
        defaults(Set.of("OTHER"), Set.of(), false),
        defaults(Set.of(), Set.of("sms"), false),
        defaults(Set.of(), Set.of(), true));
  }

  @ParameterizedTest
  @MethodSource("elsewhere")
  void what_the_default_balance_holds_is_spent_as_its_terms_say_and_credit_is_given_anyhow(
      BalanceTerms terms) {
    Purse money = new Purse(EUR, List.of(Balance.of("money", EUR, terms, 5_000_000)), false);
    Purse credit =
        new Purse(EUR, List.of(new Balance("money", EUR, terms, 5_000_000, -200_000L)), false);
    Purse owing =
        new Purse(EUR, List.of(new Balance("money", EUR, terms, -100_000, -200_000L)), false);

    assertThat(taken(drawing.upTo(money, to("61"), Reach.whole(60 * SECOND)))).isEmpty();
    assertThat(taken(drawing.upTo(credit, to("61"), Reach.whole(60 * SECOND))))
        .isEqualTo(Map.of("money", 200_000L));
    assertThat(taken(drawing.upTo(owing, to("61"), Reach.whole(60 * SECOND))))
        .isEqualTo(Map.of("money", 100_000L));
  }

  private static BalanceTerms defaults(
      Set<String> destinations, Set<String> categories, boolean disabled) {
    return new BalanceTerms(
        BalanceTerms.DEFAULT,
        BigDecimal.ZERO,
        destinations,
        categories,
        List.of(),
        null,
        "",
        Map.of(),
        false,
        disabled);
  }

  @Test
  void a_balance_is_drawn_upon_at_its_times_in_the_zone_of_the_tariff() {
    // Given: 20:00 in Berlin is 19:00Z in winter
    Purse purse =
        new Purse(EUR, List.of(atNight(60_000_000), money(BalanceTerms.DEFAULT, 5_000_000)), false);
    Drawing inBerlin = new Drawing(rater(ZoneId.of("Europe/Berlin")));
    Instant before = Instant.parse("2026-11-25T18:59:00Z");
    Instant night = Instant.parse("2026-11-25T19:00:00Z");

    // Then
    assertThat(taken(inBerlin.all(purse, to("61", before), Reach.whole(30 * SECOND))))
        .containsOnlyKeys(BalanceTerms.DEFAULT);
    assertThat(taken(inBerlin.all(purse, to("61", night), Reach.whole(30 * SECOND))))
        .containsOnlyKeys("night");
    assertThat(taken(drawing.all(purse, to("61", night), Reach.whole(30 * SECOND))))
        .as("where it is 19:00")
        .containsOnlyKeys(BalanceTerms.DEFAULT);
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

  private static Balance atNight(long micros) {
    Timing night = new Timing("NIGHT", Set.of(), Set.of(), Set.of(), Set.of(), LocalTime.of(20, 0));
    BalanceTerms terms =
        new BalanceTerms(
            "night",
            BigDecimal.ZERO,
            Set.of(),
            Set.of(),
            List.of(night),
            null,
            "",
            Map.of(),
            false,
            false);
    return Balance.of("night", new Unit.Voice(), terms, micros);
  }

  private static Balance money(String name, long micros) {
    return Balance.of(name, EUR, BalanceTerms.plain(name), micros);
  }

  private static Spending to(String prefix) {
    return to(prefix, Instant.parse("2026-11-25T10:00:00Z"));
  }

  private static Spending to(String prefix, Instant start) {
    return Spending.call(
        new RatingProfile.Key("cgrates.org", "call", "1001"), prefix + "255500100", start);
  }

  private static TariffRater rater(ZoneId zone) {
    Rate rate =
        new Rate("61", BigDecimal.ZERO, List.of(new RateSlot(0, new BigDecimal("0.60"), 60, 10)));
    var plan = TariffCompiler.compile(PrefixRates.rows(List.of(rate), Instant.EPOCH), zone);
    return new TariffRater(
        new RatingEngine(new ExactCosting(), RatingEngine.FALLBACK_DEPTH),
        new ActiveTariff("t", 1, EUR.currency(), plan.value()));
  }
}
