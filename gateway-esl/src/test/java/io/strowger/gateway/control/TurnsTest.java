package io.strowger.gateway.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.CommandHead;
import io.strowger.contracts.command.CommandResult;
import io.strowger.contracts.command.LegCommand;
import io.strowger.contracts.command.MediaCommand;
import io.strowger.contracts.command.SwitchCommand;
import io.strowger.contracts.switches.SwitchEvent;
import io.strowger.gateway.call.LegDirectory;
import io.strowger.gateway.call.ReturnAddress;
import io.strowger.gateway.esl.EslEvent;
import io.strowger.gateway.esl.EslRequest;
import io.strowger.gateway.esl.EventDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which command begins when, and how lasting ones end. */
class TurnsTest {
  private static final String LEG = Examples.LEG;
  private static final Instant NOW = Commands.NOW;

  private final List<CommandResult> results = new ArrayList<>();
  private final List<SwitchEvent> audit = new ArrayList<>();
  private final PatientLine line = new PatientLine();
  private final CommandDesk desk =
      new CommandDesk(
          line,
          new LegDirectory(),
          new ReturnAddress(Examples.head().switchId(), 0, 7),
          new CommandDesk.Told((result, trace) -> results.add(result), audit::add),
          new CommandPolicy(60, Set.of("operator"), Set.of("status")));

  @Test
  void a_command_begins_when_the_one_before_it_is_answered() {
    // Given
    submit(new CallCommand.AnswerLeg(Commands.head("answer", LEG)));
    submit(new MediaCommand.SendDigits(Commands.head("digits", LEG), "1"));
    assertThat(line.sent).hasSize(1);

    // When
    line.answer("+OK");

    // Then
    assertThat(line.sent.getLast()).contains("uuid_send_dtmf");
    line.answer("+OK sent");
    assertThat(outcomes()).containsExactly("answer COMPLETED", "digits COMPLETED");
  }

  @Test
  void what_ends_a_call_waits_for_nothing() {
    // Given
    submit(new CallCommand.SetVariables(Commands.head("set", LEG), Map.of("note", "x")));

    // When
    submit(Commands.hangUp("hang-up", LEG));

    // Then
    assertThat(line.sent.getLast()).contains("uuid_kill");
  }

  @Test
  void commands_of_other_calls_do_not_wait() {
    // Given
    submit(new CallCommand.AnswerLeg(Commands.head("one", LEG)));

    // When
    submit(new CallCommand.AnswerLeg(Commands.head("two", Examples.OTHER)));

    // Then
    assertThat(line.sent).hasSize(2);
  }

  @Test
  void a_bridge_waits_until_the_digits_are_collected_and_a_variable_does_not() throws Exception {
    // Given
    submit(collect("collect"));
    line.answer("+OK");
    line.answer("+OK");

    // When
    submit(new CallCommand.SetVariables(Commands.head("set", LEG), Map.of("note", "x")));
    submit(Commands.bridge("bridge", LEG, Commands.attempt("gateway/west", "4420")));
    line.answer("+OK");

    // Then
    assertThat(outcomes()).containsExactly("set COMPLETED");
    assertThat(line.sent).noneMatch(text -> text.contains(": bridge"));
    desk.notice(completed("collect", "\"variable_strowger_digits\":\"42\""), NOW);
    assertThat(results.getLast().values()).isEqualTo(Map.of("digits", "42"));
    assertThat(line.sent.getLast()).contains("execute-app-name: bridge");
  }

  @Test
  void nothing_is_done_with_a_leg_before_it_was_made() {
    // Given
    line.background = true;
    submit(new CallCommand.OriginateLeg(Commands.head("call", LEG), Examples.dial()));
    line.answer("+OK Job-UUID: x");

    // When
    submit(new CallCommand.SetVariables(Commands.head("set", LEG), Map.of("note", "x")));

    // Then
    assertThat(line.sent).hasSize(1);
  }

