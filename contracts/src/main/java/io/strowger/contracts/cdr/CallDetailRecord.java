package io.strowger.contracts.cdr;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.strowger.contracts.call.LegEnd;
import io.strowger.contracts.call.LegTimes;
import io.strowger.contracts.call.LegUsage;
import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.CarrierId;
import io.strowger.contracts.id.SwitchId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The record of one call; topic {@code cdrs}, key call id.
 *
 * @param revision 1 when first published; a later one replaces all before it
 * @param destination the number first dialled
 * @param sentTo the number that the call was to reach, and is charged for, where the dialplan had
 *     sent the caller there ({@code transfer}); absent where that is the number first dialled
 * @param carrier the carrier whose attempt was answered; else of the last attempt
 * @param times of the A-leg
 * @param usage of the A-leg
 * @param end of the A-leg; its SIP status is the last attempt's where the call was not answered
 * @param postDialDelayMicros from the INVITE's arrival to ringing, early media or answer
 * @param refusal why the call was refused before any attempt, such as {@code BALANCE_TOO_LOW}
 * @param legs the A-leg first, then the attempts' legs in order
 * @param relay how it went through a media relay; absent without one, and until the relay told
 */
public record CallDetailRecord(
    CallId callId,
    int revision,
    SwitchId switchId,
    @Nullable String callerNumber,
    @Nullable String callerName,
    @Nullable String destination,
    @Nullable String sentTo,
    @Nullable String sipCallId,
    @Nullable AccountId account,
    @Nullable CarrierId carrier,
    @JsonUnwrapped LegTimes times,
    @JsonUnwrapped LegUsage usage,
    @JsonUnwrapped LegEnd end,
    @Nullable Long postDialDelayMicros,
    @Nullable String refusal,
    boolean transcoded,
    @JsonUnwrapped ChargeRecord charge,
    List<AttemptRecord> attempts,
    List<LegRecord> legs,
    @Nullable RelayRecord relay) {
  /** The next revision, with another charge. */
  public CallDetailRecord recharged(ChargeRecord other) {
    return new CallDetailRecord(
        callId,
        revision + 1,
        switchId,
        callerNumber,
        callerName,
        destination,
        sentTo,
        sipCallId,
        account,
        carrier,
        times,
        usage,
        end,
        postDialDelayMicros,
        refusal,
        transcoded,
        other,
        attempts,
        legs,
        relay);
  }
}
