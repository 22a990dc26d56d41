package io.strowger.contracts.wire;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of one topic's messages: a record, or a sealed interface whose alternatives are told
 * apart by {@code type}.
 *
 * @param <T> the topic's message type
 */
public final class MessageCodec<T> {
  private static final String TYPE = "type";

  private final ObjectWriter writer;
  private final ObjectReader reader;
  private final Map<String, Class<?>> alternatives;
  private final Class<T> root;

  private MessageCodec(Class<T> root) {
    this.root = root;
    this.alternatives = alternativesOf(root);
    var mapper = WireMapper.mapper().copy();
    mapper.setDefaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL));
    alternatives.forEach((name, type) -> mapper.registerSubtypes(new NamedType(type, name)));
    this.writer = mapper.writerFor(root);
    this.reader = mapper.readerFor(root);
  }

  /** The codec of a message type. */
  public static <T> MessageCodec<T> of(Class<T> root) {
    return new MessageCodec<>(root);
  }

  /** The names on the wire and the records they stand for; empty for a topic of one record. */
  public Map<String, Class<?>> alternatives() {
    return alternatives;
  }

  /** The message's name on the wire, the {@code ce_type} header. */
  public String typeOf(T message) {
    return WireNames.typeOf(message.getClass());
  }

  /** The message as UTF-8 JSON. */
  public byte[] encode(T message) {
    try {
      return writer.writeValueAsBytes(message);
    } catch (JsonProcessingException defect) {
      throw new IllegalStateException("cannot write " + message.getClass().getName(), defect);
    }
  }

  /**
   * Reads a record's value.
   *
   * @throws MalformedMessage naming the field, when it is no message of this topic
   */
  public Decoded<T> decode(byte @Nullable [] json) throws MalformedMessage {
    if (json == null || json.length == 0) {
      throw new MalformedMessage("the record is empty");
    }
    try {
      String type = alternatives.isEmpty() ? null : typeIn(json);
      if (type != null && !alternatives.containsKey(type)) {
        return new Decoded.Unrecognized<>(type, json);
      }
      T message = reader.readValue(json);
      if (message == null) {
        throw new MalformedMessage("the record is null");
      }
      return new Decoded.Known<>(message);
    } catch (JsonMappingException wrong) {
      throw new MalformedMessage(describe(wrong), wrong);
    } catch (IOException wrong) {
      throw new MalformedMessage("not JSON: " + firstLine(wrong.getMessage()), wrong);
    }
  }

  private String typeIn(byte[] json) throws IOException, MalformedMessage {
    try (JsonParser parser = WireMapper.mapper().createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedMessage("not a JSON object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean isType = TYPE.equals(parser.currentName());
        parser.nextToken();
        if (isType && parser.currentToken() == JsonToken.VALUE_STRING) {
          return parser.getText();
        }
        parser.skipChildren();
      }
      throw new MalformedMessage("field 'type' is missing");
    }
  }

  private String describe(JsonMappingException wrong) {
    String path =
        wrong.getPath().stream()
            .map(step ->
                step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
            .collect(Collectors.joining("."));
    String reason = firstLine(wrong.getOriginalMessage());
    return path.isEmpty()
        ? WireNames.typeOf(root) + ": " + reason
        : "field '" + path + "': " + reason;
  }

  private static String firstLine(@Nullable String message) {
    return message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
  }

  private static Map<String, Class<?>> alternativesOf(Class<?> root) {
    if (!root.isSealed()) {
      return Map.of();
    }
    Map<String, Class<?>> found = new LinkedHashMap<>();
    for (Class<?> type : WireNames.alternativesOf(root)) {
      found.put(WireNames.typeOf(type), type);
    }
    return Map.copyOf(found);
  }
}
