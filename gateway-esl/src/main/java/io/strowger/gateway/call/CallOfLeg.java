package io.strowger.gateway.call;

import io.strowger.contracts.id.CallId;
import io.strowger.gateway.esl.EslEvent;
import org.jspecify.annotations.Nullable;

/**
 * Finds the call of a leg that is seen for the first time.
 *
 * <p>A leg that was ordered belongs to the call that it was ordered for, one that the switch
 * dialled for another to that one's. Any other leg is a call of its own, whoever it is bridged with
 * later.
 */
final class CallOfLeg {
  private CallOfLeg() {}

  static CallId find(EslEvent event, String uuid, LegDirectory legs) {
    CallId ordered = legs.callExpecting(uuid);
    if (ordered != null) {
      return ordered;
    }
    String parent = parent(event, uuid);
    if (parent == null) {
      return new CallId(uuid);
    }
    KnownLeg known = legs.find(parent);
    return known == null ? new CallId(parent) : known.call();
  }

  private static @Nullable String parent(EslEvent event, String uuid) {
    if (!"outbound".equals(event.header("Call-Direction"))) {
      return null;
    }
    String originator =
        "originator".equals(event.header("Other-Type"))
            ? event.header("Other-Leg-Unique-ID")
            : null;
    String[] candidates = {
      event.variable("originator"),
      originator,
      event.variable("originating_leg_uuid"),
      event.variable("signal_bond"),
      event.header("Channel-Call-UUID")
    };
    for (String candidate : candidates) {
      boolean isOther =
          candidate != null && !candidate.equals(uuid) && Safe.isName(candidate, Safe.LEG_EXTRAS);
      if (isOther) {
        return candidate;
      }
    }
    return null;
  }
}
