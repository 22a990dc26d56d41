package io.strowger.gateway.session;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.CommandHead;
import io.strowger.contracts.command.CommandResult;
import io.strowger.contracts.command.LegCommand;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.CommandId;
import io.strowger.contracts.id.LegId;
import io.strowger.contracts.id.SwitchId;
import io.strowger.contracts.switches.LiveLeg;
import io.strowger.contracts.switches.SwitchEvent;
import io.strowger.contracts.switches.SwitchInventory;
import io.strowger.gateway.call.ReturnAddress;
import io.strowger.gateway.control.CommandPolicy;
import io.strowger.gateway.control.Submitted;
import io.strowger.gateway.esl.EslRequest;
import io.strowger.gateway.esl.Frame;
import io.strowger.gateway.esl.FrameDecoder;
import io.strowger.gateway.esl.MalformedFrame;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SessionTest {
  private static final Instant NOW = Instant.parse("2026-11-23T19:40:00Z");
  private static final String OK = "Content-Type: command/reply\nReply-Text: +OK\n\n";
  private static final String AUTH = "Content-Type: auth/request\n\n";
  private static final ReturnAddress ADDRESS = new ReturnAddress(new SwitchId("west"), 0, 7);
  private static final SessionSettings SETTINGS =
      new SessionSettings(30, false, CommandPolicy.callsOnly(60));

  private final Recorder recorder = new Recorder();
  private final SwitchMemory memory = new SwitchMemory(ADDRESS, recorder);
  private final InboundSession session = session(new Credentials(null, "secret"));
  private final Session events = session.events(recorder);
  private final Session commands = session.commands(recorder.named("c: "));

  private InboundSession session(Credentials credentials) {
    return new InboundSession(
        credentials,
        memory,
        ADDRESS,
        SETTINGS,
        new InboundSession.Port(
            recorder,
            (state, at) -> recorder.said(state.name()),
            () -> recorder.said("opens the commands' connection"),
            () -> true,
            holder -> holder.instance() == 4));
  }

  @Test
  void subscribes_on_one_connection_and_asks_on_the_other() throws Exception {
    // When
    hear(events, AUTH, OK, OK);
    hear(commands, AUTH, OK, api("FreeSWITCH Version 1.11"), api("core-1"));
    hear(commands, api("{\"row_count\": 0}"));

    // Then
    assertThat(recorder.said.getFirst()).isEqualTo("auth secret");
    assertThat(recorder.said.get(1)).startsWith("event json CHANNEL_CREATE ").contains(" CUSTOM ");
    assertThat(recorder.said.subList(2, recorder.said.size()))
        .containsExactly(
            "opens the commands' connection",
            "c: auth secret",
            "c: api version",
            "c: api global_getvar core_uuid",
            "c: api show channels as json",
            "UP",
            "c: api global_getvar");
    assertThat(commands.isReady()).isTrue();
    assertThat(events.isReady()).isFalse();
  }

  @Test
  void proves_itself_as_a_user_of_the_directory() throws Exception {
    // When
    hear(session(new Credentials("strowger@west.example", "secret")).events(recorder), AUTH);

    // Then
    assertThat(recorder.said).containsExactly("userauth strowger@west.example:secret");
  }

  @Test
  void never_shows_a_password() {
    assertThat(new Credentials("a@b", "secret").toString()).doesNotContain("secret");
    assertThatThrownBy(() -> new Credentials("nobody", "secret"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("user@domain")
        .hasMessageNotContaining("secret");
  }

  @Test
  void takes_a_list_that_cannot_be_read_for_no_list_and_not_for_no_channels() throws Exception {
    // Given
    hear(events, AUTH, OK, OK, legCreated("u1", 1));

    // When
    hear(commands, AUTH, OK, api("v"), api("c"), api("-ERR busy"));

    // Then
    assertThat(recorder.said.getLast()).startsWith("c: closed: UNANSWERED no list of channels");
    assertThat(recorder.said).doesNotContain("UP");
    assertThat(memory.legs().live()).hasSize(1);
  }

  @Test
  void tells_a_refusal_by_password_by_access_list_and_by_rights() throws Exception {
    // When
    hear(events, AUTH, "Content-Type: command/reply\nReply-Text: -ERR invalid\n\n");
    hear(
        events,
        "Content-Type: text/rude-rejection\nContent-Length: 24\n\nAccess Denied, go away.\n");
    hear(events, AUTH, OK, "Content-Type: command/reply\nReply-Text: -ERR permission denied\n\n");
    hear(commands, AUTH, OK, api("-ERR permission denied"), api("-ERR permission denied"));

    // Then
    assertThat(recorder.said)
        .filteredOn(said -> said.contains("closed"))
        .containsExactly(
            "closed: PASSWORD the switch refuses password",
            "closed: ACCESS_LIST the switch's access list refuses this address",
            "closed: RIGHTS the switch refuses the subscription: -ERR permission denied",
            "c: closed: RIGHTS the switch does not allow us the api command global_getvar");
  }

  @Test
  void gives_up_a_switch_that_accepts_a_connection_and_never_says_who_it_is() throws Exception {
    // Given
    events.opened(NOW);
    commands.opened(NOW);
    hear(events, AUTH, OK, OK);

    // When
    events.tick(NOW.plusSeconds(11));
    commands.tick(NOW.plusSeconds(9));
    assertThat(recorder.said).noneMatch(said -> said.contains("closed"));
    commands.tick(NOW.plusSeconds(11));

    // Then
    assertThat(recorder.said.getLast())
        .isEqualTo("c: closed: SILENT the switch did not ask for a password within 10 s");
  }

  @Test
  void takes_a_farewell_for_one() throws Exception {
    // When
    hear(events, "Content-Type: text/disconnect-notice\nContent-Length: 4\n\nBye\n");

    // Then
    assertThat(recorder.said).containsExactly("closed: DISCONNECTED the switch disconnects");
  }

  @Test
  void trusts_no_connection_that_answers_what_nobody_asked() {
    assertThatThrownBy(() -> hear(events, OK))
        .isInstanceOf(MalformedFrame.class)
        .hasMessageContaining("an answer to nothing");
  }

  @Test
  void gives_up_a_connection_on_which_an_answer_is_overdue() throws Exception {
    // Given
    hear(events, AUTH, OK, OK);
    hear(commands, AUTH, OK);

    // When
    events.tick(NOW.plusSeconds(16));
    commands.tick(NOW.plusSeconds(16));

    // Then
    assertThat(recorder.said).last().isEqualTo("c: closed: UNANSWERED the switch does not answer");
  }

  @Test
  void waits_for_each_answer_from_the_answer_before_on() throws Exception {
    // Given
    hear(events, AUTH, OK, OK);
    hear(commands, AUTH, OK);
    frameAt(commands, api("v"), NOW.plusSeconds(14));

    // When
    commands.tick(NOW.plusSeconds(28));

    // Then
    assertThat(recorder.said).noneMatch(said -> said.contains("closed"));
  }

  @Test
  void rejects_an_event_that_can_be_none_and_goes_on() throws Exception {
    // When
    hear(events, event("{\"Event-Name\":\"CHANNEL_CREATE\",\"Unique-ID\":\"a b\"}"));
    hear(events, event("{\"Event-Name\":\"CHANNEL_CREATE\",\"Unique-ID\":{}}"));
    hear(events, event("no JSON"));
    hear(events, AUTH);

    // Then
    assertThat(recorder.said).hasSize(4);
    assertThat(recorder.said.getFirst()).startsWith("rejected: LegId must match");
    assertThat(recorder.said.get(1)).startsWith("rejected: header Unique-ID is no string");
    assertThat(recorder.said.get(2)).startsWith("rejected: event is no readable JSON");
    assertThat(recorder.said).last().isEqualTo("auth secret");
  }

  @Test
  void tells_of_a_caller_whose_name_is_no_text() throws Exception {
    // Given
    byte[] parked =
        event(
                "{\"Event-Name\":\"CHANNEL_PARK\",\"Unique-ID\":\"u1\",\"Core-UUID\":\"c\","
                    + "\"Event-Sequence\":\"1\",\"Event-Date-Timestamp\":\"1700000000000000\","
                    + "\"Caller-Caller-ID-Name\":\"M\u00fcller\"}")
            .getBytes(ISO_8859_1);

    // When
    frameAt(events, parked, NOW);

    // Then
    assertThat(recorder.said).containsExactly("call event");
    assertThat(memory.legs().live()).hasSize(1);
  }

  @Test
  void gives_up_a_switch_that_is_silent_for_three_heartbeats() throws Exception {
    // Given
    hear(events, AUTH, OK, OK, heartbeat(0), heartbeat(10));

    // When
    events.tick(NOW.plusSeconds(29));
    assertThat(recorder.said).noneMatch(said -> said.contains("SILENT"));
    events.tick(NOW.plusSeconds(31));

    // Then
    assertThat(recorder.said).last().asString().startsWith("closed: SILENT");
  }

  @Test
  void does_not_give_up_a_switch_whose_heartbeats_it_may_not_hear() throws Exception {
    // Given
    hear(events, AUTH, OK, OK);

    // When
    events.tick(NOW.plusSeconds(3_600));

    // Then
    assertThat(recorder.said).noneMatch(said -> said.contains("closed"));
  }

  @Test
  void serves_the_calls_whose_own_gateway_has_died_once_their_switch_is_up() throws Exception {
    // Given
    hear(events, AUTH, OK, OK, legOf("u1", "3:1700000000"), legOf("u2", "4:1700000000"));
    hear(events, legOf("u3", "4;ls"), legCreated("u4", 4));
    commands.tick(NOW.plusSeconds(1));
    hear(commands, AUTH, OK, api("v"), api("c"), api(listed("u1", "u2", "u3", "u4")));
    for (int leg = 0; leg < 4; leg++) {
      hear(commands, api("{}"));
    }
    List<String> before = List.copyOf(recorder.said);

    // When
    commands.tick(NOW.plusSeconds(1));
    commands.tick(NOW.plusSeconds(9));

    // Then
    assertThat(before).doesNotContain("u2 taken over under 7");
    assertThat(recorder.said)
        .filteredOn(said -> said.contains("taken over"))
        .containsExactly("u2 taken over under 7");
  }

  @Test
  void notices_that_the_switch_was_paused_by_hand() throws Exception {
    // Given
    hear(events, AUTH, OK, OK);
    hear(commands, AUTH, OK, api("v"), api("c"), api("{\"row_count\": 0}"));
    memory.found(new SwitchInventory("west", false, Map.of(), List.of(), List.of()));
    hear(commands, api("hostname=west\n"), api("false"), api("{}"), api("{}"));
    recorder.said.clear();

    // When
    commands.tick(NOW.plusSeconds(1));
    hear(commands, api("true"));
    commands.tick(NOW.plusSeconds(2));

    // Then
    assertThat(recorder.said).containsExactly("c: api fsctl pause_check", "UP");
    assertThat(java.util.Objects.requireNonNull(memory.inventory()).paused()).isTrue();
  }

  @Test
  void closes_a_leg_that_a_command_finds_gone_and_whose_hang_up_does_not_come() throws Exception {
    // Given
    hear(events, AUTH, OK, OK, legCreated("u1", 1), legCreated("u2", 2));
    hear(commands, AUTH, OK, api("v"), api("c"), api(listed("u1", "u2")));
    hear(commands, api("{}"), api("{}"), api("a=b"), api("false"), api("{}"), api("{}"));

    // When the hang-up of one was on its way, and that of the other is not
    for (String leg : List.of("u1", "u2")) {
      commands.submit(new Submitted(new LegCommand.CheckLeg(head(leg)), null), NOW);
      hear(commands, OK);
      hear(events, backgroundJob(recorder.said.getLast(), "false"));
    }
    hear(events, hungUp("u2", 3));
    recorder.said.clear();
    commands.tick(NOW.plusSeconds(1));
    hear(commands, api("false"));
    assertThat(recorder.said).noneMatch(said -> said.contains("uuid_exists"));
    commands.tick(NOW.plusSeconds(2));
    hear(commands, api("false"));

    // Then
    assertThat(recorder.said)
        .contains("c: api uuid_exists u1")
        .doesNotContain("c: api uuid_exists u2");
    assertThat(recorder.said).filteredOn("call event"::equals).hasSize(1);
    assertThat(memory.legs().live()).isEmpty();
  }

  @Test
  void serves_no_leg_whose_socket_lacks_full_control() {
    // Given
    OutboundSession outbound =
        new OutboundSession(recorder, recorder, channel -> ADDRESS, SETTINGS, (leg, name) -> {});
    outbound.opened(NOW);

    // Then
    assertThatThrownBy(() ->
            new FrameDecoder()
                .feed(
                    java.nio.ByteBuffer.wrap(
                        "Unique-ID: u\nContent-Type: command/reply\nReply-Text: %2BOK%0A\n\n"
                            .getBytes(UTF_8)),
                    frame -> frameTo(outbound, frame)))
        .hasStackTraceContaining("it must be 'async full'");
  }

  @Test
  void a_leg_comes_back_by_its_dialplan_only_while_it_waits() throws Exception {
    // Given
    OutboundSession outbound =
        new OutboundSession(recorder, recorder, channel -> ADDRESS, SETTINGS, (leg, name) -> {});
    outbound.opened(NOW);
    hear(
        outbound,
        "Unique-ID: u\nCore-UUID: c\nEvent-Sequence: 1\nControl: full\nvariable_socket_resume: true\n"
            + "Content-Type: command/reply\nReply-Text: %2BOK%0A\n\n");
    hear(outbound, OK, OK, OK, OK, OK, OK);
    recorder.said.clear();

    // When: a command may connect it with another leg, and an attempt fails
    CommandHead head =
        new CommandHead(
            new CommandId("p"),
            ADDRESS.switchId(),
            new CallId("u"),
            new LegId("u"),
            NOW.plusSeconds(9),
            "test",
            7);
    outbound.submit(new Submitted(new CallCommand.ParkLeg(head), null), NOW);
    hear(outbound, OK, api("+OK"));
    hear(
        outbound,
        event(
            "{\"Event-Name\":\"CHANNEL_EXECUTE_COMPLETE\",\"Unique-ID\":\"u\",\"Core-UUID\":\"c\","
                + "\"Event-Sequence\":\"2\",\"Application\":\"bridge\","
                + "\"variable_originate_disposition\":\"USER_BUSY\"}"));

    // Then
    assertThat(recorder.said).hasSize(4);
    assertThat(recorder.said.getFirst()).endsWith("execute-app-arg: socket_resume=false");
    assertThat(recorder.said.get(1)).isEqualTo("api uuid_park u");
    assertThat(recorder.said.getLast()).endsWith("execute-app-arg: socket_resume=true");
  }

  private static void hear(Session session, String... frames) throws MalformedFrame {
    frameAt(session, String.join("", frames), NOW);
  }

  private static void frameAt(Session session, String frames, Instant at) throws MalformedFrame {
    frameAt(session, frames.getBytes(UTF_8), at);
  }

  private static void frameAt(Session session, byte[] bytes, Instant at) throws MalformedFrame {
    List<Frame> heard = new ArrayList<>();
    new FrameDecoder().feed(bytes, 0, bytes.length, heard::add);
    for (Frame frame : heard) {
      session.frame(frame, at);
    }
  }

  private static void frameTo(Session session, Frame frame) {
    try {
      session.frame(frame, NOW);
    } catch (MalformedFrame malformed) {
      throw new IllegalStateException(malformed);
    }
  }

  private static String api(String body) {
    return "Content-Type: api/response\nContent-Length: " + body.length() + "\n\n" + body;
  }

  private static String event(String json) {
    return "Content-Length: %d\nContent-Type: text/event-json\n\n%s".formatted(json.length(), json);
  }

  private static String legCreated(String uuid, int sequence) {
    return event(
        "{\"Event-Name\":\"CHANNEL_CREATE\",\"Unique-ID\":\"%s\",\"Core-UUID\":\"c\",\"Event-Sequence\":\"%d\"}"
            .formatted(uuid, sequence));
  }

  private static CommandHead head(String leg) {
    return new CommandHead(
        new CommandId("of-" + leg),
        ADDRESS.switchId(),
        new CallId(leg),
        new LegId(leg),
        NOW.plusSeconds(9),
        "test",
        7);
  }

  private static String backgroundJob(String asked, String answer) {
    String job = asked.substring(asked.lastIndexOf(' ') + 1);
    return event(
        "{\"Event-Name\":\"BACKGROUND_JOB\",\"Core-UUID\":\"c\",\"Event-Sequence\":\"9\",\"Job-UUID\":\"%s\",\"_body\":\"%s\"}"
            .formatted(job, answer));
  }

  private static String hungUp(String uuid, int sequence) {
    return event(
        "{\"Event-Name\":\"CHANNEL_HANGUP_COMPLETE\",\"Unique-ID\":\"%s\",\"Core-UUID\":\"c\",\"Event-Sequence\":\"%d\",\"Hangup-Cause\":\"NORMAL_CLEARING\"}"
            .formatted(uuid, sequence));
  }

  private static String legOf(String uuid, String gateway) {
    return event(
        "{\"Event-Name\":\"CHANNEL_CREATE\",\"Unique-ID\":\"%s\",\"Core-UUID\":\"c\",\"Event-Sequence\":\"1\",\"variable_strowger_gateway\":\"%s\"}"
            .formatted(uuid, gateway));
  }

  private static String listed(String... uuids) {
    return Stream.of(uuids)
        .map(uuid -> "{\"uuid\":\"" + uuid + "\"}")
        .collect(Collectors.joining(",", "{\"row_count\":4,\"rows\":[", "]}"));
  }

  private static String heartbeat(int second) {
    return event(
        "{\"Event-Name\":\"HEARTBEAT\",\"Core-UUID\":\"c\",\"Event-Sequence\":\"%d\",\"Event-Date-Timestamp\":\"%d\"}"
            .formatted(second, 1_700_000_000_000_000L + second * 1_000_000L));
  }

  /** Everything a session says, in words. */
  private static final class Recorder implements Wire, Output, LegLog {
    private final List<String> said = new ArrayList<>();

    /** A second connection, told apart by what stands before its words. */
    Wire named(String name) {
      return new Wire() {
        @Override
        public void send(EslRequest request) {
          said(name + request.text().strip());
        }

        @Override
        public void close(Ending ending) {
          said(name + "closed: " + ending.trouble() + " " + ending.detail());
        }
      };
    }

    void said(String what) {
      said.add(what);
    }

    @Override
    public void send(EslRequest request) {
      said.add(request.text().strip());
    }

    @Override
    public void close(Ending ending) {
      said.add("closed: " + ending.trouble() + " " + ending.detail());
    }

    @Override
    public void publish(CallEvent event) {
      said.add(
          event instanceof CallEvent.LegTakenOver
              ? event.head().legId() + " taken over under " + event.head().returnEpoch()
              : "call event");
    }

    @Override
    public void publish(SwitchEvent event) {
      said.add("switch event");
    }

    @Override
    public void publish(CommandResult result, @Nullable String traceparent) {
      said.add("result");
    }

    @Override
    public void publishRaw(ReturnAddress address, CallId call, byte[] json) {
      said.add("raw");
    }

    @Override
    public void lives(LiveLeg leg, ReturnAddress address) {}

    @Override
    public void ended(LegId leg, ReturnAddress address) {}

    @Override
    public void reject(SwitchId switchId, byte[] body, String reason) {
      said.add("rejected: " + reason);
    }
  }
}
