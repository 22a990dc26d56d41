package io.strowger.contracts.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.charging.ChargingRequest;
import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.CommandResult;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MessagesOnTheWireTest {
  private static final long SEED = 20_261_123L;
  private static final int MESSAGES = 40;

  static Stream<Topic> topics() {
    return Arrays.stream(Topic.values()).filter(topic -> topic.messageType() != null);
  }

  @ParameterizedTest
  @MethodSource("topics")
  void every_message_reads_back_equal_and_fits_its_schema(Topic topic) throws Exception {
    // Given
    JsonSchema schema = publishedSchema(topic);
    RandomMessages random = new RandomMessages(SEED);

    for (Class<?> type : alternatives(topic)) {
      for (int i = 0; i < MESSAGES; i++) {
        Object message = random.of(type);

        // When
        byte[] json = encode(topic, message);

        // Then
        assertThat(decode(topic, json)).as("seed %d", SEED).isEqualTo(new Decoded.Known<>(message));
        assertThat(schema.validate(WireMapper.mapper().readTree(json)))
            .as(() -> "seed " + SEED + " " + new String(json, StandardCharsets.UTF_8))
            .isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("topics")
  void the_published_schema_is_the_one_that_the_records_tell(Topic topic) throws Exception {
    Path published =
        Path.of("src/main/resources/schemas", topic.plainName() + ".json").toAbsolutePath();
    String told =
        WireMapper.mapper()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(MessageSchema.of(topic))
            + "\n";

    if (System.getenv("STROWGER_SCHEMAS_WRITE") != null) {
      Files.createDirectories(published.getParent());
      Files.writeString(published, told);
    }

    assertThat(published)
        .as("run with STROWGER_SCHEMAS_WRITE=1 after changing a message")
        .hasContent(told);
  }

  @ParameterizedTest
  @MethodSource("topics")
  void unknown_fields_are_passed_over(Topic topic) throws Exception {
    // Given
    Object message = new RandomMessages(SEED).of(alternatives(topic).getFirst());
    ObjectNode json = (ObjectNode) WireMapper.mapper().readTree(encode(topic, message));
    json.put("added_in_2031", 1).putObject("nested_too").put("x", "y");

    // When
    Decoded<?> decoded = decode(topic, WireMapper.mapper().writeValueAsBytes(json));

    // Then
    assertThat(decoded).isEqualTo(new Decoded.Known<>(message));
  }

  @ParameterizedTest
  @MethodSource("topics")
  void a_missing_mandatory_field_is_named(Topic topic) throws Exception {
    for (Class<?> type : alternatives(topic)) {
      Object message = new RandomMessages(SEED).of(type);
      JsonNode whole = WireMapper.mapper().readTree(encode(topic, message));
      for (String field : mandatory(topic, type)) {
        ObjectNode without = whole.deepCopy();
        without.remove(field);

        assertThatThrownBy(() -> decode(topic, WireMapper.mapper().writeValueAsBytes(without)))
            .as("%s without %s", WireNames.typeOf(type), field)
            .isInstanceOf(MalformedMessage.class)
            .hasMessageContaining("'" + field + "'");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("topics")
  void a_mandatory_field_that_is_null_is_named(Topic topic) throws Exception {
    for (Class<?> type : alternatives(topic)) {
      Object message = new RandomMessages(SEED).of(type);
      JsonNode whole = WireMapper.mapper().readTree(encode(topic, message));
      for (String field : mandatory(topic, type)) {
        ObjectNode empty = whole.deepCopy();
        empty.putNull(field);

        assertThatThrownBy(() -> decode(topic, WireMapper.mapper().writeValueAsBytes(empty)))
            .as("%s with null as %s", WireNames.typeOf(type), field)
            .isInstanceOf(MalformedMessage.class)
            .hasMessageContaining("'" + field + "'");
      }
    }
  }

  @Test
  void a_type_of_a_later_version_is_unrecognised_and_kept_whole() throws Exception {
    byte[] json =
        "{\"call_id\":\"a\",\"type\":\"leg_teleported\"}".getBytes(StandardCharsets.UTF_8);

    Decoded<CallEvent> decoded = MessageCodec.of(CallEvent.class).decode(json);

    assertThat(decoded)
        .isInstanceOfSatisfying(
            Decoded.Unrecognized.class,
            unrecognized -> {
              assertThat(unrecognized.type()).isEqualTo("leg_teleported");
              assertThat(unrecognized.bytes()).isEqualTo(json);
            });
  }

  @Test
  void what_is_no_message_is_refused_in_words() {
    MessageCodec<CallCommand> codec = MessageCodec.of(CallCommand.class);
    for (String bad : List.of("", "null", "[]", "{", "7", "{\"type\":5}", "\u0000", "{\"a\":1}")) {
      assertThatThrownBy(() -> codec.decode(bad.getBytes(StandardCharsets.UTF_8)))
          .as(bad)
          .isInstanceOf(MalformedMessage.class);
    }
  }

  @Test
  void a_value_that_cannot_be_is_refused_with_its_field() throws Exception {
    Object message = new RandomMessages(SEED).of(CallCommand.HangUpLeg.class);
    ObjectNode json =
        (ObjectNode) WireMapper.mapper().readTree(encode(Topic.CALL_COMMANDS, message));
    json.put("cause", "NO\r\nSUCH");

    assertThatThrownBy(
            () -> decode(Topic.CALL_COMMANDS, WireMapper.mapper().writeValueAsBytes(json)))
        .isInstanceOf(MalformedMessage.class)
        .hasMessageContaining("cause");
  }

  @ParameterizedTest
  @CsvSource({"set_variables, variables, '{\"x\":null}'", "bridge_call, codecs, [null]"})
  void nothing_in_a_map_or_a_list_may_be_null(String type, String field, String holding)
      throws Exception {
    Class<?> command =
        WireNames.alternativesOf(CallCommand.class).stream()
            .filter(one -> WireNames.typeOf(one).equals(type))
            .findFirst()
            .orElseThrow();
    Object message = new RandomMessages(SEED).of(command);
    ObjectNode json =
        (ObjectNode) WireMapper.mapper().readTree(encode(Topic.CALL_COMMANDS, message));
    json.set(field, WireMapper.mapper().readTree(holding));

    assertThatThrownBy(
            () -> decode(Topic.CALL_COMMANDS, WireMapper.mapper().writeValueAsBytes(json)))
        .isInstanceOf(MalformedMessage.class)
        .hasMessageContaining(field);
  }

  @Test
  void a_return_address_that_no_topic_has_is_refused() throws Exception {
    for (var told :
        Map.of(
                Topic.CALL_EVENTS, CallEvent.CallParked.class,
                Topic.COMMAND_RESULTS, CommandResult.class,
                Topic.CHARGING_REQUESTS, ChargingRequest.AuthorizeCall.class)
            .entrySet()) {
      Object message = new RandomMessages(SEED).of(told.getValue());
      ObjectNode json = (ObjectNode) WireMapper.mapper().readTree(encode(told.getKey(), message));
      json.put("return_partition", -1);

      assertThatThrownBy(() -> decode(told.getKey(), WireMapper.mapper().writeValueAsBytes(json)))
          .as("%s", told)
          .isInstanceOf(MalformedMessage.class)
          .hasMessageContaining("partition must be 0 or more but is -1");
    }
  }

  private static List<Class<?>> alternatives(Topic topic) {
    Class<?> root = Objects.requireNonNull(topic.messageType());
    return WireNames.alternativesOf(root);
  }

  private static List<String> mandatory(Topic topic, Class<?> type) {
    JsonNode schema = MessageSchema.of(topic);
    JsonNode own = schema;
    if (schema.has("oneOf")) {
      for (JsonNode one : schema.get("oneOf")) {
        own = one.get("title").asText().equals(WireNames.typeOf(type)) ? one : own;
      }
    }
    return own.get("required").valueStream().map(JsonNode::asText).toList();
  }

  private static JsonSchema publishedSchema(Topic topic) throws Exception {
    try (InputStream published =
        MessagesOnTheWireTest.class.getResourceAsStream(
            "/schemas/" + topic.plainName() + ".json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(Objects.requireNonNull(published, "no schema of " + topic));
    }
  }

  @SuppressWarnings("unchecked")
  private static MessageCodec<Object> codec(Topic topic) {
    return (MessageCodec<Object>) MessageCodec.of(topic.messageType());
  }

  private static byte[] encode(Topic topic, Object message) {
    return codec(topic).encode(message);
  }

  private static Decoded<?> decode(Topic topic, byte[] json) throws MalformedMessage {
    return codec(topic).decode(json);
  }
}
