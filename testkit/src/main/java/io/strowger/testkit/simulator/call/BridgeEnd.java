package io.strowger.testkit.simulator.call;

import io.strowger.testkit.simulator.channel.Channel;
import io.strowger.testkit.simulator.channel.ChannelEvents;
import io.strowger.testkit.simulator.channel.Variables;

/** The end of two joined legs, begun by either. */
final class BridgeEnd {

  private final Exchange exchange;
  private final Hangups hangups;
  private final ChannelEvents events;
  private final Bridge bridge;
  private final Leg aLeg;
  private final Leg bLeg;

  BridgeEnd(Exchange exchange, Hangups hangups, Bridge bridge) {
    this.exchange = exchange;
    this.hangups = hangups;
    this.events = exchange.events();
    this.bridge = bridge;
    this.aLeg = bridge.aLeg();
    this.bLeg = bridge.bLeg();
  }

  void begin(Leg first, String cause, boolean byPeer) {
    aLeg.bridge(null);
    bLeg.bridge(null);
    aLeg.attempt(null);
    if (bridge.signalOnly()) {
      endSignalBridge(first, cause, byPeer);
    } else if (first == aLeg) {
      endByALeg(cause, byPeer);
    } else {
      endByBLeg(cause, byPeer);
    }
  }

  private void endByALeg(String cause, boolean byPeer) {
    hangups.hangUp(aLeg, cause, byPeer);
    exchange.applications().completeInner(aLeg);
    String bCause = Hangups.causeForUnanswered(bLeg.channel(), cause);
    tell(bLeg, aLeg, cause);
    bLeg.channel().belongTo(bLeg.channel().uuid());
    hangups.hangUp(bLeg, bCause, false);
    tellBridge(bCause);
    exchange.applications().completeAll(aLeg);
    hangups.down(bLeg);
    hangups.down(aLeg);
    hangups.gone(bLeg);
    hangups.gone(aLeg);
  }

  private void endByBLeg(String cause, boolean byPeer) {
    bLeg.channel().belongTo(bLeg.channel().uuid());
    hangups.hangUp(bLeg, cause, byPeer);
    tell(aLeg, bLeg, cause);
    hangups.down(bLeg);
    tellBridge(cause);
    Variables variables = aLeg.channel().variables();
    boolean parksAgain = variables.isTrue("park_after_bridge");
    if (!parksAgain && variables.isTrue("hangup_after_bridge")) {
      hangups.hangUp(aLeg, cause, false);
      exchange.applications().completeAll(aLeg);
      hangups.down(aLeg);
      hangups.gone(bLeg);
      hangups.gone(aLeg);
    } else {
      exchange.applications().completeInnerAndBridge(aLeg);
      hangups.gone(bLeg);
      aLeg.observer().parked();
    }
  }

  private void endSignalBridge(Leg first, String cause, boolean byPeer) {
    Leg second = first == aLeg ? bLeg : aLeg;
    if (first == bLeg) {
      bLeg.channel().belongTo(bLeg.channel().uuid());
    }
    hangups.hangUp(first, cause, byPeer);
    tellBridge(cause);
    tell(second, first, cause);
    if (second == bLeg) {
      bLeg.channel().belongTo(bLeg.channel().uuid());
    }
    boolean cancelled = second == bLeg && !bLeg.channel().isAnswered();
    hangups.hangUp(
        second, cancelled ? Hangups.causeForUnanswered(bLeg.channel(), cause) : cause, false);
    exchange.applications().completeAll(aLeg);
    hangups.down(first);
    hangups.down(second);
    hangups.gone(bLeg);
    hangups.gone(aLeg);
  }

  private void tellBridge(String cause) {
    Channel a = aLeg.channel();
    a.variables().unset("bridge_to");
    a.variables().set("bridge_hangup_cause", cause);
    events.bridge(a, bLeg.channel(), "CHANNEL_UNBRIDGE");
  }

  /** What a leg says of how its partner ended. */
  private static void tell(Leg leg, Leg ended, String cause) {
    Variables variables = leg.channel().variables();
    variables.set("last_bridge_hangup_cause", cause).set("bridge_hangup_cause", cause);
    String protocolCause = ended.channel().variables().get("proto_specific_hangup_cause");
    if (!protocolCause.isEmpty()) {
      variables.set("last_bridge_proto_specific_hangup_cause", protocolCause);
      variables.set("sip_hangup_phrase", "OK");
    }
  }
}
