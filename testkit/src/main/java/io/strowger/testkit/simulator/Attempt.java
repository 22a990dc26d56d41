package io.strowger.testkit.simulator;

/**
 * One try to reach the called party.
 *
 * @param legUuid the B-leg
 * @param dialled the endpoint of the dial string
 * @param offer the SDP of its INVITE
 * @param cause the disposition of a failed one, empty while it lasts and when it succeeded
 */
public record Attempt(String legUuid, String dialled, String offer, String cause) {

  Attempt failed(String why) {
    return new Attempt(legUuid, dialled, offer, why);
  }
}
