package io.strowger.rating.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.strowger.rating.balance.Drawing;
import io.strowger.rating.balance.Purse;
import io.strowger.rating.balance.Reach;
import io.strowger.rating.balance.Spending;
import io.strowger.rating.balance.Unit;
import io.strowger.rating.charging.TariffRater;
import io.strowger.rating.costing.CgratesCosting;
import io.strowger.rating.costing.Costing;
import io.strowger.rating.costing.Coverage;
import io.strowger.rating.costing.ExactCosting;
import io.strowger.rating.costing.Rated;
import io.strowger.rating.costing.RatingEngine;
import io.strowger.rating.costing.Usage;
import io.strowger.rating.load.TariffText;
import io.strowger.rating.tariff.ActiveTariff;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs every case of a folder: {@code -Dstrowger.vectors=FOLDER}, or the shared one. Each kind of
 * case has its own test here.
 */
class RatingVectorsTest {
  private static final Unit.Money EUR = new Unit.Money(Currency.getInstance("EUR"));

  /** 30 increments of a third of a ten-thousandth: the most that the shared cases lose. */
  private static final BigDecimal ROUNDED_AWAY = new BigDecimal("0.0001");

  static Stream<Vector> costs() {
    return Vector.all().stream().filter(vector -> vector.kind().equals("get_cost"));
  }

  @ParameterizedTest
  @MethodSource("costs")
  void costs_the_same_with_the_roundings_of_cgrates(Vector vector) {
    check(vector, new CgratesCosting(vector.roundingDecimals()), BigDecimal.ZERO);
  }

  @ParameterizedTest
  @MethodSource("costs")
  void costs_the_same_when_exact_but_for_what_cgrates_rounds_away(Vector vector) {
    check(vector, new ExactCosting(), ROUNDED_AWAY);
  }

  static Stream<Vector> grants() {
    return Vector.all().stream()
        .filter(vector -> vector.kind().equals("max_session") && vector.hasNothingButMoney());
  }

  @ParameterizedTest
  @MethodSource("grants")
  void money_pays_for_as_much(Vector vector) {
    for (Costing costing :
        List.of(new CgratesCosting(vector.roundingDecimals()), new ExactCosting())) {
      Drawing.Affordable granted = granted(vector, costing);
      assertThat(granted.why()).isNull();
      long amount = granted.usage();
      JsonNode expected = vector.expected();
      if (expected.has("max_usage")) {
        assertThat(amount).isEqualTo(TariffText.usage(expected.path("max_usage").asText()));
      }
      if (expected.has("max_usage_gt")) {
        assertThat(amount).isGreaterThan(TariffText.usage(expected.path("max_usage_gt").asText()));
      }
    }
  }

  private static Drawing.Affordable granted(Vector vector, Costing costing) {
    TariffRater rater =
        new TariffRater(
            new RatingEngine(costing, vector.fallbackDepth()),
            new ActiveTariff("vector", 1, EUR.currency(), vector.tariff()));
    Usage usage = vector.usage();
    return new Drawing(rater)
        .affordable(
            Purse.of(EUR, vector.money().movePointRight(6).longValueExact()),
            Spending.call(usage.profile(), usage.destination(), usage.start()),
            Reach.whole(usage.amount()));
  }

  private static void check(Vector vector, Costing costing, BigDecimal tolerance) {
    RatingEngine engine = new RatingEngine(costing, vector.fallbackDepth());
    JsonNode expected = vector.expected();
    switch (engine.rate(vector.tariff(), vector.usage())) {
      case Rated.Refused(var why) ->
          assertThat(why.name()).isEqualTo(expected.path("error").asText());
      case Rated.Priced priced -> {
        assertThat(expected.has("error")).as("priced: %s", priced).isFalse();
        checkPriced(expected, priced, tolerance);
      }
    }
  }

  private static void checkPriced(JsonNode expected, Rated.Priced priced, BigDecimal tolerance) {
    if (expected.has("cost")) {
      assertThat(priced.cost()).isCloseTo(expected.path("cost").decimalValue(), within(tolerance));
    }
    if (expected.has("connect_fee")) {
      assertThat(priced.connectFee())
          .isEqualByComparingTo(expected.path("connect_fee").decimalValue());
    }
    if (expected.has("timespans")) {
      int shown = priced.spans().isEmpty() ? priced.coverages().size() : priced.spans().size();
      assertThat(shown).isEqualTo(expected.path("timespans").asInt());
    }
    Coverage first = priced.coverages().isEmpty() ? null : priced.coverages().getFirst();
    check(expected, "matched_subject", first == null ? null : first.subject());
    check(expected, "matched_destination_id", first == null ? null : first.match().destination());
    check(expected, "matched_prefix", first == null ? null : first.match().prefix());
    check(expected, "rating_plan", first == null ? null : first.plan());
  }

  private static void check(JsonNode expected, String field, Object actual) {
    if (expected.has(field)) {
      assertThat(String.valueOf(actual)).as(field).isEqualTo(expected.path(field).asText());
    }
  }
}
