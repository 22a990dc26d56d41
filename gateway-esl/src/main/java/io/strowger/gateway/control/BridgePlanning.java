package io.strowger.gateway.control;

import io.strowger.contracts.command.Attempt;
import io.strowger.contracts.command.CallCommand;
import io.strowger.gateway.call.KnownLeg;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The steps of an attempt.
 *
 * <p>One attempt, one {@code bridge}: a list of them cannot tell one's SIP code from another's. The
 * A-leg stays parked when it fails, and ends when the bridged call ends.
 */
final class BridgePlanning {
  private static final int MAX_TIMEOUT_SECONDS = 3600;
  private static final int MAX_GRANT_SECONDS = 604_800;

  private final int parkTimeoutSeconds;

  BridgePlanning(int parkTimeoutSeconds) {
    this.parkTimeoutSeconds = parkTimeoutSeconds;
  }

  List<Step> steps(CallCommand.BridgeCall bridge, @Nullable KnownLeg leg) {
    List<Step> steps = new ArrayList<>();
    boolean relayed = bridge.callerSdp() != null;
    if (RelaySteps.bypassesMedia(bridge)) {
      steps.add(set("bypass_media=true"));
    } else if (leg != null && leg.isMediaBypassed()) {
      steps.add(set("bypass_media=false"));
    }
    steps.add(set("hangup_after_bridge=true"));
    steps.add(set("continue_on_fail=true"));
    steps.add(set("park_timeout=" + parkTimeoutSeconds + ":NORMAL_TEMPORARY_FAILURE"));
    Map<String, String> callers = bridge.callerVariables();
    if (callers != null) {
      steps.addAll(LegPlanning.variables(bridge.head().legId().value(), callers));
    }
    DialString dialString = new DialString();
    addGrant(bridge, leg, steps, dialString);
    steps.addAll(RelaySteps.onCallersLeg(bridge, leg));
    RelaySteps.addTo(dialString, bridge);
    addSipCallId(leg, dialString);
    addAttempt(bridge.dial(), bridge.variables(), dialString);
    String number = Words.dialled(bridge.dial().dialledNumber());
    steps.add(new Step.Dial(dialString.to(bridge.dial().trunk(), number), relayed));
    return steps;
  }

  /** Calls someone under the chosen UUID and executes an application once answered. */
  Step originate(CallCommand command, Attempt dial, String application) {
    DialString dialString =
        new DialString().with("origination_uuid", command.head().legId().value());
    addAttempt(dial, Map.of(), dialString);
    String target = dialString.to(dial.trunk(), Words.dialled(dial.dialledNumber()));
    return new Step.Api("originate " + target + " &" + application, false);
  }

  /** The dial string of an attempt that an application of the leg makes. */
  String dialString(Attempt dial) {
    DialString dialString = new DialString();
    addAttempt(dial, Map.of(), dialString);
    return dialString.to(dial.trunk(), Words.dialled(dial.dialledNumber()));
  }

  private static Step set(String assignment) {
    return new Step.Execute("set", assignment);
  }

  /**
   * The switch itself starts the first grant at answer, whatever becomes of us until then. Where
   * the caller was answered before it is the dialled leg's answer: each variable that begins with
   * {@code api_on_answer} is executed ({@code switch_channel_api_on}), beside the relay's own.
   */
  private static void addGrant(
      CallCommand.BridgeCall bridge,
      @Nullable KnownLeg leg,
      List<Step> steps,
      DialString dialString) {
    Integer seconds = bridge.grantSeconds();
    String group = bridge.grantGroup();
    if (seconds == null || group == null) {
      return;
    }
    String timer =
        "sched_api +"
            + Words.seconds("grant_seconds", seconds, MAX_GRANT_SECONDS)
            + " "
            + Words.group(group)
            + " uuid_kill "
            + bridge.head().legId()
            + " ALLOTTED_TIMEOUT";
    if (Boolean.TRUE.equals(bridge.callerAnswered())) {
      dialString.with("api_on_answer_grant", timer);
      return;
    }
    boolean answersNoMore = leg != null && leg.answeredAt() != null;
    steps.add(answersNoMore ? new Step.Api(timer, false) : set("api_on_answer=" + timer));
  }

  /**
   * One SIP Call-ID on both legs. It comes from the caller and may hold braces (RFC 3261, section
   * 25.1, {@code word}): one that could be taken for syntax is left out.
   */
  private static void addSipCallId(@Nullable KnownLeg leg, DialString dialString) {
    String sipCallId = leg == null ? null : leg.identity().sipCallId();
    if (sipCallId != null && Words.isPlainSipCallId(sipCallId)) {
      dialString.with("sip_invite_call_id", sipCallId).with("sip_h_X-CID", sipCallId);
    }
  }

  private static void addAttempt(
      Attempt attempt, Map<String, String> variables, DialString dialString) {
    dialString.with(
        "originate_timeout",
        Integer.toString(
            Words.seconds(
                "originate_timeout_seconds",
                attempt.originateTimeoutSeconds(),
                MAX_TIMEOUT_SECONDS)));
    Integer progress = attempt.progressTimeoutSeconds();
    if (progress != null) {
      Words.seconds("progress_timeout_seconds", progress, MAX_TIMEOUT_SECONDS);
      dialString.with("progress_timeout", progress.toString());
    }
    String callerNumber = attempt.callerNumber();
    if (callerNumber != null) {
      dialString.with("origination_caller_id_number", Words.dialled(callerNumber));
    }
    String callerName = attempt.callerName();
    if (callerName != null) {
      dialString.with("origination_caller_id_name", DialString.shownName(callerName));
    }
    if (!attempt.codecs().isEmpty()) {
      dialString.with(
          "absolute_codec_string",
          attempt.codecs().stream().map(Words::codec).collect(Collectors.joining(",")));
    }
    dialString.with("strowger_carrier", attempt.carrier().value());
    dialString.with("strowger_attempt", Integer.toString(attempt.attempt()));
    variables.forEach((name, value) -> dialString.with(VariableNames.require(name), value));
  }
}
