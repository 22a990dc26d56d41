package io.strowger.gateway.session;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.strowger.gateway.esl.MalformedFrame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads what {@code show channels as json} says. */
final class ChannelList {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Pattern UUID = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  private ChannelList() {}

  /**
   * The UUIDs of the switch's channels.
   *
   * @throws MalformedFrame when it is no such list; that is not the same as no channels
   */
  static List<String> uuids(String json) throws MalformedFrame {
    List<String> uuids = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(json)) {
      boolean counted = false;
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedFrame("not a list of channels");
      }
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.FIELD_NAME) {
          counted |= parser.currentName().equals("row_count");
          addUuid(parser, uuids);
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
    return uuids;
  }

  private static void addUuid(JsonParser parser, List<String> uuids) throws IOException {
    if (parser.currentName().equals("uuid")) {
      String uuid = parser.nextTextValue();
      if (uuid != null && UUID.matcher(uuid).matches()) {
        uuids.add(uuid);
      }
    }
  }
}
