package io.strowger.contracts.charging;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.strowger.contracts.call.CallAddress;
import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.id.LegId;
import io.strowger.contracts.id.SwitchId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is asked of an account; topic {@code charging-requests}, key account id. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface ChargingRequest {

  /** What every charging request carries. */
  RequestHead head();

  /**
   * May this call go ahead, and how long at first? Reserves the first slice.
   *
   * @param destination the number that is rated, as dialled
   * @param returnPartition where commands for this call go
   * @param returnEpoch the gateway epoch to answer to
   * @param variables channel variables named {@code strowger_*} and {@code cgr_*}; absent when the
   *     asker has none
   * @param answeredBefore when the call was handed over, where its caller had been answered before:
   *     it begins to cost when a dialled leg answers; absent where the caller is answered then
   */
  record AuthorizeCall(
      @JsonUnwrapped RequestHead head,
      @Nullable String callerNumber,
      String destination,
      SwitchId switchId,
      LegId legId,
      int returnPartition,
      long returnEpoch,
      @Nullable Map<String, String> variables,
      @Nullable Instant answeredBefore)
      implements ChargingRequest {

    /** Refuses a partition that no topic has. */
    public AuthorizeCall {
      CallAddress.requirePartition(returnPartition);
    }

    /** A call whose caller is answered when a dialled leg is. */
    public AuthorizeCall(
        RequestHead head,
        @Nullable String callerNumber,
        String destination,
        SwitchId switchId,
        LegId legId,
        int returnPartition,
        long returnEpoch,
        @Nullable Map<String, String> variables) {
      this(
          head,
          callerNumber,
          destination,
          switchId,
          legId,
          returnPartition,
          returnEpoch,
          variables,
          null);
    }

    /** The same without variables. */
    public AuthorizeCall(
        RequestHead head,
        @Nullable String callerNumber,
        String destination,
        SwitchId switchId,
        LegId legId,
        int returnPartition,
        long returnEpoch) {
      this(head, callerNumber, destination, switchId, legId, returnPartition, returnEpoch, null);
    }
  }

  /** The call was answered: from now on its time costs. */
  record StartMetering(@JsonUnwrapped RequestHead head, Instant answeredAt)
      implements ChargingRequest {}

  /**
   * Reserve the next slice before the grant ends.
   *
   * @param slice the number of the slice to reserve; 1 was reserved at authorisation
   */
  record RenewGrant(@JsonUnwrapped RequestHead head, int slice) implements ChargingRequest {}

  /**
   * The call ended: charge what was used and release the rest.
   *
   * @param answeredAt when its time began to cost, as the caller's leg tells; absent when it never
   *     did
   * @param destination the number that the call was to reach: what is rated when it was let through
   *     while rating could not look at its books; absent when it was not
   * @param bridgedAt when the caller was last joined with another leg; absent when it never was
   */
  record SettleCall(
      @JsonUnwrapped RequestHead head,
      @Nullable Instant answeredAt,
      Instant endedAt,
      HangupCause cause,
      @Nullable String destination,
      @Nullable Instant bridgedAt)
      implements ChargingRequest {

    /** The end of a call of which nothing more is known. */
    public SettleCall(
        RequestHead head, @Nullable Instant answeredAt, Instant endedAt, HangupCause cause) {
      this(head, answeredAt, endedAt, cause, null, null);
    }
  }

  /** The money of a call ends soon: the caller hears of it, or is sent elsewhere. */
  record AnnounceEnd(@JsonUnwrapped RequestHead head) implements ChargingRequest {}
}
