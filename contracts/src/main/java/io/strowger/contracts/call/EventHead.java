package io.strowger.contracts.call;

import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.EventId;
import io.strowger.contracts.id.LegId;
import io.strowger.contracts.id.SwitchId;
import java.time.Instant;

/**
 * What every call event carries.
 *
 * @param eventId the same event seen twice has the same one
 * @param callId the call, and the record's key
 * @param legId the leg it happened to
 * @param switchId the switch it happened on
 * @param occurredAt the switch's time of it, {@code Event-Date-Timestamp}, to the microsecond
 * @param returnPartition the partition of {@code call-commands} that reaches this leg
 * @param returnEpoch the epoch of the gateway instance that holds the switch
 */
public record EventHead(
    EventId eventId,
    CallId callId,
    LegId legId,
    SwitchId switchId,
    Instant occurredAt,
    int returnPartition,
    long returnEpoch) {

  /** Refuses a partition that no topic has. */
  public EventHead {
    CallAddress.requirePartition(returnPartition);
  }
}
