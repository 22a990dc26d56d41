package io.strowger.rating.charging;

import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.call.LegTimes;
import io.strowger.contracts.charging.ChargingRequest;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Calls let through while the books could not be looked at. Nothing here remembers them: the
 * caller's leg carries a variable from its first attempt to its end, whatever becomes of us.
 */
public final class Unbooked {
  /** The variable; its value tells whether the caller had been answered before. */
  static final String VARIABLE = "strowger_unbooked";

  private static final String ANSWERED = "answered";
  private static final String UNANSWERED = "unanswered";

  private Unbooked() {}

  static Map<String, String> marks(ChargingRequest.AuthorizeCall request) {
    return Map.of(VARIABLE, request.answeredBefore() == null ? UNANSWERED : ANSWERED);
  }

  /** What is rated: the number wanted by a call that was let through; absent for another. */
  public static @Nullable String destination(CallEvent.LegHungUp caller) {
    return caller.variables().containsKey(VARIABLE) ? caller.leg().wanted() : null;
  }

  /** When the caller's time began to cost, as its leg tells; absent when it never did. */
  public static @Nullable Instant began(CallEvent.LegHungUp caller) {
    LegTimes times = caller.times();
    return ANSWERED.equals(caller.variables().get(VARIABLE))
        ? times.bridgedAt()
        : times.answeredAt();
  }
}
