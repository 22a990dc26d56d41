package io.strowger.testkit.simulator.call;

import io.strowger.testkit.simulator.channel.Variables;

/**
 * Offers that a party makes within its call (re-INVITE), where the switch answers them itself
 * ({@code sip_ignore_reinvites}), as tried on FreeSWITCH 1.11.3-dev.
 */
public final class Reoffers {
  private final Exchange exchange;

  Reoffers(Exchange exchange) {
    this.exchange = exchange;
  }

  /**
   * A leg's party offers anew. What the leg is to execute then comes before its variables show the
   * offer.
   *
   * @return what the party is answered: what it was told before, the other way round
   */
  public String offered(Leg leg, String sdp) {
    Variables variables = leg.channel().variables();
    if (!variables.isTrue("sip_ignore_reinvites")) {
      throw new IllegalStateException(
          leg.channel().uuid() + " would pass its offer on to the other leg");
    }
    String task = variables.get("execute_on_sip_reinvite");
    int space = task.indexOf(' ');
    if (space > 0) {
      exchange.applications().execute(leg, task.substring(0, space), task.substring(space + 1), "");
    }
    variables.set("switch_r_sdp", sdp);
    return answering(variables.get("switch_m_sdp"), sdp);
  }

  private static String answering(String told, String offer) {
    if (offer.contains("a=sendonly")) {
      return told + "a=recvonly\r\n";
    }
    return offer.contains("a=inactive") ? told + "a=inactive\r\n" : told;
  }
}
