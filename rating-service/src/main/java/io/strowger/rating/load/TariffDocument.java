package io.strowger.rating.load;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.strowger.rating.plan.FinalRounding;
import io.strowger.rating.plan.PriceRule.MaxCost;
import io.strowger.rating.plan.RatingPlan;
import io.strowger.rating.tariff.TariffRow;
import io.strowger.rating.tariff.TariffRows;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Writes a tariff as {@link JsonTariffs} reads it. */
public final class TariffDocument {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final long SECOND = 1_000_000_000L;

  private final JsonGenerator json;

  private TariffDocument(JsonGenerator json) {
    this.json = json;
  }

  /** The tariff in JSON. */
  public static String of(TariffRows rows) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      new TariffDocument(json).write(rows);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  private interface Writing<R> {
    void write(R row) throws IOException;
  }

  private void write(TariffRows rows) throws IOException {
    json.writeStartObject();
    groups(
        Table.DESTINATIONS,
        rows.prefixes(),
        TariffRow.Prefix::destination,
        row -> json.writeString(row.prefix()));
    groups(Table.TIMINGS, rows.timings(), TariffRow.TimingRow::id, this::timing);
    groups(Table.RATES, rows.slots(), TariffRow.Slot::rate, this::slot);
    groups(
        Table.DESTINATION_RATES,
        rows.destinationRates(),
        TariffRow.DestinationRate::id,
        this::destinationRate);
    groups(Table.RATING_PLANS, rows.bindings(), TariffRow.Binding::plan, this::binding);
    json.writeArrayFieldStart(Table.RATING_PROFILES.json());
    for (TariffRow.Activation row : rows.activations()) {
      activation(row);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private <R> void groups(Table table, List<R> rows, Function<R, String> id, Writing<R> writing)
      throws IOException {
    Map<String, List<R>> groups = new LinkedHashMap<>();
    for (R row : rows) {
      groups.computeIfAbsent(id.apply(row), _ -> new ArrayList<>(1)).add(row);
    }
    json.writeObjectFieldStart(table.json());
    for (Map.Entry<String, List<R>> group : groups.entrySet()) {
      json.writeArrayFieldStart(group.getKey());
      for (R row : group.getValue()) {
        writing.write(row);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private void timing(TariffRow.TimingRow row) throws IOException {
    json.writeStartObject();
    numbers("years", row.years());
    numbers("months", row.months());
    numbers("month_days", row.monthDays());
    numbers("week_days", row.weekDays().stream().map(DayOfWeek::getValue).toList());
    json.writeStringField("start", row.start().toString());
    json.writeEndObject();
  }

  private void numbers(String field, Collection<Integer> numbers) throws IOException {
    if (!numbers.isEmpty()) {
      json.writeArrayFieldStart(field);
      for (int number : numbers.stream().sorted().toList()) {
        json.writeNumber(number);
      }
      json.writeEndArray();
    }
  }

  private void slot(TariffRow.Slot row) throws IOException {
    json.writeStartObject();
    json.writeStringField("connect_fee", row.connectFee().toPlainString());
    json.writeStringField("rate", row.price().toPlainString());
    json.writeStringField("rate_unit", usage(row.unit()));
    json.writeStringField("rate_increment", usage(row.increment()));
    json.writeStringField("group_interval_start", usage(row.from()));
    json.writeEndObject();
  }

  private static String usage(long amount) {
    return amount % SECOND == 0 ? amount / SECOND + "s" : Long.toString(amount);
  }

  private void destinationRate(TariffRow.DestinationRate row) throws IOException {
    json.writeStartObject();
    json.writeStringField("destination", row.destination());
    json.writeStringField("rate", row.rate());
    if (!row.rounding().equals(FinalRounding.NONE)) {
      json.writeStringField(
          "rounding_method",
          switch (row.rounding().method()) {
            case UP -> "*up";
            case MIDDLE -> "*middle";
            case DOWN -> "*down";
          });
      json.writeNumberField("rounding_decimals", row.rounding().decimals());
    }
    switch (row.maxCost()) {
      case MaxCost.Unlimited() -> {}
      case MaxCost.FreeFrom(var amount) -> maxCost(amount.toPlainString(), "*free");
      case MaxCost.DisconnectAt(var amount) -> maxCost(amount.toPlainString(), "*disconnect");
    }
    json.writeEndObject();
  }

  private void maxCost(String amount, String strategy) throws IOException {
    json.writeStringField("max_cost", amount);
    json.writeStringField("max_cost_strategy", strategy);
  }

  private void binding(TariffRow.Binding row) throws IOException {
    json.writeStartObject();
    json.writeStringField("destination_rate", row.destinationRate());
    if (!row.timing().equals(RatingPlan.ANY)) {
      json.writeStringField("timing", row.timing());
    }
    json.writeStringField("weight", row.weight().toPlainString());
    json.writeEndObject();
  }

  private void activation(TariffRow.Activation row) throws IOException {
    json.writeStartObject();
    json.writeStringField("tenant", row.profile().tenant());
    json.writeStringField("category", row.profile().category());
    json.writeStringField("subject", row.profile().subject());
    if (!row.from().equals(TariffText.ALWAYS)) {
      json.writeStringField("activation", row.from().toString());
    }
    json.writeStringField("rating_plan", row.plan());
    json.writeArrayFieldStart("fallback");
    for (String subject : row.fallbackSubjects()) {
      json.writeString(subject);
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
