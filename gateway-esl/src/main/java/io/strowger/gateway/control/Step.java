package io.strowger.gateway.control;

/** One thing asked of a switch on the way of a command. */
sealed interface Step {
  /**
   * An application queued on the leg; done when the switch has queued it.
   *
   * @param argument of the application
   */
  record Execute(String application, String argument) implements Step {}

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
}
