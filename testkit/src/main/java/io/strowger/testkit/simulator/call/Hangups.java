package io.strowger.testkit.simulator.call;

import io.strowger.testkit.simulator.channel.CallRecordVariables;
import io.strowger.testkit.simulator.channel.CallState;
import io.strowger.testkit.simulator.channel.Channel;
import io.strowger.testkit.simulator.channel.ChannelEvents;
import io.strowger.testkit.simulator.channel.ChannelMedia;
import io.strowger.testkit.simulator.channel.HangupCauses;
import io.strowger.testkit.simulator.channel.Variables;

/** Ends legs, in the order of events that was captured for each situation. */
public final class Hangups {

  private static final String DISPOSITION = "sip_hangup_disposition";

  private final Exchange exchange;
  private final ChannelEvents events;

  Hangups(Exchange exchange) {
    this.exchange = exchange;
    this.events = exchange.events();
  }

  /** The switch ends it: a command, a scheduled task, or a rule of the dialplan. */
  public void bySwitch(Leg leg, String cause) {
    end(leg, cause, false);
  }

  /** The party at the other end of the leg hangs up or gives up. */
  void byPeer(Leg leg, String cause) {
    end(leg, cause, true);
  }

  private void end(Leg leg, String cause, boolean byPeer) {
    if (leg.channel().isHungUp()) {
      return;
    }
    Bridge bridge = leg.bridge();
    OutgoingLeg outgoing = leg.outgoing();
    if (bridge != null) {
      new BridgeEnd(exchange, this, bridge).begin(leg, cause, byPeer);
    } else if (outgoing != null && !leg.channel().isAnswered()) {
      outgoing.cancel(cause);
    } else {
      endAlone(leg, cause, byPeer);
    }
  }

  private void endAlone(Leg leg, String cause, boolean byPeer) {
    BridgeAttempt attempt = leg.attempt();
    hangUp(leg, cause, byPeer);
    exchange.applications().completeInner(leg);
    if (attempt != null) {
      attempt.abandon();
    }
    exchange.applications().completeAll(leg);
    down(leg);
    gone(leg);
  }

  /** A B-leg that was never answered ends. */
  void endUnanswered(Leg leg, String cause) {
    OutgoingLeg outgoing = leg.outgoing();
    if (outgoing != null) {
      outgoing.stop();
    }
    hangUp(leg, cause, false);
    down(leg);
    gone(leg);
  }

  /** CHANNEL_HANGUP. */
  void hangUp(Leg leg, String cause, boolean byPeer) {
    Channel channel = leg.channel();
    OutgoingLeg outgoing = leg.outgoing();
    if (outgoing != null) {
      outgoing.stop();
    }
    channel.markHangup(cause);
    if (byPeer && channel.isAnswered()) {
      Variables variables = channel.variables();
      variables.set("sip_term_status", "200").set("proto_specific_hangup_cause", "sip:200");
      variables.set("sip_term_cause", "16");
    }
    leg.hungUpByPeer(byPeer);
    events.end(channel, "CHANNEL_HANGUP");
  }

  /** CS_HANGUP to CS_REPORTING. */
  void down(Leg leg) {
    Channel channel = leg.channel();
    events.state(channel, "CS_HANGUP", 10);
    channel.markEnded(exchange.core().now());
    events.callState(channel, CallState.HANGUP);
    events.state(channel, "CS_REPORTING", 11);
  }

  /** CHANNEL_HANGUP_COMPLETE and CHANNEL_DESTROY. */
  void gone(Leg leg) {
    Channel channel = leg.channel();
    dispose(leg);
    CallRecordVariables.complete(channel);
    ChannelMedia.count(channel);
    events.end(channel, "CHANNEL_HANGUP_COMPLETE");
    leg.over();
    channel.enter("CS_REPORTING", 12);
    events.end(channel, "CHANNEL_DESTROY");
    events.state(channel, "CS_DESTROY", 12);
    exchange.legs().remove(leg);
    leg.observer().ended(channel.hangupCause());
  }

  /** Who ended the dialog, and by which SIP message. */
  private static void dispose(Leg leg) {
    Variables variables = leg.channel().variables();
    if (variables.has(DISPOSITION)) {
      return;
    }
    boolean byPeer = leg.isHungUpByPeer();
    if (leg.channel().isAnswered()) {
      variables.set(DISPOSITION, byPeer ? "recv_bye" : "send_bye");
    } else if (leg.channel().isInbound()) {
      variables.set(DISPOSITION, byPeer ? "recv_cancel" : "send_refuse");
    } else {
      variables.set(DISPOSITION, "send_cancel");
      variables.set("sip_invite_failure_status", "487").set("sip_invite_failure_phrase", "CANCEL");
    }
  }

  static String causeForUnanswered(Channel channel, String cause) {
    return channel.isAnswered() ? cause : HangupCauses.ORIGINATOR_CANCEL;
  }
}
