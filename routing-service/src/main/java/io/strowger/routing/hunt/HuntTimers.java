package io.strowger.routing.hunt;

import io.strowger.routing.carrier.PlannedAttempt;
import java.time.Duration;

/**
 * How long a hunt waits for others.
 *
 * @param authorisation for rating's decision
 * @param relay for a media relay
 * @param command how long a command stays worth executing
 * @param attemptSlack beyond an attempt's own timer, for its result to arrive
 * @param sentAgainAfter between two sendings of a command that came back unexecuted
 * @param stalePark older parks are not begun: the switch's park_timeout has ended them
 */
public record HuntTimers(
    Duration authorisation,
    Duration relay,
    Duration command,
    Duration attemptSlack,
    Duration sentAgainAfter,
    Duration stalePark) {
  /** What is usual. */
  public static final HuntTimers USUAL =
      new HuntTimers(
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          Duration.ofSeconds(10),
          Duration.ofSeconds(15),
          Duration.ofSeconds(1),
          Duration.ofSeconds(30));

  /** The same, waiting so long for rating's decision and for a relay. */
  public HuntTimers waiting(Duration forAuthorisation, Duration forRelay) {
    return new HuntTimers(
        forAuthorisation, forRelay, command, attemptSlack, sentAgainAfter, stalePark);
  }

  /** How long an attempt may take until its result is here. */
  Duration allowance(PlannedAttempt planned) {
    return attemptSlack.plusSeconds(planned.carrier().originateTimeoutSeconds());
  }
}
