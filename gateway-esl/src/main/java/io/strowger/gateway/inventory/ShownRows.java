package io.strowger.gateway.inventory;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows of {@code show ... as json}; none when it is no such answer. */
final class ShownRows {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int MAX_ROWS = 20_000;

  private ShownRows() {}

  static List<Map<String, String>> in(String answer) {
    List<Map<String, String>> rows = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(answer)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return List.of();
      }
      while (parser.nextToken() != null && rows.size() < MAX_ROWS) {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
          rows.add(row(parser));
        }
      }
      return rows;
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  private static Map<String, String> row(JsonParser parser) throws IOException {
    Map<String, String> row = new HashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      row.put(name, parser.getText());
      parser.skipChildren();
    }
    return row;
  }
}
