package io.strowger.testkit.simulator.call;

/**
 * Two legs joined.
 *
 * @param signalOnly their media runs past the switch, which joins the signalling alone
 */
record Bridge(Leg aLeg, Leg bLeg, boolean signalOnly) {}
