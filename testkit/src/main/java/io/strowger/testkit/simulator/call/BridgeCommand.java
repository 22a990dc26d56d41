package io.strowger.testkit.simulator.call;

/** What {@code uuid_bridge} and {@code uuid_park} do to legs that run. */
public final class BridgeCommand {

  private final Exchange exchange;

  public BridgeCommand(Exchange exchange) {
    this.exchange = exchange;
  }

  /** Joins two legs that wait for their controller. */
  public void join(Leg aLeg, Leg bLeg) {
    exchange.answering().answer(aLeg);
    new Bridging(exchange).joinParked(aLeg, bLeg);
  }

  /** Lets a leg wait for its controller, if it does not yet. */
  public void park(Leg leg) {
    boolean waits = leg.running().stream().anyMatch(Execution::waitsForController);
    if (!waits && leg.bridge() == null) {
      exchange.applications().execute(leg, "park", "", "");
    }
  }
}
