package io.strowger.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.call.LegRole;
import io.strowger.contracts.id.SwitchId;
import io.strowger.contracts.wire.WireMapper;
import io.strowger.gateway.esl.Captures;
import io.strowger.gateway.esl.EslEvent;
import io.strowger.gateway.esl.EventDecoder;
import io.strowger.gateway.esl.Frame;
import io.strowger.gateway.esl.Interest;
import io.strowger.gateway.session.Subscription;
import io.strowger.testkit.Shared;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureTranslationTest {
  private static final Instant NOW = Instant.parse("2026-11-23T19:40:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "inbound-json-failover-causes",
        "inbound-json-midcall-commands",
        "inbound-json-park-bridge-answer-hangup",
        "inbound-plain-park-bridge-answer-hangup",
        "outbound-async-json",
        "transcode-by-sdp-answered",
        "transcode-by-sdp-busy",
        "transcode-by-sdp-ringing",
        "load-json-300-calls"
      })
  void tells_of_each_ended_leg_what_the_switchs_own_record_tells(String capture) throws Exception {
    // Given
    Map<String, JsonNode> records = switchRecords(capture);

    // When
    List<CallEvent.LegHungUp> ends =
        of(translated(capture, Subscription.interest()), CallEvent.LegHungUp.class);

    // Then
    assertThat(ends).isNotEmpty();
    for (CallEvent.LegHungUp end : ends) {
      JsonNode variables =
          records.getOrDefault(end.head().legId().value(), JSON.createObjectNode());
      if (variables.isEmpty()) {
        continue;
      }
      assertThat(WireMapper.micros(end.times().createdAt()))
          .isEqualTo(variables.path("start_uepoch").asLong());
      assertThat(micros(end.times().answeredAt()))
          .isEqualTo(variables.path("answer_uepoch").asLong());
      assertThat(micros(end.times().progressAt()))
          .isEqualTo(variables.path("progress_uepoch").asLong());
      assertThat(micros(end.times().progressMediaAt()))
          .isEqualTo(variables.path("progress_media_uepoch").asLong());
      assertThat(micros(end.times().bridgedAt()))
          .isEqualTo(variables.path("bridge_uepoch").asLong());
      assertThat(WireMapper.micros(end.times().endedAt()))
          .isEqualTo(variables.path("end_uepoch").asLong());
      assertThat(end.usage().billedSeconds()).isEqualTo(variables.path("billsec").asLong());
      assertThat(end.usage().billedMicros()).isEqualTo(variables.path("billusec").asLong());
      assertThat(end.usage().durationSeconds()).isEqualTo(variables.path("duration").asLong());
      assertThat(end.end().cause().name()).isEqualTo(variables.path("hangup_cause").asText());
      assertThat(String.valueOf(end.leg().sipCallId()))
          .isEqualTo(variables.path("sip_call_id").asText("null"));
    }
    long recorded =
        ends.stream().filter(end -> records.containsKey(end.head().legId().value())).count();
    assertThat(recorded).as("legs with a record of the switch").isPositive();
  }

  @Test
  void keeps_both_legs_of_300_calls_under_their_calls() throws Exception {
    // When
    List<CallEvent> events = translated("load-json-300-calls", Subscription.interest());

    // Then
    Map<LegRole, Set<String>> legs =
        of(events, CallEvent.LegHungUp.class).stream()
            .collect(
                Collectors.groupingBy(
                    end -> end.leg().role(),
                    Collectors.mapping(end -> end.head().legId().value(), Collectors.toSet())));
    Set<String> calls =
        events.stream().map(event -> event.head().callId().value()).collect(Collectors.toSet());
    assertThat(calls).hasSize(300);
    assertThat(legs.get(LegRole.A_LEG)).hasSize(300).isEqualTo(calls);
    assertThat(legs.get(LegRole.B_LEG)).hasSize(300);
    assertThat(of(events, CallEvent.CallParked.class)).hasSize(300);
    assertThat(events.stream().map(event -> event.head().eventId()).distinct().count())
        .isEqualTo(events.size());
  }

  @Test
  void knows_the_call_of_a_leg_whose_call_uuid_has_reverted() throws Exception {
    // When
    List<CallEvent.LegHungUp> ends =
        of(
            translated("inbound-json-park-bridge-answer-hangup", Subscription.interest()),
            CallEvent.LegHungUp.class);

    // Then
    assertThat(ends).hasSize(2);
    assertThat(ends)
        .allSatisfy(end ->
            assertThat(end.head().callId().value())
                .isEqualTo("32d2b63d-851b-46d1-8b6d-2fc732b6ceb1"));
    assertThat(ends.getFirst().leg().role()).isEqualTo(LegRole.B_LEG);
  }

  @Test
  void tells_the_park_with_all_that_routing_needs() throws Exception {
    // When
    CallEvent.CallParked parked =
        of(
                translated("inbound-json-park-bridge-answer-hangup", Subscription.interest()),
                CallEvent.CallParked.class)
            .getFirst();

    // Then
    assertThat(parked.leg().callerNumber()).isEqualTo("61399999995");
    assertThat(parked.leg().callerName()).isEqualTo("Zoë O'Brien");
    assertThat(parked.leg().destination()).isEqualTo("61411111111");
    assertThat(String.valueOf(parked.leg().account())).isEqualTo("1002");
    assertThat(parked.context()).isEqualTo("public");
    assertThat(parked.answered()).isFalse();
    assertThat(parked.offeredSdp()).contains("\r\nm=audio ").contains("a=rtpmap:8 PCMA/8000");
    assertThat(parked.variables()).containsEntry("cgr_reqtype", "*prepaid");
    assertThat(parked.head().eventId().value())
        .isEqualTo("87f65b25-f715-4316-9521-9a5c8b958cb1:736");
    assertThat(parked.head().returnPartition()).isEqualTo(3);
    assertThat(parked.head().returnEpoch()).isEqualTo(77);
  }

  @ParameterizedTest
  @CsvSource({
    "inbound-json-failover-causes",
    "transcode-early-media",
    "inbound-plain-park-bridge-answer-hangup",
    "inbound-xml-park-bridge-answer-hangup"
  })
  void reads_the_few_headers_it_needs_as_well_as_all(String capture) throws Exception {
    // When
    List<CallEvent> few = translated(capture, Subscription.interest());
    List<CallEvent> all = translated(capture, Interest.everything());

    // Then
    assertThat(few).isNotEmpty().isEqualTo(all);
  }

  @Test
  void tells_each_failed_attempt_with_its_own_status() throws Exception {
    // When
    List<CallEvent.LegHungUp> ends =
        of(
            translated("inbound-json-failover-causes", Subscription.interest()),
            CallEvent.LegHungUp.class);

    // Then
    assertThat(ends)
        .extracting(end -> end.end().cause() + " " + end.end().sipStatus())
        .containsExactly(
            "NORMAL_TEMPORARY_FAILURE SipStatus[code=503]",
            "UNALLOCATED_NUMBER SipStatus[code=404]",
            "USER_BUSY SipStatus[code=486]",
            "NO_ANSWER SipStatus[code=487]",
            "NORMAL_TEMPORARY_FAILURE SipStatus[code=503]");
  }

  @Test
  void takes_the_first_frame_of_an_outbound_connection_for_the_park() throws Exception {
    // Given
    Frame first = Captures.frames(Captures.fromSwitch("outbound-async-json")).getFirst();
    EventTranslation translation = translation();

    // When
    CallEvent.CallParked parked =
        translation.parkedByConnection(EventDecoder.channelOf(first.headers()));

    // Then
    assertThat(parked.head().callId().value()).isEqualTo("da64c81b-e33a-4458-87ea-b17ccc8d2d2f");
    assertThat(parked.leg().callerName()).isEqualTo("Zoë O'Brien");
    assertThat(parked.leg().destination()).isEqualTo("761455555555");
    assertThat(parked.offeredSdp()).startsWith("v=0\r\n");
  }

  @Test
  void forgets_ended_legs_after_a_while() throws Exception {
    // Given
    LegDirectory legs = new LegDirectory();
    EventTranslation translation =
        new EventTranslation(legs, new ReturnAddress(new SwitchId("a"), 0, 1));
    for (EslEvent event : Captures.events("load-json-300-calls")) {
      translation.translate(event, NOW);
    }

    // When
    legs.sweep(NOW.plus(LegDirectory.KEPT_AFTER_END).plusSeconds(1));

    // Then
    assertThat(legs.size()).isZero();
  }

  private static EventTranslation translation() {
    return new EventTranslation(new LegDirectory(), new ReturnAddress(new SwitchId("fs-b"), 3, 77));
  }

  private static List<CallEvent> translated(String capture, Interest interest) throws Exception {
    EventDecoder decoder = new EventDecoder(interest);
    EventTranslation translation = translation();
    List<CallEvent> translated = new ArrayList<>();
    for (Frame frame : Captures.frames(Captures.fromSwitch(capture))) {
      EslEvent event = frame.isEvent() ? decoder.decode(frame) : null;
      if (event != null) {
        translation.translate(event, NOW).ifPresent(translated::add);
      }
    }
    return translated;
  }

  private static <T> List<T> of(List<CallEvent> events, Class<T> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static long micros(@Nullable Instant instant) {
    return instant == null ? 0 : WireMapper.micros(instant);
  }

  private static Map<String, JsonNode> switchRecords(String capture) throws Exception {
    String lines =
        new String(
            Shared.bytes("captures/" + capture + "/switch-cdrs.jsonl"), StandardCharsets.UTF_8);
    Map<String, JsonNode> records = new HashMap<>();
    for (String line : lines.split("\n")) {
      JsonNode variables = JSON.readTree(line).path("variables");
      records.put(variables.path("uuid").asText(), decoded(variables));
    }
    return records;
  }

  /** The switch's records have some values %-encoded. */
  private static JsonNode decoded(JsonNode variables) {
    var plain = JSON.createObjectNode();
    variables
        .properties()
        .forEach(field ->
            plain.put(
                field.getKey(),
                java.net.URLDecoder.decode(
                    field
                        .getValue()
                        .asText()
                        .replace("+", "%2B")
                        .replaceAll("%(?![0-9A-Fa-f]{2})", "%25"),
                    StandardCharsets.UTF_8)));
    return plain;
  }
}
