package io.strowger.rating.cgrates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A struct that a method takes, with its members in their order. Read as Go reads JSON: names in
 * any case, unknown members passed over, absent ones empty, and a value of another type refused
 * with Go's text.
 */
public final class Shape {
  private final String name;
  private final List<Member> members;

  private record Member(String name, Kind kind) {}

  private sealed interface Kind {
    record Text() implements Kind {}

    record Number() implements Kind {}

    record Whole() implements Kind {}

    record Flag() implements Kind {}

    record Texts() implements Kind {}

    record Many(Shape of) implements Kind {}

    record One(Shape of) implements Kind {}

    /** Anything; null when absent. */
    record Free() implements Kind {}
  }

  private Shape(String name, List<Member> members) {
    this.name = name;
    this.members = List.copyOf(members);
  }

  /** A struct without members yet. */
  public static Shape named(String name) {
    return new Shape(name, List.of());
  }

  /** With these texts. */
  public Shape text(String... names) {
    return with(new Kind.Text(), names);
  }

  /** With these decimal numbers. */
  public Shape number(String... names) {
    return with(new Kind.Number(), names);
  }

  /** With these whole numbers. */
  public Shape whole(String... names) {
    return with(new Kind.Whole(), names);
  }

  /** With these that are true or false. */
  public Shape flag(String... names) {
    return with(new Kind.Flag(), names);
  }

  /** With these lists of texts. */
  public Shape texts(String... names) {
    return with(new Kind.Texts(), names);
  }

  /** With a list of structs. */
  public Shape many(String member, Shape of) {
    return with(new Kind.Many(of), member);
  }

  /** With a struct, or null. */
  public Shape one(String member, Shape of) {
    return with(new Kind.One(of), member);
  }

  /** With members of any type, null when absent. */
  public Shape free(String... names) {
    return with(new Kind.Free(), names);
  }

  private Shape with(Kind kind, String... names) {
    List<Member> more = new ArrayList<>(members);
    for (String added : names) {
      more.add(new Member(added, kind));
    }
    return new Shape(name, more);
  }

  /**
   * What a client gave.
   *
   * @throws RpcError when it does not fit
   */
  public Fields read(JsonNode given) {
    return new Fields(read(given, name, ""));
  }

  private ObjectNode read(JsonNode given, String root, String path) {
    if (!given.isObject() && !given.isNull() && !given.isMissingNode()) {
      throw path.isEmpty()
          ? new RpcError("json: cannot unmarshal " + kind(given) + " into Go value of type " + root)
          : misfit(given, root, path, name);
    }
    ObjectNode read = RpcJson.object();
    for (Member member : members) {
      JsonNode value = Members.of(given, member.name());
      String here = path.isEmpty() ? member.name() : path + "." + member.name();
      read.set(
          member.name(),
          value.isMissingNode() || value.isNull()
              ? empty(member.kind())
              : filled(member.kind(), value, root, here));
    }
    return read;
  }

  private static JsonNode empty(Kind kind) {
    return switch (kind) {
      case Kind.Text _ -> JsonNodeFactory.instance.textNode("");
      case Kind.Number _, Kind.Whole _ -> IntNode.valueOf(0);
      case Kind.Flag _ -> BooleanNode.FALSE;
      case Kind.Texts _, Kind.Many _, Kind.One _, Kind.Free _ -> NullNode.getInstance();
    };
  }

  private static JsonNode filled(Kind kind, JsonNode value, String root, String path) {
    return switch (kind) {
      case Kind.Text _ -> fitting(value.isTextual(), value, root, path, "string");
      case Kind.Number _ -> number(value, root, path);
      case Kind.Whole _ -> fitting(value.isIntegralNumber(), value, root, path, "int");
      case Kind.Flag _ -> fitting(value.isBoolean(), value, root, path, "bool");
      case Kind.Texts _ -> texts(value, root, path);
      case Kind.Many(var of) -> many(of, value, root, path);
      case Kind.One(var of) -> of.read(value, root, path);
      case Kind.Free _ -> value;
    };
  }

  private static JsonNode number(JsonNode value, String root, String path) {
    fitting(value.isNumber(), value, root, path, "float64");
    return RpcJson.number(value.decimalValue());
  }

  private static JsonNode texts(JsonNode value, String root, String path) {
    fitting(value.isArray(), value, root, path, "[]string");
    for (JsonNode element : value) {
      fitting(element.isTextual(), element, root, path, "string");
    }
    return value;
  }

  private static JsonNode many(Shape of, JsonNode value, String root, String path) {
    fitting(value.isArray(), value, root, path, "[]*" + of.name);
    ArrayNode read = RpcJson.array();
    for (JsonNode element : value) {
      read.add(of.read(element, root, path));
    }
    return read;
  }

  private static JsonNode fitting(
      boolean fits, JsonNode value, String root, String path, String type) {
    if (!fits) {
      throw misfit(value, root, path, type);
    }
    return value;
  }

  private static RpcError misfit(JsonNode value, String root, String path, String type) {
    return new RpcError(
        "json: cannot unmarshal %s into Go struct field %s.%s of type %s"
            .formatted(kind(value), root, path, type));
  }

  private static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case ARRAY -> "array";
      case OBJECT, POJO -> "object";
      case BOOLEAN -> "bool";
      case NUMBER -> value.isIntegralNumber() ? "number" : "number " + value.asText();
      case STRING, BINARY -> "string";
      case NULL, MISSING -> "null";
    };
  }
}
