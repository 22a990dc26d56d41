package io.strowger.gateway.session;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.strowger.gateway.esl.MalformedFrame;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads what {@code show channels as json} says. */
final class ChannelList {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Pattern USABLE = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
  private static final String UUID = "uuid";
  private static final String APPLICATION = "application";

  private ChannelList() {}

  /**
   * The UUIDs of the switch's channels, and the application that each executes: empty for one that
   * executes none.
   *
   * @throws MalformedFrame when it is no such list; that is not the same as no channels
   */
  static Map<String, String> applications(String json) throws MalformedFrame {
    Map<String, String> channels = new LinkedHashMap<>();
    try (JsonParser parser = JSON.createParser(json)) {
      boolean counted = false;
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedFrame("not a list of channels");
      }
      Map<String, String> row = new HashMap<>();
      while (parser.nextToken() != null) {
        switch (parser.currentToken()) {
          case FIELD_NAME -> {
            counted |= parser.currentName().equals("row_count");
            addWanted(parser, row);
          }
          case END_OBJECT -> {
            addChannel(row, channels);
            row.clear();
          }
          default -> {}
        }
      }
      if (!counted) {
        throw new MalformedFrame("a list of channels without row_count");
      }
    } catch (MalformedFrame malformed) {
      throw malformed;
    } catch (IOException unreadable) {
      throw new MalformedFrame("not a list of channels", unreadable);
    }
    return channels;
  }

  private static void addWanted(JsonParser parser, Map<String, String> row) throws IOException {
    String field = parser.currentName();
    if (field.equals(UUID) || field.equals(APPLICATION)) {
      String value = parser.nextTextValue();
      if (value != null) {
        row.put(field, value);
      }
    }
  }

  private static void addChannel(Map<String, String> row, Map<String, String> channels) {
    String uuid = row.getOrDefault(UUID, "");
    if (USABLE.matcher(uuid).matches()) {
      channels.put(uuid, row.getOrDefault(APPLICATION, ""));
    }
  }
}
