package io.strowger.contracts.wire;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;

/** The JSON Schema (2020-12) of a topic's messages, told by their records alone. */
public final class MessageSchema {
  private static final String TYPE = "type";

  private MessageSchema() {}

  /** The schema of a topic. */
  public static ObjectNode of(Topic topic) {
    Class<?> root = topic.messageType();
    if (root == null) {
      throw new IllegalArgumentException(topic.plainName() + " carries no messages of ours");
    }
    ObjectNode schema = WireMapper.mapper().createObjectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("$id", "https://strowger.io/schemas/" + topic.plainName() + ".json");
    schema.put("title", topic.plainName());
    if (root.isSealed()) {
      ArrayNode alternatives = schema.putArray("oneOf");
      for (Class<?> type : WireNames.alternativesOf(root)) {
        alternatives.add(alternative(type));
      }
    } else {
      schema.setAll(record(root));
    }
    return schema;
  }

  private static ObjectNode alternative(Class<?> type) {
    ObjectNode schema = record(type);
    ((ObjectNode) schema.get("properties")).putObject(TYPE).put("const", WireNames.typeOf(type));
    ((ArrayNode) schema.get("required")).add(TYPE);
    schema.put("title", WireNames.typeOf(type));
    return schema;
  }

  private static ObjectNode record(Class<?> type) {
    ObjectNode schema = WireMapper.mapper().createObjectNode();
    schema.put(TYPE, "object");
    schema.putObject("properties");
    schema.putArray("required");
    addComponents(schema, type);
    return schema;
  }

  private static void addComponents(ObjectNode schema, Class<?> type) {
    for (RecordComponent component : type.getRecordComponents()) {
      if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
        addComponents(schema, component.getType());
        continue;
      }
      String name = WireNames.snakeCase(component.getName());
      ObjectNode properties = (ObjectNode) schema.get("properties");
      properties.set(name, value(component.getGenericType()));
      if (RequiredUnlessNullable.isRequired(component)) {
        ((ArrayNode) schema.get("required")).add(name);
      }
    }
  }

  private static ObjectNode value(Type type) {
    ObjectNode schema = WireMapper.mapper().createObjectNode();
    if (type instanceof ParameterizedType generic) {
      return container(schema, generic);
    }
    Class<?> plain = (Class<?>) type;
    if (plain == Instant.class) {
      return schema.put(TYPE, "integer").put("description", "epoch microseconds, UTC");
    }
    if (plain == Currency.class) {
      return schema.put(TYPE, "string").put("pattern", "^[A-Z]{3}$");
    }
    if (plain.isEnum()) {
      schema.put(TYPE, "string");
      ArrayNode values = schema.putArray("enum");
      Arrays.stream(plain.getEnumConstants()).forEach(constant -> values.add(constant.toString()));
      return schema;
    }
    if (plain.isRecord()) {
      return named(plain);
    }
    return schema.put(TYPE, scalar(plain));
  }

  private static ObjectNode container(ObjectNode schema, ParameterizedType generic) {
    Type[] arguments = generic.getActualTypeArguments();
    if (generic.getRawType() == List.class) {
      schema.put(TYPE, "array").set("items", value(arguments[0]));
    } else if (generic.getRawType() == Map.class) {
      schema.put(TYPE, "object").set("additionalProperties", value(arguments[1]));
    } else {
      throw new IllegalArgumentException("no schema for " + generic);
    }
    return schema;
  }

  /** A name record is its one value on the wire; any other record is an object. */
  private static ObjectNode named(Class<?> type) {
    for (RecordComponent component : type.getRecordComponents()) {
      Method accessor = component.getAccessor();
      if (accessor.isAnnotationPresent(JsonValue.class)) {
        return value(component.getType());
      }
    }
    return record(type);
  }

  private static String scalar(Class<?> type) {
    if (type == String.class) {
      return "string";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "boolean";
    }
    if (type == double.class || type == Double.class) {
      return "number";
    }
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
      return "integer";
    }
    throw new IllegalArgumentException("no schema for " + type);
  }
}