  @Test
  void digits_that_were_not_pressed_are_a_failure() throws Exception {
    // Given
    submit(collect("collect"));
    line.answer("+OK");
    line.answer("+OK");

    // When
    desk.notice(completed("collect", "\"x\":\"y\""), NOW);

    // Then
    assertThat(outcomes()).containsExactly("collect FAILED");
  }

  @Test
  void a_prompt_is_played_when_it_has_ended_and_not_when_it_was_sent() throws Exception {
    // Given
    submit(new CallCommand.PlayMedia(Commands.head("play", LEG), "ivr/hello.wav"));
    line.answer("+OK Message sent");
    assertThat(results).isEmpty();

    // When
    desk.notice(played("ivr/other.wav", "FILE PLAYED"), NOW);
    desk.notice(played("ivr/hello.wav", "FILE PLAYED"), NOW);

    // Then
    assertThat(outcomes()).containsExactly("play COMPLETED");
  }

  @Test
  void a_prompt_that_is_not_there_is_a_failure() throws Exception {
    // Given
    submit(new CallCommand.PlayMedia(Commands.head("play", LEG), "ivr/hello.wav"));

    // When: the switch tells so before it answers
    desk.notice(played("ivr/hello.wav", "FILE NOT FOUND"), NOW);
    line.answer("+OK Message sent");

    // Then
    assertThat(outcomes()).containsExactly("play FAILED");
  }

  @Test
  void a_refusal_that_says_nothing_is_followed_by_the_question_whether_the_leg_is_alive() {
    // Given
    submit(new CallCommand.AnswerLeg(Commands.head("gone", LEG)));
    submit(new CallCommand.AnswerLeg(Commands.head("alive", Examples.OTHER)));

    // When
    line.answer("-ERROR\n");
    line.answer("-ERROR\n");
    line.answer("false");
    line.answer("true");

    // Then
    assertThat(outcomes()).containsExactly("gone GONE", "alive FAILED");
  }

  @Test
  void what_waited_when_the_connection_was_lost_was_not_done_for_sure() {
    // Given
    submit(new CallCommand.AnswerLeg(Commands.head("sent", LEG)));
    submit(new LegCommand.HoldLeg(Commands.head("waiting", LEG)));

    // When
    desk.connectionLost(NOW);

    // Then
    assertThat(outcomes()).containsExactlyInAnyOrder("sent UNKNOWN", "waiting NOT_OWNER");
    assertThat(desk.inProgress()).isZero();
  }

  @Test
  void a_call_has_so_many_waiting_commands_and_no_more() {
    // When
    for (int i = 0; i < Turns.MAX_WAITING + 2; i++) {
      submit(new LegCommand.HoldLeg(Commands.head("hold-" + i, LEG)));
    }

    // Then
    assertThat(outcomes()).containsExactly("hold-" + (Turns.MAX_WAITING + 1) + " FAILED");
  }

  @Test
  void a_switch_is_paused_by_named_senders_alone_and_each_try_is_audited() {
    // When
    submit(new SwitchCommand.PauseSwitch(Commands.head("by-routing", "none")));
    submit(new SwitchCommand.PauseSwitch(byOperator("by-operator")));
    line.answer("+OK");

    // Then
    assertThat(line.sent).hasSize(1);
    assertThat(outcomes()).containsExactly("by-routing FAILED", "by-operator COMPLETED");
    assertThat(audit)
        .extracting(event -> ((SwitchEvent.RawCommandAudited) event).sender())
        .containsExactly("routing-0", "operator");
  }

  @Test
  void raw_commands_are_those_of_the_list_to_the_letter() {
    // When
    submit(new SwitchCommand.ExecuteApi(byOperator("listed"), "status", ""));
    submit(new SwitchCommand.ExecuteApi(byOperator("other"), "status ", ""));
    submit(new SwitchCommand.ExecuteApi(byOperator("longer"), "statusx", ""));
    submit(new SwitchCommand.ExecuteApi(byOperator("system"), "system", "id"));
    line.answer("UP 0 years");

    // Then
    assertThat(line.sent).hasSize(1);
    assertThat(outcomes())
        .containsExactlyInAnyOrder(
            "listed COMPLETED", "other FAILED", "longer FAILED", "system FAILED");
    assertThat(((SwitchEvent.RawCommandAudited) audit.getLast()).reply()).contains("UP 0 years");
  }

