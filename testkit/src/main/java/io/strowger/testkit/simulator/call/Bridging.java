package io.strowger.testkit.simulator.call;

import io.strowger.testkit.simulator.channel.Channel;
import io.strowger.testkit.simulator.channel.ChannelEvents;
import io.strowger.testkit.simulator.channel.Variables;

/** Joins an A-leg and a B-leg: their media in the switch, or only their signalling. */
final class Bridging {

  private final Exchange exchange;
  private final ChannelEvents events;

  Bridging(Exchange exchange) {
    this.exchange = exchange;
    this.events = exchange.events();
  }

  /** Joins the legs of an attempt that succeeded. */
  void join(BridgeAttempt attempt, Leg aLeg, Leg bLeg) {
    attempt.succeed();
    Variables variables = aLeg.channel().variables();
    variables.unset("originate_signal_bond");
    variables.push("originate_causes", bLeg.channel().uuid() + ";NONE");
    boolean signalOnly = aLeg.isMediaOff();
    aLeg.attempt(null);
    bLeg.attempt(null);
    pair(aLeg, bLeg, signalOnly);
    if (signalOnly) {
      signalBridge(attempt, aLeg, bLeg);
    } else {
      audioBridge(aLeg, bLeg);
    }
    aLeg.observer().bridged();
  }

  /** Joins two legs that exist already ({@code uuid_bridge}). */
  void joinParked(Leg aLeg, Leg bLeg) {
    exchange.applications().leavePark(aLeg);
    exchange.applications().leavePark(bLeg);
    pair(aLeg, bLeg, false);
    audioBridge(aLeg, bLeg);
    aLeg.observer().bridged();
  }

  private static void pair(Leg aLeg, Leg bLeg, boolean signalOnly) {
    Bridge bridge = new Bridge(aLeg, bLeg, signalOnly);
    aLeg.bridge(bridge);
    bLeg.bridge(bridge);
    aLeg.channel().join(bLeg.channel(), "originatee");
    if (bLeg.channel().other() == null) {
      bLeg.channel().join(aLeg.channel(), "originator");
    }
    aLeg.channel().variables().set("signal_bond", bLeg.channel().uuid());
    bLeg.channel().variables().set("signal_bond", aLeg.channel().uuid());
  }

  private void audioBridge(Leg aLeg, Leg bLeg) {
    Channel a = aLeg.channel();
    Channel b = bLeg.channel();
    a.variables().set("endpoint_disposition", b.isAnswered() ? "ANSWER" : "EARLY MEDIA");
    mark(a, b);
    events.bridge(a, b, "CHANNEL_BRIDGE");
    a.variables().set("bridge_to", b.uuid());
    remember(a, b);
    remember(b, a);
    if (a.isInbound() && a.isAnswered()) {
      InviteVariables.acknowledged(a);
    }
    a.variables().set("last_bridge_role", "originator");
    events.state(b, "CS_EXCHANGE_MEDIA", 5);
  }

  private void signalBridge(BridgeAttempt attempt, Leg aLeg, Leg bLeg) {
    Channel a = aLeg.channel();
    Channel b = bLeg.channel();
    for (Channel channel : new Channel[] {a, b}) {
      Channel peer = channel == a ? b : a;
      channel.variables().set("signal_bridge_to", peer.uuid()).set("signal_bridge", "true");
    }
    signalExecute(a, b);
    signalExecute(b, a);
    exchange.applications().complete(attempt.execution(), "_none_");
    if (a.isAnswered()) {
      InviteVariables.acknowledged(a);
    }
    exchange.applications().leavePark(aLeg);
    events.state(b, "CS_HIBERNATE", 8);
    events.state(a, "CS_HIBERNATE", 8);
    mark(a, b);
    a.variables().set("bridge_to", b.uuid()).set("last_bridge_to", b.uuid());
    events.bridge(a, b, "CHANNEL_BRIDGE");
    a.variables().set("last_bridge_role", "originator");
    remember(a, b);
    remember(b, a);
  }

  private void signalExecute(Channel channel, Channel peer) {
    events.emit(
        events
            .all(channel, "CHANNEL_EXECUTE")
            .after("Application", "signal_bridge")
            .after("Application-Data", peer.uuid()));
  }

  private void mark(Channel a, Channel b) {
    long now = exchange.core().now();
    a.markBridged(now);
    b.markBridged(now);
  }

  private static void remember(Channel channel, Channel peer) {
    channel.variables().set("last_bridge_to", peer.uuid());
    channel.variables().set("bridge_channel", peer.name()).set("bridge_uuid", peer.uuid());
  }
}
