package io.strowger.contracts.cdr;

import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.call.SipStatus;
import io.strowger.contracts.id.CarrierId;
import io.strowger.contracts.id.LegId;
import org.jspecify.annotations.Nullable;

/**
 * One try to reach the destination.
 *
 * @param attempt 1 is the first
 * @param legId absent when no leg came to be, as with a trunk the switch does not know
 * @param answered true for the attempt that carried the call
 */
public record AttemptRecord(
    int attempt,
    @Nullable CarrierId carrier,
    @Nullable LegId legId,
    boolean answered,
    HangupCause cause,
    @Nullable SipStatus sipStatus) {}
