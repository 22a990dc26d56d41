package io.strowger.gateway.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.command.Attempt;
import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.MediaPath;
import io.strowger.contracts.command.Trunk;
import io.strowger.contracts.id.CarrierId;
import io.strowger.gateway.esl.Captures;
import io.strowger.gateway.esl.EslRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanningTest {
  private static final String LEG = "c5e17b4b-4757-47f5-bc1d-f12d3ab404c7";

  private final Planning planning = new Planning(60);

  @Test
  void bridges_by_settings_and_then_one_attempt() {
    // Given
    Attempt dial =
        new Attempt(
            new CarrierId("west"),
            2,
            new Trunk("internal/127.0.0.1:5080"),
            "+61411111111",
            "61399999995",
            "Zoë, the first",
            30,
            5,
            List.of("PCMA", "PCMU"));

    // When
    List<Step> steps = plan(Commands.bridge("b", LEG, dial));

    // Then
    assertThat(steps)
        .containsExactly(
            new Step.Execute("set", "hangup_after_bridge=true"),
            new Step.Execute("set", "continue_on_fail=true"),
            new Step.Execute("set", "park_timeout=60:NORMAL_TEMPORARY_FAILURE"),
            new Step.Dial(
                "{originate_timeout=30,progress_timeout=5,"
                    + "origination_caller_id_number=61399999995,"
                    + "origination_caller_id_name='Zoë\\, the first',"
                    + "absolute_codec_string=PCMA\\,PCMU,strowger_carrier=west,strowger_attempt=2}"
                    + "sofia/internal/+61411111111@127.0.0.1:5080",
                false));
  }

  @Test
  void lets_the_switch_itself_start_the_first_grant_at_answer() {
    // When
    List<Step> steps = plan(Commands.granted("b", LEG, "grant-1"));

    // Then
    assertThat(steps)
        .contains(
            new Step.Execute(
                "set",
                "api_on_answer=sched_api +60 grant-1 uuid_kill " + LEG + " ALLOTTED_TIMEOUT"));
  }

  @Test
  void the_grant_of_a_caller_who_had_been_answered_before_begins_with_the_far_ends_answer() {
    // Given
    CallCommand.BridgeCall granted = Commands.granted("b", LEG, "grant-1");

    // When
    List<Step> steps =
        plan(
            new CallCommand.BridgeCall(
                granted.head(),
                granted.dial(),
                60,
                "grant-1",
                null,
                null,
                Map.of(),
                null,
                true,
                Map.of("strowger_unbooked", "answered")));

    // Then
    assertThat(((Step.Dial) steps.getLast()).dialString())
        .startsWith(
            "{api_on_answer_grant='sched_api +60 grant-1 uuid_kill " + LEG + " ALLOTTED_TIMEOUT',");
    assertThat(steps)
        .contains(new Step.Api("uuid_setvar " + LEG + " strowger_unbooked answered", false))
        .noneMatch(step -> step.toString().contains("api_on_answer="));
  }

  @ParameterizedTest
  @CsvSource({
    "transcode-by-sdp-answered, RELAY",
    "transcode-early-media, RELAY_WITH_EARLY_MEDIA",
  })
  void bridges_through_a_relay_as_the_capture_has_it(String capture, MediaPath path) {
    // Given
    String captured = new String(Captures.toSwitch(capture), UTF_8);
    List<String> sdps = new ArrayList<>();
    Matcher sdp =
        Pattern.compile(
                "(?:switch_m_sdp=')(v=0.*?)'|uuid_setvar \\S+ switch_m_sdp (v=0.*?)'",
                Pattern.DOTALL)
            .matcher(captured);
    while (sdp.find()) {
      sdps.add(sdp.group(1) == null ? sdp.group(2) : sdp.group(1));
    }
    CallCommand.BridgeCall bridge =
        new CallCommand.BridgeCall(
            Commands.head("b", LEG),
            Commands.attempt("internal/127.0.0.1:5080", path == MediaPath.RELAY ? "9196" : "9198"),
            null,
            null,
            sdps.get(1),
            sdps.getFirst(),
            Map.of(),
            path);

    // When
    List<Step> steps = plan(bridge);

    // Then: the same requests in the same order, but for what every attempt of ours carries too
    String sent =
        steps.stream()
            .filter(step -> !isOursAlone(step))
            .map(PlanningTest::request)
            .collect(java.util.stream.Collectors.joining());
    String expected =
        captured
            .substring(captured.indexOf("sendmsg"))
            .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", LEG);
    assertThat(withoutBlankLines(sent)).isEqualTo(withoutBlankLines(expected));
  }

  @Test
  void legs_that_share_what_the_switch_does_not_speak_hear_each_other_directly() {
    CallCommand.BridgeCall relayed =
        new CallCommand.BridgeCall(
            Commands.head("b", LEG),
            Commands.attempt("internal/127.0.0.1:5080", "9196"),
            null,
            null,
            null,
            null,
            Map.of(),
            MediaPath.DIRECT);

    assertThat(plan(relayed)).startsWith(new Step.Execute("set", "bypass_media=true"));
  }

  @Test
  void a_leg_with_a_relay_is_answered_by_the_switch_when_it_offers_anew_and_the_relay_is_told() {
    CallCommand.BridgeCall relayed =
        new CallCommand.BridgeCall(
            Commands.head("b", LEG),
            Commands.attempt("internal/127.0.0.1:5080", "9196"),
            null,
            null,
            "v=0\r\n",
            "v=0\r\n",
            Map.of(),
            MediaPath.RELAY);

    List<Step> steps = plan(relayed);

    assertThat(steps)
        .contains(
            new Step.Execute("set", "sip_ignore_reinvites=true"),
            new Step.Execute(
                "set",
                "execute_on_sip_reinvite=event"
                    + " Event-Subclass=strowger::reinvite,Event-Name=CUSTOM"));
    assertThat(((Step.Dial) steps.getLast()).dialString())
        .contains(
            ",sip_ignore_reinvites=true,execute_on_sip_reinvite='event"
                + " Event-Subclass=strowger::reinvite\\,Event-Name=CUSTOM'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"${evil}", "a'b", "x}y", "|", "\\", "\u0000"})
  void an_sdp_that_would_become_syntax_is_refused(String hostile) {
    for (MediaPath path : List.of(MediaPath.RELAY, MediaPath.RELAY_WITH_EARLY_MEDIA)) {
      CallCommand.BridgeCall bridge =
          new CallCommand.BridgeCall(
              Commands.head("b", LEG),
              Commands.attempt("internal/127.0.0.1:5080", "9196"),
              null,
              null,
              "v=0\r\ns=" + hostile,
              "v=0\r\n",
              Map.of(),
              path);

      assertThat(new Planning(60).plan(bridge, null)).isInstanceOf(Planned.Refusal.class);
    }
  }

  private static boolean isOursAlone(Step step) {
    return step instanceof Step.Execute(String _, String argument)
        && (argument.startsWith("park_timeout")
            || argument.startsWith("sip_ignore_reinvites")
            || argument.startsWith("execute_on_sip_reinvite"));
  }

  private static String request(Step step) {
    return switch (step) {
      case Step.Execute(String application, String argument) ->
          EslRequest.execute(LEG, application, argument, null).text();
      case Step.ExecuteInBody(String application, String argument) ->
          EslRequest.executeWithBody(LEG, application, argument, null).text();
      case Step.Api(String command, boolean _) -> "api " + command + "\n\n";
      case Step.Dial(String dialString, boolean inBody) -> {
        assertThat(inBody).isTrue();
        String captureOnly =
            dialString.replaceAll(",sip_ignore_reinvites=.*strowger_attempt=1", "");
        yield EslRequest.executeWithBody(LEG, "bridge", captureOnly, null).text();
      }
      case Step.ApiShownBy _, Step.Ask _, Step.Run _ -> throw new AssertionError(step);
    };
  }

  private static String withoutBlankLines(String text) {
    return text.replaceAll("[\r\n]+", "\n").strip();
  }

  @Test
  void sets_the_new_timer_before_it_deletes_the_old_one() {
    // When
    List<Step> steps =
        plan(
            new CallCommand.ScheduleHangUp(
                Commands.head("s", LEG), 90, HangupCause.ALLOTTED_TIMEOUT, "g2", "g1"));

    // Then
    assertThat(steps).hasSize(2);
    assertThat(((Step.Ask) steps.getFirst()).meaning().apply("true"))
        .isEqualTo(
            new Step.Answer.Then(
                new Step.Api("sched_api +90 g2 uuid_kill " + LEG + " ALLOTTED_TIMEOUT", false)));
    assertThat(steps.getLast()).isEqualTo(new Step.Api("sched_del g1", true));
  }

  @Test
  void originates_under_the_chosen_uuid() {
    // When
    List<Step> steps =
        plan(
            new CallCommand.OriginateLeg(
                Commands.head("o", LEG), Commands.attempt("gateway/west", "4420")));

    // Then
    assertThat(steps)
        .containsExactly(
            new Step.Api(
                "originate {origination_uuid="
                    + LEG
                    + ",originate_timeout=30,strowger_carrier=carrier-1,strowger_attempt=1}"
                    + "sofia/gateway/west/4420 &park()",
                false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1\r\nsendmsg x",
        "1\nX: y",
        "1\0",
        "${system(id)}",
        "$${x}",
        "1|sofia/internal/2@evil",
        "1,sofia/internal/2@evil",
        "}sofia/internal/2@evil",
        "1]",
        "<x=y>1",
        "^^:a=b:1",
        "1:_:sofia/internal/2@evil",
        "1/evil@x",
        "1/../2",
        "1 &park()",
        "",
        "'",
        "\\"
      })
  void refuses_hostile_numbers_groups_codecs_and_media(String hostile) {
    // Given
    Attempt good = Commands.attempt("gateway/west", "4420");
    List<CallCommand> commands =
        List.of(
            Commands.bridge("b", LEG, Commands.attempt("gateway/west", hostile)),
            Commands.bridge("b", LEG, with(good, hostile, null, List.of())),
            Commands.bridge("b", LEG, with(good, null, null, List.of(hostile))),
            Commands.granted("b", LEG, hostile),
            new CallCommand.CancelScheduledHangUp(Commands.head("c", LEG), hostile),
            new CallCommand.ScheduleHangUp(
                Commands.head("s", LEG), 9, HangupCause.NORMAL_CLEARING, hostile, null),
            new CallCommand.ScheduleHangUp(
                Commands.head("s", LEG), 9, HangupCause.NORMAL_CLEARING, "g", hostile),
            new CallCommand.PlayMedia(Commands.head("p", LEG), hostile),
            new CallCommand.SetVariables(Commands.head("v", LEG), Map.of(hostile, "x")),
            new CallCommand.OriginateLeg(
                Commands.head("o", LEG), Commands.attempt("gateway/west", hostile)));

    // Then
    assertThat(commands)
        .allSatisfy(command ->
            assertThat(planning.plan(command, null)).isInstanceOf(Planned.Refusal.class));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\r\nsendmsg x",
        "a\nb",
        "a\0b",
        "${system(id)}",
        "a|b",
        "a}sofia/x",
        "{a",
        "a'b",
        "a\\",
        "a:_:b"
      })
  void refuses_values_that_no_dial_string_can_carry(String hostile) {
    // Given
    CallCommand bridge =
        new CallCommand.BridgeCall(
            Commands.head("b", LEG),
            Commands.attempt("gateway/west", "4420"),
            null,
            null,
            null,
            null,
            Map.of("note", hostile));

    // Then
    assertThat(planning.plan(bridge, null)).isInstanceOf(Planned.Refusal.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '"',
      value = {
        "O'Brien ~ O’Brien",
        "a, b=c ~ a\\, b=c",
        "x}sofia/y ~ x sofia/y",
        "${system(id)} ~ system(id)",
        "a|b[c]<d>^^e ~ a b c  d   e",
        "a:_:b ~ a b",
      })
  void shows_any_callers_name_without_harm(String name, String shown) {
    // Given
    Attempt good = Commands.attempt("gateway/west", "4420");

    // When
    List<Step> steps = plan(Commands.bridge("b", LEG, with(good, null, name, List.of())));

    // Then
    assertThat(((Step.Dial) steps.getLast()).dialString())
        .contains("origination_caller_id_name='" + shown + "'")
        .endsWith("}sofia/gateway/west/4420")
        .matches("\\{[^{}]*}[^{}]*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api_hangup_hook",
        "api_on_answer",
        "API_ON_ANSWER",
        "execute_on_answer",
        "exec_after_bridge_app",
        "bridge_pre_execute_aleg_app",
        "group_confirm_file",
        "session_in_hangup_hook",
        "my_hook",
        "origination_uuid",
        "originate_timeout",
        "strowger_carrier",
        "a b",
        "a=b",
        "a}b",
        ""
      })
  void refuses_variables_that_make_the_switch_do_something(String name) {
    assertThat(
            planning.plan(
                new CallCommand.SetVariables(Commands.head("v", LEG), Map.of(name, "x")), null))
        .isInstanceOf(Planned.Refusal.class);
  }

  @Test
  void writes_a_variable_so_that_the_switch_reads_it_back_whole() {
    // When
    List<Step> steps =
        plan(
            new CallCommand.SetVariables(
                Commands.head("v", LEG), Map.of("note", "it's 5€, a|b; {x} \\n")));

    // Then
    assertThat(steps)
        .containsExactly(
            new Step.Api("uuid_setvar " + LEG + " note it\\'s 5€, a|b; {x} \\\\n", false));
  }

  private List<Step> plan(CallCommand command) {
    Planned planned = planning.plan(command, null);
    assertThat(planned).isInstanceOf(Planned.Plan.class);
    return ((Planned.Plan) planned).steps();
  }

  private static Attempt with(
      Attempt attempt,
      @org.jspecify.annotations.Nullable String callerNumber,
      @org.jspecify.annotations.Nullable String callerName,
      List<String> codecs) {
    return new Attempt(
        attempt.carrier(),
        attempt.attempt(),
        attempt.trunk(),
        attempt.dialledNumber(),
        callerNumber,
        callerName,
        attempt.originateTimeoutSeconds(),
        attempt.progressTimeoutSeconds(),
        codecs);
  }
}
