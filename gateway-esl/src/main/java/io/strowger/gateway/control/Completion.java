package io.strowger.gateway.control;

import io.strowger.gateway.esl.EslEvent;

/** Tells what the {@code CHANNEL_EXECUTE_COMPLETE} of a command's application means. */
@FunctionalInterface
interface Completion {
  /** How the command has ended. */
  Verdict of(EslEvent completed);
}
