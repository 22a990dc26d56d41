package io.strowger.gateway.doctor;

import io.strowger.gateway.doctor.Finding.Remedy;
import io.strowger.gateway.doctor.Finding.Severity;
import java.util.List;

/**
 * All findings.
 *
 * @param healthy false when something is wrong; what is only risky leaves it true
 */
public record Report(boolean healthy, List<Finding> findings) {

  /** A report of these. */
  public static Report of(List<Finding> findings) {
    boolean healthy = findings.stream().noneMatch(finding -> finding.severity() == Severity.WRONG);
    return new Report(healthy, List.copyOf(findings));
  }

  /** The same for a person to read. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Finding finding : findings) {
      text.append(mark(finding.severity()))
          .append(' ')
          .append(finding.switchName())
          .append(": ")
          .append(finding.problem())
          .append('\n');
      for (Remedy remedy : finding.remedies()) {
        text.append("      ").append(remedy.where()).append(":\n");
        remedy.lines().forEach(line -> text.append("          ").append(line).append('\n'));
      }
    }
    if (findings.isEmpty()) {
      text.append("no switch is configured, and none has connected yet\n");
    }
    return text.toString();
  }

  private static String mark(Severity severity) {
    return switch (severity) {
      case WELL -> "[ well]";
      case RISKY -> "[risky]";
      case WRONG -> "[WRONG]";
    };
  }
}
