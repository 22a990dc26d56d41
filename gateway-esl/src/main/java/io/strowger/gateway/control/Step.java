package io.strowger.gateway.control;

import java.util.function.Function;

/** One thing asked of a switch on the way of a command. */
sealed interface Step {
  /**
   * An application queued on the leg; done when the switch has queued it.
   *
   * @param argument of the application
   */
  record Execute(String application, String argument) implements Step {}

  /**
   * An application with an argument that has line breaks, so that it goes in the body; done when
   * the leg has executed it, for a command of the switch that comes next overtakes what is queued.
   *
   * @param argument of the application
   */
  record ExecuteInBody(String application, String argument) implements Step {}

  /**
   * An application queued on the leg; done when the leg has executed it.
   *
   * @param argument of the application
   * @param verdict what its {@code CHANNEL_EXECUTE_COMPLETE} means
   */
  record Run(String application, String argument, Completion verdict) implements Step {}

  /**
   * The {@code bridge} of an attempt; done when the attempt has ended.
   *
   * @param inBody true when the dial string has line breaks
   */
  record Dial(String dialString, boolean inBody) implements Step {}

  /**
   * A command of the switch; done when it has answered.
   *
   * @param goneIsDone true where a leg or timer that is no more is what was wanted
   */
  record Api(String command, boolean goneIsDone) implements Step {}

  /**
   * A question to the switch whose answer tells how to go on; an answer that begins with {@code -}
   * is a refusal.
   */
  record Ask(String command, Function<String, Answer> meaning) implements Step {}

  /**
   * A command of the switch that answers when it has begun; done when an event has shown it.
   *
   * @param sign what is awaited, seen after the answer or before
   */
  record ApiShownBy(String command, Sign sign) implements Step {}

  /** How to go on after an answer. */
  sealed interface Answer {
    /** By this step. */
    record Then(Step step) implements Answer {}

    /** Not at all: the command has ended so. */
    record End(Verdict verdict) implements Answer {}
  }
}
