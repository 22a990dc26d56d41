package io.strowger.gateway.esl;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events in JSON: one flat object, values strings, or arrays of strings where a variable has
 * several ({@code variable_DP_MATCH}). A name may stand twice ({@code Hangup-Cause}): the first
 * counts.
 *
 * <p>FreeSWITCH writes {@code Event-Name} first, so an event nobody wants costs one field.
 */
final class JsonEvents {
  /** Channel variables are named by callers too (SIP headers): many names must not be an error. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .build();

  private JsonEvents() {}

  static @Nullable EslEvent decode(byte[] json, Interest interest) throws MalformedFrame {
    try (JsonParser parser = open(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedFrame("event is no JSON object");
      }
      if (!EslEvent.NAME.equals(parser.nextFieldName())) {
        return decodeNameless(json, interest);
      }
      String name = parser.nextTextValue();
      if (name == null) {
        throw new MalformedFrame("Event-Name is no string");
      }
      Interest.Selection selection = interest.of(name);
      return selection == null ? null : readRest(parser, name, selection);
    } catch (MalformedFrame malformed) {
      throw malformed;
    } catch (IOException wrong) {
      throw new MalformedFrame("event is no readable JSON: " + firstLine(wrong), wrong);
    }
  }

  /**
   * FreeSWITCH writes the bytes of a SIP header as they are ({@code print_string_ptr} in cJSON.c),
   * so a caller's name or a far end's phrase may be no UTF-8: what is wrong in it then becomes
   * U+FFFD, for the event tells of a call all the same.
   */
  private static JsonParser open(byte[] json) throws IOException {
    return ByteScan.isAscii(json)
        ? JSON.createParser(json)
        : JSON.createParser(new String(json, UTF_8));
  }

  /** Where {@code Event-Name} does not come first: read all of it, then see whether it counts. */
  private static @Nullable EslEvent decodeNameless(byte[] json, Interest interest)
      throws IOException {
    try (JsonParser parser = open(json)) {
      parser.nextToken();
      EslEvent event = readRest(parser, "", Interest.Selection.ALL);
      String name = event.header(EslEvent.NAME);
      Map<String, String> headers = new HashMap<>();
      event.forEach(headers::put);
      return interest.of(name == null ? "" : name) == null
          ? null
          : new EslEvent(name == null ? "" : name, headers);
    }
  }

  private static EslEvent readRest(JsonParser parser, String name, Interest.Selection selection)
      throws IOException {
    Map<String, String> headers = new HashMap<>(128);
    if (!name.isEmpty()) {
      headers.put(EslEvent.NAME, name);
    }
    String field = parser.nextFieldName();
    while (field != null) {
      JsonToken token = parser.nextToken();
      if (selection.wants(field)) {
        readValue(parser, token, field, headers);
      } else if (token == JsonToken.START_ARRAY || token == JsonToken.START_OBJECT) {
        parser.skipChildren();
      }
      field = parser.nextFieldName();
    }
    if (parser.currentToken() != JsonToken.END_OBJECT) {
      throw new MalformedFrame("event is no flat JSON object: " + parser.currentToken());
    }
    return new EslEvent(name, headers);
  }

  private static void readValue(
      JsonParser parser, JsonToken token, String field, Map<String, String> headers)
      throws IOException {
    if (token == JsonToken.START_ARRAY) {
      headers.putIfAbsent(field, EslEvent.array(readArray(parser, field)));
    } else if (token.isScalarValue()) {
      headers.putIfAbsent(field, token == JsonToken.VALUE_NULL ? "" : parser.getText());
    } else {
      throw new MalformedFrame("header " + field + " is no string but " + token);
    }
  }

  private static List<String> readArray(JsonParser parser, String field) throws IOException {
    List<String> values = new ArrayList<>();
    JsonToken token = parser.nextToken();
    while (token != JsonToken.END_ARRAY) {
      if (token == null || !token.isScalarValue()) {
        throw new MalformedFrame("header " + field + " is no array of strings but holds " + token);
      }
      values.add(parser.getText());
      token = parser.nextToken();
    }
    return values.isEmpty() ? List.of("") : values;
  }

  private static String firstLine(IOException wrong) {
    String message = wrong.getMessage();
    return message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
  }
}
