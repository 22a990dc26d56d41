package io.strowger.contracts.command;

import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.CommandId;
import io.strowger.contracts.id.LegId;
import io.strowger.contracts.id.SwitchId;
import java.time.Instant;

/**
 * What every command carries.
 *
 * @param commandId chosen by the sender; executed once however often it is delivered
 * @param switchId the switch that shall do it
 * @param callId the call it is for
 * @param legId the leg it is for
 * @param deadline after it the command is not begun but answered {@code EXPIRED}
 * @param sender the service and instance that asks
 * @param epoch the gateway's epoch the sender answers to ({@code return_epoch} of the event)
 */
public record CommandHead(
    CommandId commandId,
    SwitchId switchId,
    CallId callId,
    LegId legId,
    Instant deadline,
    String sender,
    long epoch) {
  /** The call, and the leg, of a command that is about none. */
  public static final String NONE = "none";

  /** The head of a command about the switch as a whole. */
  public static CommandHead ofSwitch(
      CommandId commandId, SwitchId switchId, Instant deadline, String sender, long epoch) {
    return new CommandHead(
        commandId, switchId, new CallId(NONE), new LegId(NONE), deadline, sender, epoch);
  }
}
