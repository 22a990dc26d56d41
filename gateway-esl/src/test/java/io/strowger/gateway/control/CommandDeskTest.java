package io.strowger.gateway.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.CommandHead;
import io.strowger.contracts.command.CommandOutcome;
import io.strowger.contracts.command.CommandResult;
import io.strowger.contracts.id.CommandId;
import io.strowger.contracts.id.SwitchId;
import io.strowger.contracts.switches.SwitchEvent;
import io.strowger.gateway.call.EventTranslation;
import io.strowger.gateway.call.LegDirectory;
import io.strowger.gateway.call.ReturnAddress;
import io.strowger.gateway.esl.Captures;
import io.strowger.gateway.esl.EslEvent;
import io.strowger.gateway.esl.EslRequest;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class CommandDeskTest {
  private static final Instant NOW = Commands.NOW;
  private static final String PARKED = "8aab2c9e-e748-405f-bc63-d3618bf53697";
  private static final ReturnAddress ADDRESS = new ReturnAddress(new SwitchId("fs-b"), 0, 7);

  private static final CommandLedger.Notes NO_NOTES =
      new CommandLedger.Notes() {
        @Override
        public List<CommandId> earlier() {
          return List.of();
        }

        @Override
        public void begins(CommandId id) {}
      };

  private final LegDirectory legs = new LegDirectory();
  private final EventTranslation translation = new EventTranslation(legs, ADDRESS);
  private final List<CommandResult> results = new ArrayList<>();
  private final List<SwitchEvent> audit = new ArrayList<>();
  private final ScriptedLine line = new ScriptedLine();
  private final CommandDesk desk =
      new CommandDesk(
          line,
          legs,
          ADDRESS,
          new CommandDesk.Told((result, trace) -> results.add(result), audit::add),
          new CommandPolicy(60, Set.of("operator"), Set.of("status")));

  @Test
  void tells_why_each_attempt_of_the_captured_hunt_failed() throws Exception {
    // Given
    int[] attempt = {0};
    for (EslEvent event : Captures.events("inbound-json-failover-causes")) {
      // When
      notice(event);
      boolean parked = event.name().equals("CHANNEL_PARK");
      if (parked || results.size() == attempt[0] && attempt[0] > 0 && attempt[0] < 6) {
        attempt[0]++;
        desk.submit(
            new Submitted(bridge("0000000" + attempt[0] + "-0000-4000-8000-000000000000"), null),
            NOW);
      }
    }

    // Then
    assertThat(results)
        .extracting(result -> result.outcome() + " " + result.cause() + " " + result.sipStatus())
        .containsExactly(
            "FAILED NORMAL_TEMPORARY_FAILURE SipStatus[code=503]",
            "FAILED UNALLOCATED_NUMBER SipStatus[code=404]",
            "FAILED USER_BUSY SipStatus[code=486]",
            "FAILED NO_ANSWER null",
            "FAILED NORMAL_TEMPORARY_FAILURE SipStatus[code=503]",
            "FAILED INVALID_GATEWAY null");
    assertThat(results)
        .extracting(result -> String.valueOf(result.otherLegId()).substring(0, 4))
        .containsExactly("5270", "1532", "52aa", "ced8", "7962", "null");
    assertThat(desk.inProgress()).isZero();
  }

  @Test
  void completes_an_answered_attempt_when_it_has_ended() throws Exception {
    // Given
    String leg = "32d2b63d-851b-46d1-8b6d-2fc732b6ceb1";
    String id = "11111111-2222-3333-4444-555555555555";
    String completedAt = "";
    for (EslEvent event : Captures.events("inbound-json-park-bridge-answer-hangup")) {
      // When
      notice(event);
      if (event.name().equals("CHANNEL_PARK")) {
        desk.submit(
            new Submitted(
                Commands.bridge(id, leg, Commands.attempt("internal/127.0.0.1", "9199")), null),
            NOW);
      }
      if (completedAt.isEmpty() && !results.isEmpty()) {
        completedAt = String.valueOf(event.sequence());
      }
    }

    // Then
    assertThat(results)
        .singleElement()
        .satisfies(result -> {
          assertThat(result.outcome()).isEqualTo(CommandOutcome.COMPLETED);
          assertThat(String.valueOf(result.otherLegId())).startsWith("574b989f");
          assertThat(result.command()).isEqualTo("bridge_call");
          assertThat(result.attempt()).isEqualTo(1);
        });
    assertThat(completedAt).as("the bridge's CHANNEL_EXECUTE_COMPLETE").isEqualTo("777");
  }

  @Test
  void completes_an_attempt_past_the_switch_when_its_leg_ends_and_not_at_answer() throws Exception {
    // Given: with bypassed media the bridge application returns at answer (sequence 1479)
    String leg = "c5e17b4b-4757-47f5-bc1d-f12d3ab404c7";
    String completedAt = "";
    for (EslEvent event : Captures.events("transcode-by-sdp-answered")) {
      // When
      notice(event);
      if (event.name().equals("CHANNEL_PARK")) {
        desk.submit(
            new Submitted(
                Commands.bridge(
                    "39db21d2-1f34-447c-997f-78bdcb84333b",
                    leg,
                    Commands.attempt("internal/127.0.0.1", "9196")),
                null),
            NOW);
      }
      desk.tick(NOW.plusSeconds(20));
      if (completedAt.isEmpty() && !results.isEmpty()) {
        completedAt = String.valueOf(event.sequence());
      }
    }

    // Then
    assertThat(results)
        .singleElement()
        .extracting(CommandResult::outcome)
        .isEqualTo(CommandOutcome.COMPLETED);
    assertThat(completedAt).as("the dialled leg's CHANNEL_HANGUP_COMPLETE").isEqualTo("1497");
  }

  @Test
  void takes_a_leg_that_is_gone_for_hung_up_and_for_nothing_else() {
    // Given
    line.answers("-ERR No such channel!\n", "-ERR No such channel!\n");

    // When
    desk.submit(new Submitted(Commands.hangUp("h", PARKED), null), NOW);
    desk.submit(new Submitted(new CallCommand.AnswerLeg(Commands.head("a", PARKED)), null), NOW);

    // Then
    assertThat(results)
        .extracting(CommandResult::outcome)
        .containsExactly(CommandOutcome.COMPLETED, CommandOutcome.GONE);
  }

  @Test
  void tells_gone_when_the_leg_cannot_be_bridged_any_more() {
    // Given
    line.answers("-ERR invalid session id [x]");

    // When
    desk.submit(new Submitted(bridge("b"), null), NOW);

    // Then
    assertThat(results)
        .singleElement()
        .extracting(CommandResult::outcome)
        .isEqualTo(CommandOutcome.GONE);
  }

  @Test
  void tells_gone_when_the_leg_was_ending_already() throws Exception {
    // Given
    String leg = "d2338c82-51b1-494b-bc07-acf2174b6156";
    for (EslEvent event : Captures.events("load-json-300-calls")) {
      notice(event);
    }
    desk.submit(
        new Submitted(
            Commands.bridge("b", leg, Commands.attempt("internal/127.0.0.1", "9503")), null),
        NOW);

    // When
    desk.tick(NOW.plusSeconds(4));

    // Then
    assertThat(results)
        .singleElement()
        .satisfies(result -> {
          assertThat(result.outcome()).isEqualTo(CommandOutcome.GONE);
          assertThat(String.valueOf(result.cause())).isEqualTo("USER_BUSY");
        });
  }

  @Test
  void tells_unknown_of_all_that_was_sent_when_the_connection_is_lost() {
    // Given
    desk.submit(new Submitted(bridge("b"), "trace"), NOW);
    line.background = true;
    desk.submit(new Submitted(Commands.hangUp("h", PARKED), null), NOW);

    // When
    desk.connectionLost(NOW);
    desk.connectionLost(NOW);

    // Then
    assertThat(results).hasSize(2).allMatch(result -> result.outcome() == CommandOutcome.UNKNOWN);
  }

  @Test
  void bridges_a_leg_by_one_command_at_a_time() {
    // Given
    desk.submit(new Submitted(bridge("b1"), null), NOW);

    // When: it waits, and its deadline passes meanwhile
    desk.submit(new Submitted(bridge("b2"), null), NOW);
    desk.tick(NOW.plusSeconds(9));
    List<CommandResult> before = List.copyOf(results);
    desk.tick(NOW.plusSeconds(11));

    // Then
    assertThat(before).isEmpty();
    assertThat(line.sent).filteredOn(text -> text.contains(": bridge")).hasSize(1);
    assertThat(results)
        .singleElement()
        .satisfies(result -> {
          assertThat(result.commandId().value()).isEqualTo("b2");
          assertThat(result.outcome()).isEqualTo(CommandOutcome.EXPIRED);
        });
  }

  @Test
  void gives_up_a_command_that_the_switch_never_answers() {
    // Given
    line.background = true;
    desk.submit(new Submitted(Commands.hangUp("h", PARKED), null), NOW);

    // When
    desk.tick(NOW.plusSeconds(31));

    // Then
    assertThat(results)
        .singleElement()
        .extracting(CommandResult::outcome)
        .isEqualTo(CommandOutcome.UNKNOWN);
  }

  @Test
  void executes_a_command_once_and_answers_what_it_does_not_execute() {
    // Given
    List<String> submitted = new ArrayList<>();
    CommandRouting routing =
        new CommandRouting(
            connections(
                7,
                head ->
                    head.legId().value().equals(PARKED)
                        ? Optional.of((command, at) -> submitted.add("executed"))
                        : Optional.empty()),
            (result, trace) -> submitted.add(result.outcome().name()),
            new CommandLedger(NO_NOTES));
    Submitted known = new Submitted(Commands.hangUp("h1", PARKED), null);

    // When
    routing.accept(known, NOW);
    routing.accept(known, NOW);
    routing.accept(new Submitted(Commands.hangUp("h2", "other"), null), NOW);
    routing.accept(new Submitted(Commands.hangUp("h3", PARKED), null), NOW.plusSeconds(11));
    CommandRouting later =
        new CommandRouting(
            connections(8, head -> Optional.empty()),
            (result, trace) -> submitted.add(result.outcome() + " under " + result.returnEpoch()),
            new CommandLedger(NO_NOTES));
    later.accept(known, NOW);

    // Then
    assertThat(submitted).containsExactly("executed", "NOT_OWNER", "EXPIRED", "NOT_OWNER under 8");
  }

  private static CommandRouting.Connections connections(
      long epoch, Function<CommandHead, Optional<CommandRouting.Connection>> connections) {
    return new CommandRouting.Connections() {
      @Override
      public Optional<CommandRouting.Connection> of(CommandHead head) {
        return connections.apply(head);
      }

      @Override
      public ReturnAddress addressOf(CommandHead head) {
        return new ReturnAddress(head.switchId(), 0, epoch);
      }
    };
  }

  private static CallCommand.BridgeCall bridge(String id) {
    return Commands.bridge(id, PARKED, Commands.attempt("internal/127.0.0.1:5080", "9503"));
  }

  private void notice(EslEvent event) {
    translation.translate(event, NOW);
    desk.notice(event, NOW);
  }

  /** Answers each request at once: as scripted, else {@code +OK}. */
  private static final class ScriptedLine implements Line {
    private final ArrayDeque<String> answers = new ArrayDeque<>();
    private final List<String> sent = new ArrayList<>();
    private boolean background;

    void answers(String... texts) {
      answers.addAll(List.of(texts));
    }

    @Override
    public void send(EslRequest request, ReplyHandler handler, Instant now) {
      sent.add(request.text());
      handler.accept(Objects.requireNonNullElse(answers.pollFirst(), "+OK"), now);
    }

    @Override
    public boolean hasBackgroundJobs() {
      return background;
    }
  }
}
