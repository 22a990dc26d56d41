package io.strowger.testkit.simulator.call;

import io.strowger.testkit.simulator.FarEnd;
import io.strowger.testkit.simulator.channel.Channel;
import io.strowger.testkit.simulator.channel.HangupCauses;
import io.strowger.testkit.simulator.channel.Variables;
import io.strowger.testkit.simulator.engine.SwitchCore;
import io.strowger.testkit.simulator.event.SwitchEvent;
import java.time.Duration;
import java.util.Optional;

/**
 * The {@code bridge} application: makes a B-leg, joins it to the A-leg when it can, or says why
 * not.
 */
final class BridgeAttempt implements OriginateOutcome {

  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

  private final Exchange exchange;
  private final Execution execution;
  private final Leg aLeg;
  private final DialString dialled;
  private final Leg bLeg;

  private BridgeAttempt(Exchange exchange, Execution execution, DialString dialled, Leg bLeg) {
    this.exchange = exchange;
    this.execution = execution;
    this.aLeg = execution.leg();
    this.dialled = dialled;
    this.bLeg = bLeg;
  }

  /** Begins one. */
  static void begin(Exchange exchange, Execution execution) {
    DialString dialled = DialString.parse(execution.data());
    Optional<FarEnd> farEnd = exchange.farEndOf(dialled);
    if (farEnd.isEmpty()) {
      refuseGateway(exchange, execution);
      return;
    }
    Leg bLeg = new LegFactory(exchange).outgoing(dialled, execution.leg());
    new BridgeAttempt(exchange, execution, dialled, bLeg).start(farEnd.get());
  }

  Execution execution() {
    return execution;
  }

  private void start(FarEnd farEnd) {
    aLeg.attempt(this);
    bLeg.attempt(this);
    Variables variables = aLeg.channel().variables();
    variables.set("originate_disposition", "failure").set("DIALSTATUS", "INVALIDARGS");
    variables.set("originate_signal_bond", bLeg.channel().uuid());
    variables.push("originated_legs", bLeg.channel().uuid() + ";Outbound Call;" + dialled.number());
    aLeg.observer().attempted(bLeg.channel().uuid(), dialled.endpoint(), bLeg.offer());
    Duration limit =
        OriginateTimers.seconds(bLeg.channel().variables(), "originate_timeout")
            .or(() -> OriginateTimers.seconds(variables, "call_timeout"))
            .orElse(DEFAULT_TIMEOUT);
    new OutgoingLeg(exchange, bLeg, this).invite(farEnd, limit);
  }

  @Override
  public void alerting() {
    showCallee();
    Channel channel = aLeg.channel();
    if (!channel.isAnswered() && !channel.isEarly()) {
      InviteVariables.respondedTo(channel);
      channel.markProgress(exchange.core().now());
      exchange.events().full(channel, "CHANNEL_PROGRESS");
    }
    aLeg.observer().alerted();
  }

  @Override
  public void earlyMedia(String sdp) {
    showCallee();
    if (bLeg.channel().variables().isTrue("ignore_early_media")) {
      return;
    }
    aLeg.observer().alerted();
    if (aLeg.isMediaOff()) {
      if (!aLeg.channel().isEarly() && !aLeg.channel().isAnswered()) {
        aLeg.channel().variables().set("switch_m_sdp", sdp);
        exchange.answering().preAnswer(aLeg);
      }
    } else if (!exchange.answering().preAnswer(aLeg)) {
      return;
    }
    new Bridging(exchange).join(this, aLeg, bLeg);
  }

  @Override
  public void answering(String sdp) {
    showCallee();
    // What a caller without media here would be told; api_on_answer of the B-leg may still change
    // it.
    aLeg.channel().variables().set("switch_m_sdp", sdp);
  }

  @Override
  public void answered(String sdp) {
    succeed();
    if (!exchange.answering().answer(aLeg)) {
      return;
    }
    if (aLeg.bridge() == null) {
      new Bridging(exchange).join(this, aLeg, bLeg);
    }
  }

