package io.strowger.gateway.control;

import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.call.SipStatus;
import io.strowger.contracts.command.Attempt;
import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.CommandOutcome;
import io.strowger.contracts.command.CommandResult;
import io.strowger.contracts.id.LegId;
import io.strowger.contracts.wire.WireNames;
import io.strowger.gateway.call.HangupCauses;
import io.strowger.gateway.call.ReturnAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a command ended.
 *
 * @param dialled the leg of the attempt, where one came to be
 * @param detail the switch's own words
 */
record Verdict(
    CommandOutcome outcome,
    @Nullable HangupCause cause,
    @Nullable SipStatus sipStatus,
    @Nullable LegId dialled,
    @Nullable String detail) {
  private static final int MAX_DETAIL = 512;
  private static final String REFUSED = "-ERR ";

  static Verdict of(CommandOutcome outcome, @Nullable String detail) {
    return new Verdict(outcome, null, null, null, detail);
  }

  static Verdict completed(@Nullable LegId dialled) {
    return new Verdict(CommandOutcome.COMPLETED, null, null, dialled, null);
  }

  /** What a refusal in the switch's words means, such as {@code -ERR No such channel!}. */
  static Verdict refusedBySwitch(String text) {
    String words = text.strip();
    boolean gone = words.contains("No such channel") || words.contains("invalid session id");
    if (gone) {
      return of(CommandOutcome.GONE, words);
    }
    HangupCause cause =
        words.startsWith(REFUSED)
            ? HangupCauses.parse(words.substring(REFUSED.length()).strip())
            : null;
    return new Verdict(CommandOutcome.FAILED, cause, null, null, words);
  }

  CommandResult result(CallCommand command, ReturnAddress address, Instant now) {
    Attempt attempt =
        switch (command) {
          case CallCommand.BridgeCall bridge -> bridge.dial();
          case CallCommand.OriginateLeg originate -> originate.dial();
          case CallCommand.AnswerLeg _,
              CallCommand.HangUpLeg _,
              CallCommand.SetVariables _,
              CallCommand.ScheduleHangUp _,
              CallCommand.CancelScheduledHangUp _,
              CallCommand.PlayMedia _,
              CallCommand.ParkLeg _ ->
              null;
        };
    return new CommandResult(
        command.head().commandId(),
        WireNames.typeOf(command.getClass()),
        command.head().callId(),
        command.head().legId(),
        command.head().switchId(),
        now,
        outcome,
        cause,
        sipStatus,
        dialled,
        attempt == null ? null : attempt.carrier(),
        attempt == null ? null : attempt.attempt(),
        detail == null || detail.length() <= MAX_DETAIL ? detail : detail.substring(0, MAX_DETAIL),
        address.partition(),
        address.epoch());
  }
}
