package io.strowger.contracts.command;

import io.strowger.contracts.call.CallAddress;
import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.call.SipStatus;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.CarrierId;
import io.strowger.contracts.id.CommandId;
import io.strowger.contracts.id.LegId;
import io.strowger.contracts.id.SwitchId;
import io.strowger.contracts.wire.WireNames;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The end of one command; topic {@code command-results}, key call id.
 *
 * @param command the command's type on the wire, such as {@code bridge_call}
 * @param cause why it failed, of the failed leg itself
 * @param sipStatus what the far end answered to the INVITE, of the failed leg itself
 * @param otherLegId the leg that a bridge dialled, where one came to be
 * @param carrier of a bridge: whose attempt it was
 * @param attempt of a bridge: which attempt, 1 is the first
 * @param detail the switch's own words, cut at 512 characters
 * @param values what was asked for, such as {@code digits}; absent where nothing was
 * @param returnPartition where the next command for this call goes
 * @param returnEpoch the epoch to answer to
 */
public record CommandResult(
    CommandId commandId,
    String command,
    CallId callId,
    LegId legId,
    SwitchId switchId,
    Instant finishedAt,
    CommandOutcome outcome,
    @Nullable HangupCause cause,
    @Nullable SipStatus sipStatus,
    @Nullable LegId otherLegId,
    @Nullable CarrierId carrier,
    @Nullable Integer attempt,
    @Nullable String detail,
    @Nullable Map<String, String> values,
    int returnPartition,
    long returnEpoch) {

  /** Refuses a partition that no topic has. */
  public CommandResult {
    CallAddress.requirePartition(returnPartition);
  }

  /** The end of a command of which there is nothing more to say; the next one goes there. */
  public static CommandResult plain(
      CallCommand command, CommandOutcome outcome, Instant finishedAt, CallAddress next) {
    CommandHead head = command.head();
    return new CommandResult(
        head.commandId(),
        WireNames.typeOf(command.getClass()),
        head.callId(),
        head.legId(),
        head.switchId(),
        finishedAt,
        outcome,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        next.partition(),
        next.epoch());
  }
}