  @Override
  public void failed(String cause, int sipStatus, boolean byPeer) {
    String disposition =
        cause.equals(HangupCauses.PROGRESS_TIMEOUT) ? HangupCauses.NO_ANSWER : cause;
    Variables variables = aLeg.channel().variables();
    if (sipStatus != 0) {
      String phrase = HangupCauses.phrase(sipStatus);
      variables.set("sip_invite_failure_status", sipStatus);
      variables.set("sip_invite_failure_phrase", phrase).set("sip_hangup_phrase", phrase);
      variables.set("last_bridge_proto_specific_hangup_cause", "sip:" + sipStatus);
      if (byPeer) {
        variables.set("sip_reason", InviteVariables.reason(cause));
      }
    }
    variables.set("last_bridge_hangup_cause", cause);
    exchange.hangups().endUnanswered(bLeg, cause);
    variables.push("originate_causes", bLeg.channel().uuid() + ";" + cause);
    conclude(exchange, execution, disposition);
  }

  @Override
  public void hungUp() {
    exchange.hangups().byPeer(bLeg, HangupCauses.NORMAL_CLEARING);
  }

  /** The A-leg is gone, or going: nobody wants the B-leg any more. */
  void abandon() {
    Variables variables = aLeg.channel().variables();
    variables.set("originate_disposition", HangupCauses.ORIGINATOR_CANCEL);
    variables.set("DIALSTATUS", HangupCauses.dialStatus(HangupCauses.ORIGINATOR_CANCEL));
    variables.set("originate_failed_cause", HangupCauses.ORIGINATOR_CANCEL);
    variables.push(
        "originate_causes", bLeg.channel().uuid() + ";" + HangupCauses.ORIGINATOR_CANCEL);
    aLeg.attempt(null);
    aLeg.observer().attemptFailed(HangupCauses.ORIGINATOR_CANCEL);
    exchange.hangups().endUnanswered(bLeg, HangupCauses.ORIGINATOR_CANCEL);
  }

  /** The B-leg is good: what the A-leg says of it. */
  void succeed() {
    Variables variables = aLeg.channel().variables();
    if (!variables.get("originate_disposition").equals("SUCCESS")) {
      variables.set("originate_disposition", "SUCCESS").set("DIALSTATUS", "SUCCESS");
    }
  }

  private void showCallee() {
    aLeg.channel().callee(dialled.number(), dialled.number());
  }

  private static void conclude(Exchange exchange, Execution execution, String disposition) {
    Leg aLeg = execution.leg();
    Variables variables = aLeg.channel().variables();
    variables.set("originate_disposition", disposition);
    variables.set("DIALSTATUS", HangupCauses.dialStatus(disposition));
    variables.set("originate_failed_cause", disposition);
    aLeg.attempt(null);
    aLeg.observer().attemptFailed(disposition);
    exchange.applications().complete(execution, "_none_");
    if (!ContinueOnFail.allows(variables.get("continue_on_fail"), disposition)) {
      exchange.hangups().bySwitch(aLeg, disposition);
    }
  }

  private static void refuseGateway(Exchange exchange, Execution execution) {
    String uuid = SwitchCore.newUuid();
    exchange.core().emit(stillborn("CHANNEL_DESTROY", uuid, "CS_NONE"));
    exchange.core().emit(stillborn("CHANNEL_STATE", uuid, "CS_DESTROY"));
    execution.leg().observer().attempted(uuid, execution.data(), "");
    conclude(exchange, execution, HangupCauses.INVALID_GATEWAY);
  }

  private static SwitchEvent stillborn(String name, String uuid, String state) {
    return SwitchEvent.named(name)
        .leg(uuid)
        .detail("Channel-State", state)
        .detail("Channel-Call-State", "DOWN")
        .detail("Channel-State-Number", "0")
        .detail("Channel-Name", "N/A")
        .detail("Unique-ID", uuid)
        .detail("Call-Direction", "outbound")
        .detail("Presence-Call-Direction", "outbound")
        .detail("Channel-HIT-Dialplan", "false")
        .detail("Channel-Call-UUID", uuid)
        .detail("Answer-State", "ringing");
  }
}
