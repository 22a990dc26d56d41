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
 * @param sentTo where the dialplan had sent the caller ({@code transfer}) when it came to wait;
 *     absent where that is the number first dialled
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
    @Nullable Integer attempt,
    @Nullable String sentTo) {
  /** Of a leg that was sent nowhere else. */
  public LegIdentity(
      LegRole role,
      @Nullable LegId otherLegId,
      @Nullable String callerNumber,
      @Nullable String callerName,
      @Nullable String destination,
      @Nullable String sipCallId,
      @Nullable String networkAddress,
      @Nullable AccountId account,
      @Nullable CarrierId carrier,
      @Nullable Integer attempt) {
    this(
        role,
        otherLegId,
        callerNumber,
        callerName,
        destination,
        sipCallId,
        networkAddress,
        account,
        carrier,
        attempt,
        null);
  }

  /** The same leg, sent to this number; absent where that is the number first dialled. */
  public LegIdentity sentOn(@Nullable String number) {
    return new LegIdentity(
        role,
        otherLegId,
        callerNumber,
        callerName,
        destination,
        sipCallId,
        networkAddress,
        account,
        carrier,
        attempt,
        number);
  }

  /** The number that the call is to reach, and is charged for. */
  public @Nullable String wanted() {
    return sentTo == null ? destination : sentTo;
  }
}
