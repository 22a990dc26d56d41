package io.strowger.rating.cgrates;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** JSON of requests and replies: decimals stay exact, and are written without an exponent. */
public final class RpcJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  private RpcJson() {}

  /** The value of a text. */
  public static JsonNode read(String text) throws JsonProcessingException {
    return MAPPER.readTree(text);
  }

  /** The value of tokens that a parser gave. */
  static JsonNode read(TokenBuffer tokens) throws IOException {
    return MAPPER.readTree(tokens.asParser());
  }

  /** Takes tokens; decimals stay exact. */
  static TokenBuffer buffer() {
    return new TokenBuffer(MAPPER, false).forceUseOfBigDecimal(true);
  }

  /** A parser that is fed as bytes come. */
  static JsonParser streamParser() {
    try {
      return MAPPER.getFactory().createNonBlockingByteArrayParser();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** The text of a value, on one line. */
  public static String write(JsonNode value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException defect) {
      throw new IllegalStateException("a reply cannot be written", defect);
    }
  }

  /** An object without members. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** A list without elements. */
  public static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  /** A list of texts. */
  public static ArrayNode texts(Collection<String> texts) {
    ArrayNode array = array();
    texts.forEach(array::add);
    return array;
  }

  /** A text. */
  public static JsonNode text(String text) {
    return JsonNodeFactory.instance.textNode(text);
  }

  /** What methods answer that have nothing else to say. */
  public static JsonNode ok() {
    return text("OK");
  }

  /** A number as Go writes it: no exponent, no trailing zeros; null when there is none. */
  public static JsonNode number(@Nullable BigDecimal value) {
    if (value == null) {
      return NullNode.getInstance();
    }
    BigDecimal stripped = value.stripTrailingZeros();
    return DecimalNode.valueOf(stripped.scale() < 0 ? stripped.setScale(0) : stripped);
  }

  /**
   * Refuses numbers that Go cannot hold, wherever they stand: it reads all of them as float64.
   *
   * @throws RpcError with Go's text
   */
  static void requireFloats(JsonNode value) {
    if (value.isNumber() && !isFloat(value.decimalValue())) {
      throw new RpcError(
          "json: cannot unmarshal number " + value.asText() + " into Go value of type float64");
    }
    value.forEach(RpcJson::requireFloats);
  }

  /** True for what is neither too large nor too small for a float64. */
  public static boolean isFloat(BigDecimal value) {
    double nearest = value.doubleValue();
    return Double.isFinite(nearest) && (nearest != 0 || value.signum() == 0);
  }

  /** A time as Go writes it; the year 1 when there is none. */
  public static JsonNode time(@Nullable Instant time) {
    return text(time == null ? "0001-01-01T00:00:00Z" : time.toString());
  }
}
