package io.strowger.testkit.simulator.call;

/**
 * Executes API commands for those within the switch that name one: {@code api_on_answer}, {@code
 * sched_api}.
 */
@FunctionalInterface
public interface ApiExecutor {

  /** Executes it, the answer being lost. */
  void execute(String command, String argument);
}
