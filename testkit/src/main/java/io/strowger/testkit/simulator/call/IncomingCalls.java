package io.strowger.testkit.simulator.call;

import io.strowger.testkit.simulator.CallScript;
import io.strowger.testkit.simulator.channel.CallState;
import io.strowger.testkit.simulator.channel.Channel;
import io.strowger.testkit.simulator.channel.ChannelEvents;
import io.strowger.testkit.simulator.channel.HangupCauses;
import io.strowger.testkit.simulator.engine.SwitchCore;
import java.util.List;
import java.util.function.BiConsumer;

/** Calls that arrive at the switch: from their INVITE through the dialplan to the controller. */
public final class IncomingCalls {

  private final Exchange exchange;
  private final BiConsumer<Leg, CallScript.Arrival.ToSocket> socketDialler;

  /**
   * @param socketDialler connects to the controller of a call whose dialplan says so
   */
  public IncomingCalls(
      Exchange exchange, BiConsumer<Leg, CallScript.Arrival.ToSocket> socketDialler) {
    this.exchange = exchange;
    this.socketDialler = socketDialler;
  }

  /** Lets a call arrive now. */
  public void arrive(CallScript script, CallObserver observer) {
    Leg leg = invited(script, observer);
    ring(leg, script);
    script.dialplanVariables().forEach((name, value) -> set(leg, name, value));
    switch (script.arrival()) {
      case CallScript.Arrival.Parked parked -> exchange.applications().execute(leg, "park", "", "");
      case CallScript.Arrival.ToSocket socket -> {
        String address = socket.host() + ":" + socket.port();
        leg.channel().variables().set("socket_host", socket.host());
        exchange.applications().execute(leg, "socket", address + " async full", "");
        socketDialler.accept(leg, socket);
      }
    }
    leg.channel().variables().set("current_loop", "1").set("total_loops", "1");
  }

  private Leg invited(CallScript script, CallObserver observer) {
    SwitchCore core = exchange.core();
    String name = "sofia/internal/" + script.callerNumber() + "@127.0.0.1";
    Channel.Seed seed =
        new Channel.Seed(
            SwitchCore.newUuid(),
            name,
            script.callerNumber(),
            script.callerName(),
            script.destination());
    Leg leg = new Leg(Channel.inbound(seed, core.now()), observer);
    leg.offer(script.sdp());
    exchange.legs().add(leg);
    observer.created(seed.uuid());
    script.patience().ifPresent(time -> leg.keep(core.loop().after(time, () -> giveUp(leg))));
    script.talk().ifPresent(time -> leg.onAnswer(() -> core.loop().after(time, () -> bye(leg))));
    return leg;
  }

  private void ring(Leg leg, CallScript script) {
    ChannelEvents events = exchange.events();
    Channel channel = leg.channel();
    events.state(channel, "CS_NEW", 0);
    events.state(channel, "CS_INIT", 1);
    InviteVariables.arrived(channel, script.sdp(), exchange.core().nextSession());
    channel.enter("CS_INIT", 2);
    events.full(channel, "CHANNEL_CREATE");
    channel.enter("CS_ROUTING", 2);
    events.callState(channel, CallState.RINGING);
    events.brief(channel, "CHANNEL_STATE");
    events.state(channel, "CS_EXECUTE", 4);
    channel.variables().setAll("DP_MATCH", List.of(script.destination(), script.destination()));
  }

  private void set(Leg leg, String name, String value) {
    exchange.applications().execute(leg, "set", name + "=" + value, "");
  }

  private void giveUp(Leg leg) {
    if (!leg.channel().isAnswered()) {
      exchange.hangups().byPeer(leg, HangupCauses.ORIGINATOR_CANCEL);
    }
  }

  private void bye(Leg leg) {
    exchange.hangups().byPeer(leg, HangupCauses.NORMAL_CLEARING);
  }
}
