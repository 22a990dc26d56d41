package io.strowger.gateway.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.command.CommandResult;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.SwitchId;
import io.strowger.contracts.switches.SwitchEvent;
import io.strowger.gateway.call.ReturnAddress;
import io.strowger.gateway.esl.EslRequest;
import io.strowger.gateway.esl.Frame;
import io.strowger.gateway.esl.FrameDecoder;
import io.strowger.gateway.esl.MalformedFrame;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SessionTest {
  private static final Instant NOW = Instant.parse("2026-11-23T19:40:00Z");
  private static final String OK = "Content-Type: command/reply\nReply-Text: +OK\n\n";
  private static final ReturnAddress ADDRESS = new ReturnAddress(new SwitchId("west"), 0, 7);
  private static final SessionSettings SETTINGS = new SessionSettings(60, 30, false);

  private final Recorder recorder = new Recorder();
  private final InboundSession session =
      new InboundSession(
          "secret",
          new SwitchMemory(),
          ADDRESS,
          SETTINGS,
          new InboundSession.Port(recorder, recorder, (state, at) -> recorder.said(state.name())));

  @Test
  void authenticates_subscribes_and_reconciles() throws Exception {
    // When
    hear("Content-Type: auth/request\n\n", OK, OK, api("FreeSWITCH Version 1.11"), api("core-1"));
    assertThat(session.isReady()).isTrue();
    hear(api("{\"row_count\": 0}"));

    // Then
    assertThat(recorder.said.getFirst()).isEqualTo("auth secret");
    assertThat(recorder.said.get(1)).startsWith("event json CHANNEL_CREATE ").contains(" CUSTOM ");
    assertThat(recorder.said)
        .containsSubsequence("api global_getvar core_uuid", "api show channels as json", "UP");
  }

  @Test
  void takes_a_list_that_cannot_be_read_for_no_list_and_not_for_no_channels() throws Exception {
    // When
    hear("Content-Type: auth/request\n\n", OK, OK, api("v"), api("core-1"), api("-ERR busy"));

    // Then
    assertThat(recorder.said.getLast()).startsWith("closed: no list of channels");
    assertThat(recorder.said).doesNotContain("UP");
  }

  @Test
  void tells_a_refusal_by_password_and_by_access_list() throws Exception {
    // When
    hear(
        "Content-Type: auth/request\n\n",
        "Content-Type: command/reply\nReply-Text: -ERR invalid\n\n");
    hear("Content-Type: text/rude-rejection\nContent-Length: 24\n\nAccess Denied, go away.\n");

    // Then
    assertThat(recorder.said)
        .containsExactly(
            "auth secret",
            "REFUSED",
            "closed: the switch refuses the password",
            "REFUSED",
            "closed: the switch's access list refuses this address");
  }

  @Test
  void trusts_no_connection_that_answers_what_nobody_asked() {
    assertThatThrownBy(() -> hear(OK))
        .isInstanceOf(MalformedFrame.class)
        .hasMessageContaining("an answer to nothing");
  }

  @Test
  void gives_up_a_switch_that_does_not_answer() throws Exception {
    // Given
    hear("Content-Type: auth/request\n\n");

    // When
    session.tick(NOW.plus(Conversation.ANSWERED_WITHIN).plusSeconds(1));

    // Then
    assertThat(recorder.said).last().isEqualTo("closed: the switch does not answer");
  }

  @Test
  void rejects_an_event_whose_leg_can_be_none_and_goes_on() throws Exception {
    // Given
    String event =
        "{\"Event-Name\":\"CHANNEL_CREATE\",\"Unique-ID\":\"a b\",\"Core-UUID\":\"c\",\"Event-Sequence\":\"1\"}";

    // When
    hear(
        "Content-Length: %d\nContent-Type: text/event-json\n\n%s".formatted(event.length(), event));
    hear("Content-Type: auth/request\n\n");

    // Then
    assertThat(recorder.said.getFirst()).startsWith("rejected: LegId must match");
    assertThat(recorder.said).last().isEqualTo("auth secret");
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

  private void hear(String... frames) throws MalformedFrame {
    List<Frame> heard = new ArrayList<>();
    byte[] bytes = String.join("", frames).getBytes(UTF_8);
    new FrameDecoder().feed(bytes, 0, bytes.length, heard::add);
    for (Frame frame : heard) {
      session.frame(frame, NOW);
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

  /** Everything a session says, in words. */
  private static final class Recorder implements Wire, Output {
    private final List<String> said = new ArrayList<>();

    void said(String what) {
      said.add(what);
    }

    @Override
    public void send(EslRequest request) {
      said.add(request.text().strip());
    }

    @Override
    public void close(String reason) {
      said.add("closed: " + reason);
    }

    @Override
    public void publish(CallEvent event) {
      said.add("call event");
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
    public void publishRaw(CallId call, byte[] json) {
      said.add("raw");
    }

    @Override
    public void reject(byte[] body, String reason) {
      said.add("rejected: " + reason);
    }
  }
}
