package io.strowger.rating.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import io.strowger.rating.balance.Balance;
import io.strowger.rating.balance.BalanceTerms;
import io.strowger.rating.balance.Purse;
import io.strowger.rating.balance.Rater;
import io.strowger.rating.balance.Spending;
import io.strowger.rating.balance.Unit;
import io.strowger.rating.costing.CgratesCosting;
import io.strowger.rating.costing.Costing;
import io.strowger.rating.costing.ExactCosting;
import io.strowger.rating.costing.Rated;
import io.strowger.rating.costing.RatingEngine;
import io.strowger.rating.costing.Usage;
import io.strowger.rating.load.TariffText;
import io.strowger.rating.plan.RatingProfile;
import io.strowger.rating.plan.TariffPlan;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The account and the request of one case. */
final class BalanceCase {
  static final Unit.Money MONEY = new Unit.Money(Currency.getInstance("EUR"));
  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

  final JsonNode json;
  final Rater rater;
  final Spending spending;
  final Map<String, List<String>> idsByType = new LinkedHashMap<>();
  final Set<String> expiring = new HashSet<>();
  Purse purse;

  BalanceCase(Vector vector, boolean once) {
    this.json = vector.json();
    this.rater = rater(vector.tariff(), once, vector.roundingDecimals());
    JsonNode request = json.get("request");
    this.spending =
        new Spending(
            new RatingProfile.Key(
                request.get("tenant").asText(),
                request.get("category").asText(),
                request.get("subject").asText()),
            request.get("destination").asText(),
            Instant.parse(request.get("answer_time").asText()),
            unit(request.get("tor").asText()),
            "",
            dearest(request),
            null);
    this.purse = purse(json.get("account"));
  }

  private static Rater rater(TariffPlan plan, boolean once, int decimals) {
    Costing costing = once ? new ExactCosting() : new CgratesCosting(decimals);
    RatingEngine engine = new RatingEngine(costing, RatingEngine.FALLBACK_DEPTH);
    return new Rater() {
      @Override
      public Rated rate(Usage usage) {
        return engine.rate(plan, usage);
      }

      @Override
      public List<String> destinationsOf(String prefix) {
        return plan.destinationsOf(prefix);
      }

      @Override
      public ZoneId zone() {
        return plan.zone();
      }

      @Override
      public Rounding rounding() {
        return once ? new Rounding.Once() : new Rounding.EachIncrement(decimals);
      }
    };
  }

  private static @org.jspecify.annotations.Nullable BigDecimal dearest(JsonNode request) {
    return request.has("max_rate")
        ? request
            .get("max_rate")
            .decimalValue()
            .divide(
                BigDecimal.valueOf(nanos(request.get("max_rate_unit").asText())),
                30,
                java.math.RoundingMode.HALF_UP)
        : null;
  }

  private Purse purse(JsonNode account) {
    List<Balance> balances = new ArrayList<>();
    account
        .get("balances")
        .properties()
        .forEach(entry -> {
          List<String> ids = new ArrayList<>();
          for (JsonNode one : entry.getValue()) {
            String id = entry.getKey() + ids.size();
            ids.add(id);
            balances.add(balance(id, unit(entry.getKey()), one));
            if (one.has("expires_after_ms")) {
              expiring.add(id);
            }
          }
          idsByType.put(entry.getKey(), ids);
        });
    return new Purse(MONEY, balances, account.path("allow_negative").asBoolean());
  }

  private static Balance balance(String id, Unit unit, JsonNode one) {
    Set<String> destinations = new HashSet<>();
    one.path("destinations").forEach(destination -> destinations.add(destination.asText()));
    Set<String> categories = new HashSet<>();
    one.path("categories").forEach(category -> categories.add(category.asText()));
    BalanceTerms terms =
        new BalanceTerms(
            one.path("id").asText("").isEmpty() ? id : one.get("id").asText(),
            one.path("weight").decimalValue(),
            destinations,
            categories,
            List.of(),
            null,
            one.path("rating_subject").asText(""),
            factors(one),
            one.path("blocker").asBoolean(),
            one.path("disabled").asBoolean());
    return Balance.of(id, unit, terms, micros(unit, one.get("value").decimalValue()));
  }

  private static Map<String, BigDecimal> factors(JsonNode one) {
    Map<String, BigDecimal> factors = new LinkedHashMap<>();
    one.path("factors")
        .properties()
        .forEach(entry -> factors.put(entry.getKey(), entry.getValue().decimalValue()));
    return factors;
  }

  static Unit unit(String type) {
    return switch (type) {
      case "*monetary" -> MONEY;
      case "*voice" -> new Unit.Voice();
      default -> new Unit.Counted(type.substring(1));
    };
  }

  static long micros(Unit unit, BigDecimal value) {
    return unit instanceof Unit.Voice
        ? value.movePointLeft(3).longValueExact()
        : value.multiply(MILLION).longValueExact();
  }

  static BigDecimal value(Unit unit, long micros) {
    return unit instanceof Unit.Voice
        ? BigDecimal.valueOf(micros).movePointRight(3)
        : BigDecimal.valueOf(micros, 6);
  }

  static long nanos(String text) {
    return TariffText.usage(text);
  }
}
