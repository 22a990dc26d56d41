package io.strowger.gateway.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.CommandResult;
import io.strowger.contracts.command.LegCommand;
import io.strowger.contracts.id.SwitchId;
import io.strowger.gateway.call.EventTranslation;
import io.strowger.gateway.call.LegDirectory;
import io.strowger.gateway.call.ReturnAddress;
import io.strowger.gateway.esl.EslEvent;
import io.strowger.gateway.esl.EslRequest;
import io.strowger.gateway.esl.EventDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A leg's UUID changes ({@code CHANNEL_UUID}), or its media are taken off the switch, while a
 * command on it lasts.
 */
class ChangedLegTest {
  private static final Instant NOW = Commands.NOW;
  private static final String FORMER = "8aab2c9e-e748-405f-bc63-d3618bf53697";
  private static final String PRESENT = "0e0f2c9e-0000-405f-bc63-d3618bf53697";
  private static final String DIALLED = "574b989f-0000-405f-bc63-d3618bf53697";
  private static final String DIALLED_ANEW = "574b989f-1111-405f-bc63-d3618bf53697";
  private static final ReturnAddress ADDRESS = new ReturnAddress(new SwitchId("fs-b"), 0, 7);

  private final LegDirectory legs = new LegDirectory();
  private final EventTranslation translation = new EventTranslation(legs, ADDRESS);
  private final List<CommandResult> results = new ArrayList<>();
  private final List<String> sent = new ArrayList<>();
  private final CommandDesk desk =
      new CommandDesk(
          new AgreeingLine(),
          legs,
          ADDRESS,
          new CommandDesk.Told((result, trace) -> results.add(result), event -> {}),
          new CommandPolicy(60, Set.of(), Set.of()));

  @BeforeEach
  void a_caller_is_there() throws Exception {
    notice("CHANNEL_CREATE", FORMER, "\"Call-Direction\":\"inbound\"");
  }

  @Test
  void what_is_played_to_it_ends_as_played() throws Exception {
    // Given
    submit(new CallCommand.PlayMedia(Commands.head("p", FORMER), "ivr/hello.wav"));

    // When
    notice("CHANNEL_UUID", PRESENT, "\"Old-Unique-ID\":\"" + FORMER + "\"");
    notice(
        "CHANNEL_EXECUTE_COMPLETE",
        PRESENT,
        "\"Application\":\"playback\",\"Application-Data\":\"ivr/hello.wav\","
            + "\"Application-Response\":\"FILE PLAYED\"");

    // Then
    assertThat(outcomes()).containsExactly("p COMPLETED");
    assertThat(results.getFirst().legId()).hasToString(FORMER);
  }

  @Test
  void an_attempt_ends_with_its_caller_and_names_its_leg() throws Exception {
    // Given
    submit(Commands.bridge("b", FORMER, Commands.attempt("gateway/alpha", "9503")));
    notice(
        "CHANNEL_CREATE",
        DIALLED,
        "\"Call-Direction\":\"outbound\",\"variable_originator\":\"" + FORMER + "\"");

    // When
    notice("CHANNEL_UUID", PRESENT, "\"Old-Unique-ID\":\"" + FORMER + "\"");
    notice("CHANNEL_UUID", DIALLED_ANEW, "\"Old-Unique-ID\":\"" + DIALLED + "\"");
    desk.tick(NOW.plusSeconds(30));
    assertThat(results).isEmpty();
    notice("CHANNEL_HANGUP_COMPLETE", PRESENT, "\"Hangup-Cause\":\"ORIGINATOR_CANCEL\"");

    // Then
    assertThat(outcomes()).containsExactly("b GONE");
    assertThat(String.valueOf(results.getFirst().otherLegId())).isEqualTo(DIALLED_ANEW);
  }

  @Test
  void an_attempt_that_nobody_takes_fails_all_the_same() throws Exception {
    // Given
    submit(Commands.bridge("b", FORMER, Commands.attempt("gateway/alpha", "9503")));
    notice("CHANNEL_UUID", PRESENT, "\"Old-Unique-ID\":\"" + FORMER + "\"");

    // When
    notice(
        "CHANNEL_EXECUTE_COMPLETE",
        PRESENT,
        "\"Application-UUID\":\"b\",\"variable_originate_disposition\":\"USER_BUSY\"");

    // Then
    assertThat(outcomes()).containsExactly("b FAILED");
    assertThat(desk.inProgress()).isZero();
  }

  @Test
  void an_attempt_goes_on_when_its_media_are_taken_off_the_switch() throws Exception {
    // Given
    submit(Commands.bridge("b", FORMER, Commands.attempt("gateway/alpha", "9503")));
    notice(
        "CHANNEL_CREATE",
        DIALLED,
        "\"Call-Direction\":\"outbound\",\"variable_originator\":\"" + FORMER + "\"");
    submit(new LegCommand.RouteMedia(Commands.head("off", FORMER), false));

    // When: seen on a switch, the application returns before the legs are joined again
    notice(
        "CHANNEL_EXECUTE_COMPLETE",
        FORMER,
        "\"Application-UUID\":\"b\",\"Answer-State\":\"answered\","
            + "\"variable_originate_disposition\":\"SUCCESS\"");
    desk.tick(NOW.plusSeconds(30));

    // Then
    assertThat(outcomes()).containsExactly("off COMPLETED");
    notice("CHANNEL_HANGUP_COMPLETE", DIALLED, "\"Hangup-Cause\":\"NORMAL_CLEARING\"");
    assertThat(outcomes()).containsExactly("off COMPLETED", "b COMPLETED");
  }

  private void submit(CallCommand command) {
    desk.submit(new Submitted(command, null), NOW);
  }

  private void notice(String name, String leg, String fields) throws Exception {
    String json =
        "{\"Event-Name\":\"%s\",\"Core-UUID\":\"c\",\"Event-Sequence\":\"%d\",\"Unique-ID\":\"%s\",%s}"
            .formatted(name, sent.size(), leg, fields);
    EslEvent event = EventDecoder.decodeDump(json.getBytes(StandardCharsets.UTF_8));
    translation.translate(event, NOW);
    desk.notice(event, NOW);
  }

  private List<String> outcomes() {
    return results.stream().map(result -> result.commandId() + " " + result.outcome()).toList();
  }

  /** Queues and does whatever it is asked. */
  private final class AgreeingLine implements Line {
    @Override
    public void send(EslRequest request, ReplyHandler handler, Instant now) {
      sent.add(request.text());
      handler.accept("+OK", now);
    }

    @Override
    public boolean hasBackgroundJobs() {
      return false;
    }
  }
}
