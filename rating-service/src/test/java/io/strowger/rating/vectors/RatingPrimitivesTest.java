package io.strowger.rating.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.strowger.rating.costing.ExactCosting;
import io.strowger.rating.costing.Rated;
import io.strowger.rating.costing.RatingEngine;
import io.strowger.rating.costing.Span;
import io.strowger.rating.costing.Usage;
import io.strowger.rating.load.TariffText;
import io.strowger.rating.plan.FinalRounding;
import io.strowger.rating.plan.PriceList;
import io.strowger.rating.plan.PriceRule;
import io.strowger.rating.plan.PriceRule.MaxCost;
import io.strowger.rating.plan.PriceSlot;
import io.strowger.rating.plan.RatingPlan;
import io.strowger.rating.plan.RatingProfile;
import io.strowger.rating.plan.TariffPlan;
import io.strowger.rating.plan.TimedPrice;
import io.strowger.rating.plan.Timing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The small steps of CGRateS's rating, with the results it has for them. */
class RatingPrimitivesTest {
  private static final RatingEngine ENGINE = new RatingEngine(new ExactCosting(), 3);
  private static final RatingProfile.Key ANYONE = new RatingProfile.Key("t", "c", "*any");

  private static Stream<JsonNode> cases(String pointer) {
    Path file = Path.of(System.getProperty("strowger.shared") + "/vectors/rating-primitives.json");
    try {
      JsonNode all =
          new ObjectMapper()
              .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
              .readTree(Files.readString(file));
      return StreamSupport.stream(all.at(pointer).spliterator(), false);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  static Stream<JsonNode> roundings() {
    return cases("/round/cases");
  }

  @ParameterizedTest
  @MethodSource("roundings")
  void an_amount_is_rounded(JsonNode row) {
    BigDecimal amount = row.get(0).decimalValue();
    Optional<FinalRounding.Method> method =
        switch (row.get(2).asText()) {
          case "*up" -> Optional.of(FinalRounding.Method.UP);
          case "*down" -> Optional.of(FinalRounding.Method.DOWN);
          case "*middle" -> Optional.of(FinalRounding.Method.MIDDLE);
          default -> Optional.empty();
        };

    BigDecimal rounded = method.map(m -> m.round(amount, row.get(1).asInt())).orElse(amount);

    assertThat(rounded).isEqualByComparingTo(row.get(3).decimalValue());
  }

  static Stream<JsonNode> durations() {
    return cases("/round_duration_up/cases");
  }

  @ParameterizedTest
  @MethodSource("durations")
  void usage_is_rounded_up_to_whole_increments(JsonNode row) {
    long increment = TariffText.usage(row.get(0).asText());
    long usage = TariffText.usage(row.get(1).asText());

    Rated.Priced priced =
        rate(Instant.EPOCH, usage, new PriceSlot(0, BigDecimal.ONE, 1, increment));

    assertThat(priced.billed()).isEqualTo(TariffText.usage(row.get(2).asText()));
  }

  static Stream<JsonNode> intervals() {
    return cases("/interval_cost/cases");
  }

  @ParameterizedTest
  @MethodSource("intervals")
  void a_price_of_a_unit_is_one_of_any_length(JsonNode row) {
    PriceSlot slot =
        new PriceSlot(
            0,
            row.path("rate").decimalValue(),
            TariffText.usage(row.path("unit").asText()),
            TariffText.usage("1s"));

    Rated.Priced priced = rate(Instant.EPOCH, TariffText.usage(row.path("usage").asText()), slot);

    assertThat(priced.cost()).isEqualByComparingTo(row.path("cost").decimalValue());
  }

  static Stream<JsonNode> splits() {
    return cases("/slot_split").filter(row -> row.has("slots"));
  }

  @ParameterizedTest
  @MethodSource("splits")
  void a_call_is_split_where_a_slot_begins(JsonNode row) {
    Instant start = Instant.parse(row.path("start").asText());
    Instant end = Instant.parse(row.path("end").asText());
    List<PriceSlot> slots = new ArrayList<>();
    for (JsonNode slot : row.path("slots")) {
      slots.add(
          new PriceSlot(
              TariffText.usage(slot.get(0).asText()),
              slot.get(1).decimalValue(),
              TariffText.usage(slot.get(3).asText().replace(" unit", "")),
              TariffText.usage(slot.get(2).asText().replace(" inc", ""))));
    }

    Rated.Priced priced =
        rate(start, Duration.between(start, end).toNanos(), slots.toArray(PriceSlot[]::new));

    List<String> spans = new ArrayList<>();
    for (Span span : priced.spans()) {
      spans.add(time(start, span.from()) + " " + time(start, span.to()));
    }
    List<String> expected = new ArrayList<>();
    row.path("expect").forEach(e -> expected.add(e.get(0).asText() + " " + e.get(1).asText()));
    assertThat(spans).isEqualTo(expected);
  }

  private static String time(Instant start, long offset) {
    LocalTime time = LocalDateTime.ofInstant(start.plusNanos(offset), ZoneOffset.UTC).toLocalTime();
    return "%02d:%02d:%02d".formatted(time.getHour(), time.getMinute(), time.getSecond());
  }

  static Stream<JsonNode> timings() {
    return cases("/timing_active");
  }

  @ParameterizedTest
  @MethodSource("timings")
  void a_timing_holds_or_not(JsonNode row) {
    JsonNode told = row.path("t");
    Timing timing =
        new Timing(
            "T",
            TariffText.numbers(list(told, "years")),
            TariffText.numbers(list(told, "months")),
            TariffText.numbers(list(told, "month_days")),
            TariffText.weekDays(list(told, "week_days")),
            TariffText.timeOfDay(told.path("start").asText()),
            end(told));
    Instant at = Instant.parse(row.path("at").asText());

    assertThat(timing.holdsAt(LocalDateTime.ofInstant(at, ZoneOffset.UTC)))
        .isEqualTo(row.path("active").asBoolean());
  }

  private static @Nullable LocalTime end(JsonNode told) {
    return told.has("end") ? TariffText.timeOfDay(told.path("end").asText()) : null;
  }

  private static String list(JsonNode told, String field) {
    List<String> numbers = new ArrayList<>();
    told.path(field).forEach(number -> numbers.add(number.asText()));
    return String.join(";", numbers);
  }

  private static Rated.Priced rate(Instant start, long usage, PriceSlot... slots) {
    PriceRule rule =
        new PriceRule(
            "R", BigDecimal.ZERO, List.of(slots), FinalRounding.NONE, new MaxCost.Unlimited());
    PriceList prices = new PriceList(List.of(new TimedPrice(Timing.ANY, rule, BigDecimal.TEN)));
    TariffPlan plan =
        new TariffPlan(
            ZoneOffset.UTC,
            Map.of(),
            List.of(new RatingPlan("P", Map.of(RatingPlan.ANY, prices))),
            List.of(
                new RatingProfile(
                    ANYONE,
                    List.of(new RatingProfile.Activation(TariffText.ALWAYS, "P", List.of())))));
    return (Rated.Priced) ENGINE.rate(plan, Usage.voice(ANYONE, "49", start, usage));
  }
}
