package io.strowger.testkit.simulator.call;

/** What {@code uuid_bridge} does to legs that run. */
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
}
