package io.strowger.contracts.call;

import org.jspecify.annotations.Nullable;

/**
 * How a leg ended.
 *
 * @param cause {@code hangup_cause}
 * @param q850 {@code hangup_cause_q850}, 0 to 127
 * @param sipStatus {@code sip_invite_failure_status} or {@code sip_term_status}, of a refused
 *     INVITE
 * @param disposition {@code sip_hangup_disposition}: {@code recv_bye}, {@code send_cancel}, ...
 * @param reconstructed true when the gateway never saw the end but found the leg gone
 */
public record LegEnd(
    HangupCause cause,
    @Nullable Integer q850,
    @Nullable SipStatus sipStatus,
    @Nullable String disposition,
    boolean reconstructed) {}
