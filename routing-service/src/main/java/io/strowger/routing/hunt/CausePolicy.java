package io.strowger.routing.hunt;

import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.call.SipStatus;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a failed attempt is worth another.
 *
 * <p>What the called party or the number itself said is final wherever it is asked again; what a
 * carrier or the way to it said is not. The SIP status speaks first (RFC 3261, section 21), then
 * FreeSWITCH's cause.
 */
public final class CausePolicy {
  // Not found, gone, incomplete, busy, cancelled, busy everywhere, declined, exists nowhere.
  private static final Set<Integer> FINAL_STATUS = Set.of(404, 410, 484, 486, 487, 600, 603, 604);
  // Unauthorized, payment required, forbidden, unauthorized at a proxy: it is us who are refused.
  // FreeSWITCH makes CALL_REJECTED of these too (mod_sofia, sofia_glue_sip_cause_to_freeswitch).
  private static final Set<Integer> CARRIER_REFUSES = Set.of(401, 402, 403, 407);
  private static final String REJECTED = "CALL_REJECTED";
  private static final Set<String> FINAL_CAUSE =
      Set.of(
          "USER_BUSY",
          REJECTED,
          "NO_ANSWER",
          "NO_USER_RESPONSE",
          "UNALLOCATED_NUMBER",
          "NUMBER_CHANGED",
          "INVALID_NUMBER_FORMAT",
          "ORIGINATOR_CANCEL",
          "ALLOTTED_TIMEOUT");

  private CausePolicy() {}

  /** True when the next carrier shall be tried. */
  public static boolean tryNext(HangupCause cause, @Nullable SipStatus status) {
    if (cause.name().equals("PROGRESS_TIMEOUT")) {
      return true; // our own CANCEL makes it a 487
    }
    if (cause.name().equals(REJECTED)
        && status != null
        && CARRIER_REFUSES.contains(status.code())) {
      return true;
    }
    boolean finalStatus = status != null && FINAL_STATUS.contains(status.code());
    return !finalStatus && !FINAL_CAUSE.contains(cause.name());
  }
}
