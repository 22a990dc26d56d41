package io.strowger.testkit.simulator.call;

/**
 * An application at work on a leg.
 *
 * @param data its argument with variables replaced
 * @param uuid the {@code event-uuid} of the command, or one of the switch's own
 */
record Execution(Leg leg, String application, String data, String uuid) {

  boolean waitsForController() {
    return application.equals("park") || application.equals("socket");
  }
}
