package io.strowger.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.strowger.cdr.assembly.Assembler;
import io.strowger.cdr.assembly.CallAssembly;
import io.strowger.cdr.assembly.Graces;
import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.cdr.CallDetailRecord;
import io.strowger.contracts.cdr.LegRecord;
import io.strowger.contracts.id.SwitchId;
import io.strowger.contracts.wire.WireMapper;
import io.strowger.gateway.call.EventTranslation;
import io.strowger.gateway.call.LegDirectory;
import io.strowger.gateway.call.ReturnAddress;
import io.strowger.gateway.esl.EslEvent;
import io.strowger.gateway.esl.EventDecoder;
import io.strowger.gateway.esl.Frame;
import io.strowger.gateway.esl.FrameDecoder;
import io.strowger.gateway.esl.MalformedFrame;
import io.strowger.gateway.session.Subscription;
import io.strowger.testkit.Shared;
import io.strowger.testkit.capture.Capture;
import io.strowger.testkit.capture.CapturedEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a real switch sent, through our decoder and assembly, against what it wrote itself. */
class CapturedCallsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOW = Instant.parse("2026-11-23T20:00:00Z");

  static Stream<String> capturesWithCdrs() {
    return Capture.names().stream().filter(name -> cdrFile(name) != null);
  }

  @ParameterizedTest
  @MethodSource("capturesWithCdrs")
  void records_of_calls_are_those_of_the_switch_to_the_microsecond(String capture)
      throws Exception {
    // Given
    Map<String, JsonNode> switchCdrs = switchCdrs(capture);
    assertThat(switchCdrs).isNotEmpty();

    // When
    Map<String, LegRecord> legs = new HashMap<>();
    for (CallAssembly assembly : assembled(capture).values()) {
      assembly.ended().forEach(leg -> legs.put(leg.legId().value(), leg));
    }

    // Then: every leg whose end the switch sent on this connection, and wrote a CDR of
    Set<String> told = endsTold(capture);
    told.retainAll(switchCdrs.keySet());
    assertThat(legs).containsKeys(told.toArray(String[]::new));
    for (String leg : told) {
      assertThat(fields(legs.get(leg))).as(leg).isEqualTo(fields(switchCdrs.get(leg)));
    }
  }

  @Test
  void all_300_calls_of_the_load_capture_have_one_record_each() throws Exception {
    List<CallDetailRecord> records = records("load-json-300-calls");

    assertThat(records).hasSize(300);
    assertThat(records).extracting(CallDetailRecord::callId).doesNotHaveDuplicates();
    assertThat(records).allSatisfy(record -> assertThat(record.legs()).hasSize(2));
    assertThat(switchCdrs("load-json-300-calls")).hasSize(600);
  }

  private static List<CallDetailRecord> records(String capture) throws MalformedFrame {
    return assembled(capture).values().stream()
        .map(CallAssembly::published)
        .filter(Objects::nonNull)
        .toList();
  }

  private static Map<String, CallAssembly> assembled(String capture) throws MalformedFrame {
    Assembler assembler =
        new Assembler(new Graces(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ofDays(1)));
    Map<String, CallAssembly> assemblies = new HashMap<>();
    for (CallEvent event : events(capture)) {
      String call = event.head().callId().value();
      @Nullable CallAssembly before = assemblies.get(call);
      switch (event) {
        case CallEvent.LegCreated created ->
            assemblies.put(call, assembler.created(before, created, NOW).assembly());
        case CallEvent.LegHungUp hungUp ->
            assemblies.put(call, assembler.ended(before, hungUp, NOW).assembly());
        default -> {}
      }
    }
    return assemblies;
  }

  private static List<CallEvent> events(String capture) throws MalformedFrame {
    EventDecoder decoder = new EventDecoder(Subscription.interest());
    EventTranslation translation =
        new EventTranslation(new LegDirectory(), new ReturnAddress(new SwitchId("fs-b"), 0, 1));
    List<Frame> frames = new ArrayList<>();
    byte[] bytes = Capture.load(capture).fromSwitch();
    new FrameDecoder().feed(bytes, 0, bytes.length, frames::add);
    List<CallEvent> events = new ArrayList<>();
    for (Frame frame : frames) {
      EslEvent event = frame.isEvent() ? decoder.decode(frame) : null;
      if (event != null) {
        translation.translate(event, NOW).ifPresent(events::add);
      }
    }
    return events;
  }

  /** Read from the bytes alone, without our decoder. */
  private static Set<String> endsTold(String capture) {
    Set<String> legs = new HashSet<>();
    for (CapturedEvent event : Capture.load(capture).events()) {
      if (event.name().equals("CHANNEL_HANGUP_COMPLETE")) {
        legs.add(event.header("Unique-ID"));
      }
    }
    return legs;
  }

  private static Map<String, String> fields(LegRecord leg) {
    Map<String, String> fields = new HashMap<>();
    fields.put("start_uepoch", micros(leg.times().createdAt()));
    fields.put("progress_uepoch", micros(leg.times().progressAt()));
    fields.put("progress_media_uepoch", micros(leg.times().progressMediaAt()));
    fields.put("answer_uepoch", micros(leg.times().answeredAt()));
    fields.put("bridge_uepoch", micros(leg.times().bridgedAt()));
    fields.put("end_uepoch", micros(leg.times().endedAt()));
    fields.put("duration", Long.toString(leg.usage().durationSeconds()));
    fields.put("uduration", Long.toString(leg.usage().durationMicros()));
    fields.put("billsec", Long.toString(leg.usage().billedSeconds()));
    fields.put("billusec", Long.toString(leg.usage().billedMicros()));
    fields.put("hangup_cause", leg.end().cause().name());
    fields.put("hangup_cause_q850", String.valueOf(leg.end().q850()));
    fields.put("sip_hangup_disposition", String.valueOf(leg.end().disposition()));
    return fields;
  }

  private static Map<String, String> fields(JsonNode cdr) {
    JsonNode variables = cdr.get("variables");
    Map<String, String> fields = new HashMap<>();
    for (String name :
        List.of(
            "start_uepoch",
            "progress_uepoch",
            "progress_media_uepoch",
            "answer_uepoch",
            "bridge_uepoch",
            "end_uepoch",
            "duration",
            "uduration",
            "billsec",
            "billusec",
            "hangup_cause",
            "hangup_cause_q850",
            "sip_hangup_disposition")) {
      boolean instant = name.endsWith("_uepoch");
      fields.put(name, variables.path(name).asText(instant ? "0" : "null"));
    }
    return fields;
  }

  /** FreeSWITCH writes what never happened as 0. */
  private static String micros(@Nullable Instant instant) {
    return instant == null ? "0" : Long.toString(WireMapper.micros(instant));
  }

  private static Map<String, JsonNode> switchCdrs(String capture) throws Exception {
    Path file = cdrFile(capture);
    assertThat(file).isNotNull();
    Map<String, JsonNode> cdrs = new HashMap<>();
    for (String line : new String(Shared.bytes(file), StandardCharsets.UTF_8).split("\n")) {
      JsonNode cdr = JSON.readTree(line);
      cdrs.put(cdr.get("variables").get("uuid").asText(), cdr);
    }
    return cdrs;
  }

  private static @Nullable Path cdrFile(String capture) {
    Path folder = Shared.path("captures/" + capture);
    for (String name : List.of("switch-cdrs.jsonl", "switch-cdrs.jsonl.xz")) {
      if (Files.exists(folder.resolve(name))) {
        return folder.resolve("switch-cdrs.jsonl");
      }
    }
    return null;
  }
}
