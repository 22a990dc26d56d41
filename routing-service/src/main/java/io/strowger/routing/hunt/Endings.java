package io.strowger.routing.hunt;

import io.strowger.contracts.call.HangupCause;
import io.strowger.routing.hunt.Decision.Order;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How hunts end: what is ordered last, and the relay given back. */
final class Endings {
  static final HangupCause TEMPORARY_FAILURE = new HangupCause("NORMAL_TEMPORARY_FAILURE");
  static final HangupCause MEDIA_TIMEOUT = new HangupCause("MEDIA_TIMEOUT");

  private final Orders orders;

  Endings(Orders orders) {
    this.orders = orders;
  }

  /** Nobody is called: the caller hears why. */
  Decision refuse(Hunt hunt, Refusal refusal, Instant now) {
    return end(
        hunt,
        List.of(orders.tellRefusal(hunt, refusal, now), orders.hangUp(hunt, refusal.cause(), now)),
        now);
  }

  Decision hangUp(Hunt hunt, HangupCause cause, Instant now) {
    return end(hunt, List.of(orders.hangUp(hunt, cause, now)), now);
  }

  /** Something of ours, or on the way to the switch, did not work. */
  Decision fail(Hunt hunt, Instant now) {
    return hangUp(hunt, TEMPORARY_FAILURE, now);
  }

  /** The call is over, or talks to its end without us. */
  Decision over(Hunt hunt, Instant now) {
    return end(hunt, List.of(), now);
  }

  private Decision end(Hunt hunt, List<Order> last, Instant now) {
    List<Order> all = new ArrayList<>(last);
    if (hunt.relay() != null || hunt.stage() == Stage.RELAY) {
      all.add(orders.releaseRelay(hunt, now));
    }
    Hunt ended =
        new Hunt(
            hunt.caller(),
            Stage.ENDED,
            hunt.plan(),
            hunt.attempt(),
            hunt.grant(),
            null,
            hunt.asked(),
            null,
            null,
            null,
            null);
    return new Decision(ended, all);
  }
}
