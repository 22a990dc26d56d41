package io.strowger.rating.cgrates.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.strowger.rating.balance.BalanceTerms;
import io.strowger.rating.cgrates.GoTime;
import io.strowger.rating.cgrates.RpcError;
import io.strowger.rating.cgrates.RpcJson;
import io.strowger.rating.plan.Timing;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The {@code Balance} of a request: which balance is meant, and the terms it shall have. Only what
 * is written holds; the rest is as it was.
 */
public final class BalanceForm {
  private final JsonNode form;
  private final GoTime times;
  private final Instant now;
  private final Function<String, Timing> timings;

  /**
   * What a client wrote.
   *
   * @param form null or missing when it wrote nothing
   * @param timings finds a timing, or refuses
   */
  public BalanceForm(JsonNode form, GoTime times, Instant now, Function<String, Timing> timings) {
    this.form = form;
    this.times = times;
    this.now = now;
    this.timings = timings;
    if (!words("SharedGroups").isEmpty()) {
      throw RpcError.server(
          "NOT_IMPLEMENTED:SharedGroups; balances are shared by the REST interface");
    }
  }

  /** The name by which the account knows it; empty when none is given. */
  public String id() {
    return form.path("ID").asText("");
  }

  /** The id that never changes; empty when none is given. */
  public String uuid() {
    return form.path("UUID").asText(form.path("Uuid").asText(""));
  }

  /** A value within, which may be 0. */
  public Optional<BigDecimal> value() {
    JsonNode value = form.path("Value");
    return value.isNumber() ? Optional.of(value.decimalValue().abs()) : Optional.empty();
  }

  /** True when nothing but a name is given. */
  public boolean hasTerms() {
    return form.properties().stream()
        .map(Map.Entry::getKey)
        .anyMatch(name -> !Set.of("ID", "UUID", "Uuid", "Value").contains(name));
  }

  /** What is written here, on top of terms of before. */
  public BalanceTerms on(BalanceTerms before) {
    return new BalanceTerms(
        id().isEmpty() ? before.name() : id(),
        has("Weight") ? decimal("Weight") : before.weight(),
        has("DestinationIDs") ? words("DestinationIDs") : before.destinations(),
        has("Categories") ? words("Categories") : before.categories(),
        has("TimingIDs") ? words("TimingIDs").stream().map(timings).toList() : before.timings(),
        has("ExpiryTime") ? times.parse(form.path("ExpiryTime").asText(), now) : before.expiresAt(),
        has("RatingSubject") ? form.path("RatingSubject").asText() : before.ratingSubject(),
        has("Factors") ? factors() : before.factors(),
        has("Blocker") ? flag("Blocker") : before.blocker(),
        has("Disabled") ? flag("Disabled") : before.disabled());
  }

  /** True when a balance of these terms is one of those meant. */
  public boolean matches(BalanceTerms terms, String uuid) {
    if (!uuid().isEmpty()) {
      return uuid().equals(uuid);
    }
    return id().isEmpty() ? on(terms).equals(terms) : id().equals(terms.name());
  }

  private boolean has(String name) {
    return form.hasNonNull(name);
  }

  private boolean flag(String name) {
    return form.path(name).asText().equals("true");
  }

  private BigDecimal decimal(String name) {
    JsonNode value = form.path(name);
    try {
      BigDecimal number =
          (value.isNumber() ? value.decimalValue() : new BigDecimal(value.asText()))
              .stripTrailingZeros();
      if (!RpcJson.isFloat(number)) {
        throw unreadable(value, "value out of range");
      }
      return number.scale() < 0 ? number.setScale(0) : number;
    } catch (NumberFormatException unreadable) {
      throw unreadable(value, "invalid syntax");
    }
  }

  private static RpcError unreadable(JsonNode value, String why) {
    return new RpcError("strconv.ParseFloat: parsing \"" + value.asText() + "\": " + why);
  }

  private Map<String, BigDecimal> factors() {
    Map<String, BigDecimal> factors = new HashMap<>();
    form.path("Factors")
        .properties()
        .forEach(factor -> factors.put(factor.getKey(), factor.getValue().decimalValue()));
    return factors;
  }

  /** Words separated by semicolons, or a list, or an object whose names are the words. */
  private Set<String> words(String name) {
    JsonNode value = form.path(name);
    Set<String> words = new LinkedHashSet<>();
    if (value.isObject()) {
      value.properties().forEach(word -> words.add(word.getKey()));
    } else if (value.isArray()) {
      value.forEach(word -> words.add(word.asText()));
    } else {
      words.addAll(List.of(value.asText("").split(";")));
    }
    words.removeIf(word -> word.isBlank() || word.equals("*any"));
    return words;
  }
}
