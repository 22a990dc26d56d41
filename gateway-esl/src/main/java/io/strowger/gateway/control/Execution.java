package io.strowger.gateway.control;

import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.id.LegId;
import io.strowger.gateway.esl.EslEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One command on its way through its steps. */
final class Execution {
  /** How long the switch may take for a command that dials nobody. */
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(30);

  final Submitted submitted;
  final List<Step> steps;
  final Instant began;
  final Instant deadline;
  private int next;
  boolean finished;
  boolean dialling;
  @Nullable LegId dialled;
  @Nullable EslEvent completion;
  @Nullable Instant completedAt;

  Execution(Submitted submitted, List<Step> steps, Instant now) {
    this.submitted = submitted;
    this.steps = steps;
    this.began = now;
    this.deadline = now.plus(allowance(submitted.command()));
  }

  private static Duration allowance(CallCommand command) {
    return command instanceof CallCommand.OriginateLeg originate
        ? ANSWERED_WITHIN.plusSeconds(originate.dial().originateTimeoutSeconds())
        : ANSWERED_WITHIN;
  }

  CallCommand command() {
    return submitted.command();
  }

  String leg() {
    return command().head().legId().value();
  }

  String id() {
    return command().head().commandId().value();
  }

  /** The next step; absent when all were taken. */
  @Nullable Step takeStep() {
    return next < steps.size() ? steps.get(next++) : null;
  }

  /** How many steps were taken. */
  int taken() {
    return next;
  }
}
