package io.strowger.rating.vectors;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.strowger.rating.costing.Usage;
import io.strowger.rating.load.JsonTariffs;
import io.strowger.rating.load.TariffText;
import io.strowger.rating.plan.RatingProfile;
import io.strowger.rating.plan.TariffPlan;
import io.strowger.rating.tariff.Loaded;
import io.strowger.rating.tariff.TariffCompiler;
import io.strowger.rating.tariff.TariffRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/** One case: a tariff, an account perhaps, what was asked, and what CGRateS answered. */
record Vector(String name, String kind, JsonNode json) {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private static final String OWN = "src/test/resources/vectors";

  /**
   * All cases of the folder named by the system property {@code strowger.vectors}; unless it is
   * set, of the shared one, and of our own.
   */
  static List<Vector> all() {
    String chosen = System.getProperty("strowger.vectors");
    return chosen != null
        ? in(Path.of(chosen))
        : Stream.concat(
                in(Path.of(System.getProperty("strowger.shared"), "vectors", "rating")).stream(),
                in(Path.of(OWN)).stream())
            .toList();
  }

  private static List<Vector> in(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".json")).sorted().map(Vector::read).toList();
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  private static Vector read(Path file) {
    try {
      JsonNode json = MAPPER.readTree(Files.readString(file));
      return new Vector(json.path("name").asText(), json.path("kind").asText(), json);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  JsonNode request() {
    return json.path("request");
  }

  JsonNode expected() {
    return json.path("expected");
  }

  int roundingDecimals() {
    return json.path("engine").path("rounding_decimals").asInt(5);
  }

  int fallbackDepth() {
    return json.path("engine").path("fallback_depth").asInt(3);
  }

  TariffPlan tariff() {
    Loaded<TariffRows> rows = JsonTariffs.read(name, json.path("tariff").toString());
    Loaded<TariffPlan> plan = TariffCompiler.compile(rows.value(), ZoneOffset.UTC);
    if (!rows.isWhole() || !plan.isWhole()) {
      throw new AssertionError("unreadable tariff: " + rows.failures() + plan.failures());
    }
    return plan.value();
  }

  Usage usage() {
    long amount = TariffText.usage(request().path("usage").asText());
    long index = TariffText.usage(request().path("duration_index").asText("0"));
    return new Usage(
        new RatingProfile.Key(
            request().path("tenant").asText(),
            request().path("category").asText(),
            request().path("subject").asText()),
        request().path("destination").asText(),
        Instant.parse(request().path("answer_time").asText()),
        amount,
        request().path("tor").asText("*voice").equals("*voice")
            ? Usage.Kind.VOICE
            : Usage.Kind.UNITS,
        Math.max(0, index - amount),
        request().path("loop_index").asInt(0) == 0);
  }

  /** True when the account has one balance of money that any call may be paid from. */
  boolean hasNothingButMoney() {
    JsonNode balances = json.path("account").path("balances");
    JsonNode money = balances.path("*monetary");
    return balances.size() == 1 && money.size() == 1 && !money.path(0).path("blocker").asBoolean();
  }

  BigDecimal money() {
    return json.path("account")
        .path("balances")
        .path("*monetary")
        .path(0)
        .path("value")
        .decimalValue();
  }

  @Override
  public String toString() {
    return name;
  }
}
