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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    for (CallDetailRecord record : records(capture)) {
      record.legs().forEach(leg -> legs.put(leg.legId().value(), leg));
    }

    // Then
    int compared = 0;
    for (Map.Entry<String, JsonNode> theirs : switchCdrs.entrySet()) {
      LegRecord ours = legs.get(theirs.getKey());
      if (ours == null) {
        // The connection was closed or filtered before this leg ended: its end was never sent.
        assertThat(wasSent(capture, theirs.getKey())).as(theirs.getKey()).isFalse();
        continue;
      }
      assertThat(fields(ours)).as(theirs.getKey()).isEqualTo(fields(theirs.getValue()));
      compared++;
    }
    assertThat(compared).isPositive();
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
    Assembler assembler = new Assembler(new Graces(Duration.ZERO, Duration.ZERO));
    Map<String, CallAssembly> assemblies = new HashMap<>();
    Map<String, CallDetailRecord> records = new HashMap<>();
    for (CallEvent event : events(capture)) {
      String call = event.head().callId().value();
      @Nullable CallAssembly before = assemblies.get(call);
      Assembler.@Nullable Step step =
          switch (event) {
            case CallEvent.LegCreated created -> assembler.created(before, created, NOW);
            case CallEvent.LegHungUp hungUp -> assembler.ended(before, hungUp, NOW);
            default -> null;
          };
      if (step != null) {
        assemblies.put(call, step.assembly());
        if (step.record() != null) {
          records.put(call, step.record());
        }
      }
    }
    return new ArrayList<>(records.values());
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

  private static boolean wasSent(String capture, String leg) throws MalformedFrame {
    return events(capture).stream()
        .anyMatch(event ->
            event instanceof CallEvent.LegHungUp hungUp
                && hungUp.head().legId().value().equals(leg));
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
