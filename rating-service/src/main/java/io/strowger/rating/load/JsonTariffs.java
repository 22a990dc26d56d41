package io.strowger.rating.load;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.strowger.rating.tariff.LoadFailure;
import io.strowger.rating.tariff.Loaded;
import io.strowger.rating.tariff.Origin;
import io.strowger.rating.tariff.TariffRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Tariffs in JSON: an object with one field for each table. Rows of {@code destinations}, {@code
 * timings}, {@code rates}, {@code destination_rates} and {@code rating_plans} are gathered under
 * their ids, {@code rating_profiles} is a list.
 */
public final class JsonTariffs {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final Map<String, Table> TABLES = new HashMap<>();

  static {
    for (Table table : Table.values()) {
      TABLES.put(table.json(), table);
    }
  }

  private final String file;
  private final JsonParser json;
  private final RowReader reader = new RowReader();

  private JsonTariffs(String file, JsonParser json) {
    this.file = file;
    this.json = json;
  }

  /**
   * The rows of a tariff.
   *
   * @param file how failures name the text
   */
  public static Loaded<TariffRows> read(String file, String text) {
    try (JsonParser parser = MAPPER.createParser(text)) {
      return new JsonTariffs(file, parser).read();
    } catch (JsonParseException broken) {
      LoadFailure failure =
          new LoadFailure(
              new Origin(file, broken.getLocation().getLineNr()), broken.getOriginalMessage());
      return new Loaded<>(TariffRows.of(List.of()), List.of(failure));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private Loaded<TariffRows> read() throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      reader.fail(here(), "a tariff is an object");
      return new Loaded<>(TariffRows.of(reader.rows()), reader.failures());
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      Table table = TABLES.get(name);
      json.nextToken();
      if (table == null) {
        reader.fail(here(), "there is no table " + name);
        json.skipChildren();
      } else if (table == Table.RATING_PROFILES) {
        rows(table, Map.of());
      } else {
        groups(table);
      }
    }
    return new Loaded<>(TariffRows.of(reader.rows()), reader.failures());
  }

  private void groups(Table table) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      reader.fail(here(), table.json() + " must be an object of ids");
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      Map<String, String> id = Map.of("id", json.currentName());
      json.nextToken();
      if (json.currentToken() == JsonToken.START_ARRAY) {
        rows(table, id);
      } else {
        row(table, id);
      }
    }
  }

  private void rows(Table table, Map<String, String> given) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      reader.fail(here(), table.json() + " must hold lists");
      json.skipChildren();
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      row(table, given);
    }
  }

  private void row(Table table, Map<String, String> given) throws IOException {
    Origin origin = here();
    if (table == Table.DESTINATIONS && json.currentToken() == JsonToken.VALUE_STRING) {
      Map<String, String> fields = new HashMap<>(given);
      fields.put("prefix", json.getText());
      reader.read(table, origin, fields);
    } else if (json.currentToken() == JsonToken.START_OBJECT) {
      object(table, origin, given);
    } else {
      reader.fail(origin, "a row of " + table.json() + " must be an object");
      json.skipChildren();
    }
  }

  private void object(Table table, Origin origin, Map<String, String> given) throws IOException {
    JsonNode node = MAPPER.readTree(json);
    Map<String, String> fields = new LinkedHashMap<>(given);
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!table.columns().contains(field.getKey())) {
        reader.fail(origin, table.json() + " has no field " + field.getKey());
        return;
      }
      fields.put(field.getKey(), text(field.getValue()));
    }
    reader.read(table, origin, fields);
  }

  private static String text(JsonNode value) {
    if (value.isNull()) {
      return "";
    }
    if (value.isArray()) {
      StringJoiner joined = new StringJoiner(";");
      value.forEach(each -> joined.add(each.asText()));
      return joined.toString();
    }
    return value.isBigDecimal() ? TariffText.plain(value.decimalValue()) : value.asText();
  }

  private Origin here() {
    return new Origin(file, json.currentTokenLocation().getLineNr());
  }
}
