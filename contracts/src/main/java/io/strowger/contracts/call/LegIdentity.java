package io.strowger.contracts.call;

import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.CarrierId;
import io.strowger.contracts.id.LegId;
import org.jspecify.annotations.Nullable;

/**
 * Who a leg belongs to.
 *
 * @param role caller's leg or dialled leg
 * @param otherLegId {@code Other-Leg-Unique-ID}: the leg it was created for, or bridged with
 * @param callerNumber {@code Caller-Caller-ID-Number}, as received: never trusted as syntax
 * @param callerName {@code Caller-Caller-ID-Name}, as received
 * @param destination {@code Caller-Destination-Number}: the number first dialled
 * @param sipCallId {@code variable_sip_call_id}
 * @param networkAddress {@code Caller-Network-Addr}
 * @param account {@code strowger_account} (or {@code cgr_account}, {@code accountcode})
 * @param carrier {@code strowger_carrier}: the carrier of this attempt
 * @param attempt {@code strowger_attempt}: 1 is the first
 */
public record LegIdentity(
    LegRole role,
    @Nullable LegId otherLegId,
    @Nullable String callerNumber,
    @Nullable String callerName,
    @Nullable String destination,
    @Nullable String sipCallId,
    @Nullable String networkAddress,
    @Nullable AccountId account,
    @Nullable CarrierId carrier,
    @Nullable Integer attempt) {}
