package io.strowger.rating.cgrates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The members of a struct that a client gave, all of the right type; see {@link Shape}. */
public record Fields(ObjectNode json) {
  /** A text, empty when it was not given. */
  public String text(String name) {
    return json.path(name).asText("");
  }

  /** A text, or another when it is empty. */
  public String textOr(String name, String otherwise) {
    String text = text(name);
    return text.isEmpty() ? otherwise : text;
  }

  /** A number, 0 when it was not given. */
  public BigDecimal number(String name) {
    return json.path(name).decimalValue();
  }

  /** A whole number, 0 when it was not given. */
  public int whole(String name) {
    return json.path(name).asInt();
  }

  /** True or false; false when it was not given. */
  public boolean flag(String name) {
    return json.path(name).asBoolean();
  }

  /** A list of texts, empty when it was not given. */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    json.path(name).forEach(element -> texts.add(element.asText()));
    return texts;
  }

  /** A list of structs, empty when it was not given. */
  public List<Fields> many(String name) {
    List<Fields> structs = new ArrayList<>();
    json.path(name).forEach(element -> structs.add(new Fields((ObjectNode) element)));
    return structs;
  }

  /** A member of any type. */
  public Optional<JsonNode> free(String name) {
    JsonNode value = json.path(name);
    return value.isNull() || value.isMissingNode() ? Optional.empty() : Optional.of(value);
  }

  /**
   * These, without blanks around texts.
   *
   * @throws RpcError naming all that are empty
   */
  public Fields require(String... names) {
    List<String> missing = missing(names);
    if (!missing.isEmpty()) {
      throw RpcError.missing(missing);
    }
    return this;
  }

  /** Those of these that are empty: texts, lists, and whole numbers that are 0. */
  public List<String> missing(String... names) {
    List<String> missing = new ArrayList<>();
    for (String name : names) {
      JsonNode value = json.path(name);
      if (value.isTextual()) {
        json.put(name, value.asText().strip());
      }
      if (isEmpty(json.path(name))) {
        missing.add(name);
      }
    }
    return missing;
  }

  private static boolean isEmpty(JsonNode value) {
    return value.isTextual()
        ? value.asText().isEmpty()
        : value.isNull() || value.isMissingNode() || value.isContainerNode() && value.isEmpty();
  }

  /** A copy with another text. */
  public Fields with(String name, String text) {
    ObjectNode copy = json.deepCopy();
    copy.put(name, text);
    return new Fields(copy);
  }
}
