package io.strowger.gateway.doctor;

import java.util.List;

/**
 * Something about a switch that an operator should know.
 *
 * @param switchName the operator's name of it
 * @param problem in one sentence
 * @param remedies what to change, in this order; empty when only somebody on the spot can tell
 */
public record Finding(String switchName, Severity severity, String problem, List<Remedy> remedies) {

  /** How bad it is. */
  public enum Severity {
    /** Nothing to do. */
    WELL,
    /** It works, but should not stay so. */
    RISKY,
    /** Calls of the switch are not controlled. */
    WRONG
  }

  /**
   * Lines to put somewhere.
   *
   * @param where a file of the switch, or what to run on it
   * @param lines exactly as they must stand there
   */
  public record Remedy(String where, List<String> lines) {}
}