  @Test
  void a_command_that_cannot_be_planned_fails_when_its_turn_comes() {
    // Given
    Map<String, String> holed = new HashMap<>();
    holed.put("note", null);
    submit(new CallCommand.AnswerLeg(Commands.head("answer", LEG)));
    submit(new CallCommand.SetVariables(Commands.head("set", LEG), holed));

    // When
    line.answer("+OK");

    // Then
    assertThat(outcomes()).containsExactly("answer COMPLETED", "set FAILED");
  }

  @Test
  void a_command_with_the_longest_name_is_audited_too() {
    // When
    submit(new SwitchCommand.PauseSwitch(byOperator("a".repeat(160))));
    line.answer("+OK");
    submit(new SwitchCommand.PauseSwitch(byOperator("a".repeat(159))));
    line.answer("+OK");

    // Then
    assertThat(audit)
        .extracting(event -> event.head().eventId())
        .doesNotHaveDuplicates()
        .hasSize(2);
  }

  @Test
  void a_trace_that_can_be_none_is_not_passed_on() {
    // Given
    CallCommand answer = new CallCommand.AnswerLeg(Commands.head("answer", LEG));

    // When
    String told = new Submitted(answer, "00-" + "0".repeat(70_000)).traceparent();

    // Then
    assertThat(told).isNull();
  }

  @Test
  void an_operator_at_the_gateway_is_told_the_result() {
    // Given
    List<CommandResult> told = new ArrayList<>();
    CallCommand pause = new SwitchCommand.PauseSwitch(Commands.head("pause", "none"));

    // When
    desk.submit(new Submitted(pause, null, new Submitted.Origin.OfOperator(told::add)), NOW);
    line.answer("+OK");

    // Then
    assertThat(told).hasSize(1).isEqualTo(results);
  }

  private static MediaCommand.CollectDigits collect(String id) {
    return new MediaCommand.CollectDigits(
        Commands.head(id, LEG), "ivr/enter.wav", null, 1, 4, 1, 3_000, "#");
  }

  private static CommandHead byOperator(String id) {
    CommandHead head = Commands.head(id, "none");
    return new CommandHead(
        head.commandId(),
        head.switchId(),
        head.callId(),
        head.legId(),
        head.deadline(),
        "operator",
        head.epoch());
  }

  private void submit(CallCommand command) {
    desk.submit(new Submitted(command, null), NOW);
  }

  private List<String> outcomes() {
    return results.stream().map(result -> result.commandId() + " " + result.outcome()).toList();
  }

  private static EslEvent completed(String application, String more) throws Exception {
    return event("\"Application-UUID\":\"" + application + "\"," + more);
  }

  private static EslEvent played(String file, String response) throws Exception {
    return event(
        "\"Application\":\"playback\",\"Application-Data\":\"%s\",\"Application-Response\":\"%s\""
            .formatted(file, response));
  }

  private static EslEvent event(String fields) throws Exception {
    String json =
        "{\"Event-Name\":\"CHANNEL_EXECUTE_COMPLETE\",\"Unique-ID\":\""
            + LEG
            + "\","
            + fields
            + "}";
    return EventDecoder.decodeDump(json.getBytes(StandardCharsets.UTF_8));
  }

  /** Keeps who asked until the test answers, in the order of requests. */
  private static final class PatientLine implements Line {
    private final List<String> sent = new ArrayList<>();
    private final ArrayDeque<ReplyHandler> asking = new ArrayDeque<>();
    private boolean background;

    void answer(String text) {
      asking.removeFirst().accept(text, NOW);
    }

    @Override
    public void send(EslRequest request, ReplyHandler handler, Instant now) {
      sent.add(request.text());
      asking.add(handler);
    }

    @Override
    public boolean hasBackgroundJobs() {
      return background;
    }
  }
}
