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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a command ended.
 *
 * @param dialled the leg of the attempt, where one came to be
 * @param detail the switch's own words
 * @param values what was asked for
 */
record Verdict(
    CommandOutcome outcome,
    @Nullable HangupCause cause,
    @Nullable SipStatus sipStatus,
    @Nullable LegId dialled,
    @Nullable String detail,
    @Nullable Map<String, String> values) {
  private static final int MAX_DETAIL = 512;
  private static final String REFUSED = "-ERR ";

  static Verdict of(CommandOutcome outcome, @Nullable String detail) {
    return new Verdict(outcome, null, null, null, detail, null);
  }

  static Verdict completed(@Nullable LegId dialled) {
    return new Verdict(CommandOutcome.COMPLETED, null, null, dialled, null, null);
  }

  /** The leg is no more, as these words of the switch turned out to mean. */
  static Verdict gone(String text) {
    return of(CommandOutcome.GONE, text.strip());
  }

  /** Done, and this is what was asked for. */
  static Verdict found(Map<String, String> values) {
    return new Verdict(CommandOutcome.COMPLETED, null, null, null, null, values);
  }

  static Verdict failed(@Nullable HangupCause cause, @Nullable String detail) {
    return new Verdict(CommandOutcome.FAILED, cause, null, null, detail, null);
  }

  /** What a refusal in the switch's words means, such as {@code -ERR No such channel!}. */
  static Verdict refusedBySwitch(String text) {
    String words = text.strip();
    if (tellsOfNoLeg(words)) {
      return of(CommandOutcome.GONE, words);
    }
    HangupCause cause =
        words.startsWith(REFUSED)
            ? HangupCauses.parse(words.substring(REFUSED.length()).strip())
            : null;
    return failed(cause, words);
  }

  /** True for a refusal that says for sure that the leg is no more. */
  static boolean tellsOfNoLeg(String words) {
    return words.contains("No such channel")
        || words.contains("invalid session id")
        || words.contains("Cannot locate session");
  }

  /**
   * True for a refusal that may mean that the leg is no more, or something else: most commands say
   * no more than this ({@code mod_commands.c}).
   */
  static boolean mayTellOfNoLeg(String text) {
    String words = text.strip();
    return words.equals("-ERR")
        || words.equals("-ERROR")
        || words.equalsIgnoreCase("-ERR Operation failed")
        || words.equalsIgnoreCase("-ERR invalid uuid");
  }

  CommandResult result(CallCommand command, ReturnAddress address, Instant now) {
    Attempt attempt = command.dial();
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
        values,
        address.partition(),
        address.epoch());
  }
}
