package io.strowger.testkit.simulator.call;

import io.strowger.testkit.simulator.channel.Channel;
import io.strowger.testkit.simulator.channel.HangupCauses;

/** Takes a leg out of whatever it does ({@code uuid_transfer}, {@code uuid_park}). */
public final class Partings {

  private final Exchange exchange;

  public Partings(Exchange exchange) {
    this.exchange = exchange;
  }

  /** Sends a leg through the dialplan anew, which parks whatever is dialled. */
  public void transfer(Leg leg, String extension) {
    leave(leg);
    Channel channel = leg.channel();
    channel.dial(extension);
    exchange.events().state(channel, "CS_ROUTING", 2);
    exchange.events().state(channel, "CS_EXECUTE", 4);
    exchange.applications().execute(leg, "park", "", "");
  }

  /** Lets a leg wait for its controller. */
  public void park(Leg leg) {
    boolean waits = leg.running().stream().anyMatch(Execution::waitsForController);
    if (!waits || leg.bridge() != null) {
      leave(leg);
      exchange.applications().execute(leg, "park", "", "");
    }
  }

  /** Parts the leg from its partner, who is hung up, and ends what runs on it. */
  private void leave(Leg leg) {
    BridgeAttempt attempt = leg.attempt();
    Bridge bridge = leg.bridge();
    if (bridge != null) {
      Leg other = bridge.aLeg() == leg ? bridge.bLeg() : bridge.aLeg();
      bridge.aLeg().bridge(null);
      bridge.bLeg().bridge(null);
      leg.attempt(null);
      exchange
          .events()
          .bridge(bridge.aLeg().channel(), bridge.bLeg().channel(), "CHANNEL_UNBRIDGE");
      other.channel().belongTo(other.channel().uuid());
      exchange.hangups().bySwitch(other, HangupCauses.NORMAL_CLEARING);
    } else if (attempt != null) {
      attempt.abandon();
    }
    exchange.applications().completeAll(leg);
  }
}
