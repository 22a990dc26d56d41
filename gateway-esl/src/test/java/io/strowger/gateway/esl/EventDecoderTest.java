package io.strowger.gateway.esl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventDecoderTest {
  private static final EventDecoder ALL = new EventDecoder(Interest.everything());

  @Test
  void gives_one_variable_of_two_values_alike_in_every_format() throws Exception {
    // Given
    Frame json = frame("json", "{\"Event-Name\":\"X\",\"variable_DP_MATCH\":[\"614\",\"615\"]}");
    Frame plain = frame("plain", "Event-Name: X\nvariable_DP_MATCH: ARRAY%3A%3A614%7C%3A615\n\n");
    Frame xml =
        frame(
            "xml",
            "<event><headers><Event-Name>X</Event-Name><variable_DP_MATCH>614</variable_DP_MATCH>"
                + "<variable_DP_MATCH>615</variable_DP_MATCH></headers></event>");

    for (Frame frame : List.of(json, plain, xml)) {
      // When
      EslEvent event = decode(frame);

      // Then
      assertThat(event.variable("DP_MATCH")).isEqualTo("ARRAY::614|:615");
      assertThat(event.values("variable_DP_MATCH")).containsExactly("614", "615");
    }
  }

  @Test
  void decodes_percents_only_after_the_lines_were_split() throws Exception {
    // Given
    Frame plain = frame("plain", "Event-Name: X\nA: 1%0AB%3A%202\nC: 100%25 of%zz %4\n\n");

    // When
    EslEvent event = decode(plain);

    // Then
    assertThat(event.header("A")).isEqualTo("1\nB: 2");
    assertThat(event.header("B")).isNull();
    assertThat(event.header("C")).isEqualTo("100% of%zz %4");
  }

  @Test
  void reads_the_body_nested_in_a_plain_event() throws Exception {
    // Given
    Frame job =
        frame(
            "plain",
            "Event-Name: BACKGROUND_JOB\nJob-UUID: j\nContent-Length: 14\n\n+OK a: b\nc: d\n");

    // When
    EslEvent event = decode(job);

    // Then
    assertThat(event.body()).isEqualTo("+OK a: b\nc: d\n");
  }

  @Test
  void reads_the_body_of_an_xml_event() throws Exception {
    // Given
    Frame job =
        frame(
            "xml",
            "<event><headers><Event-Name>BACKGROUND_JOB</Event-Name></headers>"
                + "<Content-Length>3</Content-Length><body>a&lt;b</body></event>");

    // When
    EslEvent event = decode(job);

    // Then
    assertThat(event.body()).isEqualTo("a<b");
  }

  @Test
  void finds_the_name_of_an_event_wherever_it_stands() throws Exception {
    // When
    EslEvent event = decode(frame("json", "{\"Core-UUID\":\"c\",\"Event-Name\":\"HEARTBEAT\"}"));

    // Then
    assertThat(event.name()).isEqualTo("HEARTBEAT");
    assertThat(event.coreUuid()).isEqualTo("c");
  }

  @Test
  void reads_only_what_is_of_interest() throws Exception {
    // Given
    Interest interest =
        Interest.of(Map.of("X", Set.of("Unique-ID")), List.of("variable_strowger_"));
    EventDecoder decoder = new EventDecoder(interest);

    // When
    EslEvent wanted =
        Objects.requireNonNull(
            decoder.decode(
                frame(
                    "json",
                    "{\"Event-Name\":\"X\",\"Unique-ID\":\"u\",\"variable_a\":[\"1\",\"2\"],"
                        + "\"variable_strowger_account\":\"7\",\"Other\":\"o\"}")));
    EslEvent unwanted = decoder.decode(frame("json", "{\"Event-Name\":\"Y\"}"));

    // Then
    assertThat(unwanted).isNull();
    assertThat(wanted.legUuid()).isEqualTo("u");
    assertThat(wanted.variable("strowger_account")).isEqualTo("7");
    assertThat(wanted.header("Other")).isNull();
    assertThat(wanted.variable("a")).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "json | [1] | no JSON object",
        "json | {\"Event-Name\":\"X\",\"a\":{}} | header a is no string",
        "json | {\"Event-Name\":\"X\",\"a\":[[]]} | header a is no array of strings",
        "json | {\"Event-Name\":\"X\", | no readable JSON",
        "json | {\"Event-Name\":7} | Event-Name is no string",
        "plain | nothing here | no name and colon",
        "xml | <event><headers> | no readable XML",
        "xml | <!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><event><a>&e;</a></event>"
            + " | no readable XML",
      })
  void says_why_an_event_cannot_be_read(String format, String body, String reason) {
    assertThatThrownBy(() -> ALL.decode(frame(format, body)))
        .isInstanceOf(MalformedFrame.class)
        .hasMessageContaining(reason);
  }

  /** FreeSWITCH writes what a SIP peer sent byte for byte, also what is no UTF-8. */
  @ParameterizedTest
  @CsvSource({
    "FC, M\uFFFDller",
    "C3BC, Müller",
    "EDA080, M\uFFFDller",
    "F5808080, M\uFFFD\uFFFD\uFFFD\uFFFDller"
  })
  void reads_an_event_whoever_chose_the_bytes_of_a_name(String hex, String name) throws Exception {
    // Given
    byte[] json = named(HexFormat.of().parseHex(hex));
    EventDecoder decoder =
        new EventDecoder(Interest.of(Map.of("X", Set.of("Unique-ID")), List.of("variable_c_")));

    // When
    EslEvent whole = decode(frame("json", json));
    EslEvent dump = EventDecoder.decodeDump(json);
    EslEvent part = Objects.requireNonNull(decoder.decode(frame("json", json)));

    // Then
    assertThat(whole.variable("a")).isEqualTo(name);
    assertThat(whole.legUuid()).isEqualTo("u");
    assertThat(dump.legUuid()).isEqualTo("u");
    assertThat(part.legUuid()).isEqualTo("u");
    assertThat(part.variable("a")).isNull();
  }

  @Test
  void refuses_a_nested_length_beyond_the_frame() {
    assertThatThrownBy(() -> ALL.decode(frame("plain", "Event-Name: X\nContent-Length: 9\n\nabc")))
        .isInstanceOf(MalformedFrame.class)
        .hasMessageContaining("own Content-Length is '9' but 3 bytes follow");
  }

  @Test
  void reads_a_time_that_is_none_as_zero() throws Exception {
    // When
    EslEvent event =
        decode(frame("json", "{\"Event-Name\":\"X\",\"Event-Date-Timestamp\":\"12x\"}"));

    // Then
    assertThat(event.timestampMicros()).isZero();
    assertThat(event.micros("Absent")).isZero();
  }

  private static EslEvent decode(Frame frame) throws MalformedFrame {
    return Objects.requireNonNull(ALL.decode(frame));
  }

  private static byte[] named(byte[] umlaut) {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    json.writeBytes("{\"Event-Name\":\"X\",\"variable_a\":\"M".getBytes(UTF_8));
    json.writeBytes(umlaut);
    json.writeBytes("ller\",\"Unique-ID\":\"u\"}".getBytes(UTF_8));
    return json.toByteArray();
  }

  private static Frame frame(String format, String body) throws MalformedFrame {
    return frame(format, body.getBytes(UTF_8));
  }

  private static Frame frame(String format, byte[] body) throws MalformedFrame {
    String head =
        "Content-Length: " + body.length + "\nContent-Type: text/event-" + format + "\n\n";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head.getBytes(UTF_8));
    bytes.writeBytes(body);
    return Captures.frames(bytes.toByteArray()).getFirst();
  }
}
