package io.strowger.testkit.simulator.call;

import io.strowger.testkit.simulator.channel.HangupCauses;
import java.util.Arrays;
import java.util.Set;

/** Whether an A-leg lives on after a failed bridge (switch_channel_handle_cause). */
final class ContinueOnFail {

  /** These never end the A-leg. */
  private static final Set<String> ALWAYS =
      Set.of(HangupCauses.NO_ANSWER, "NO_USER_RESPONSE", HangupCauses.ORIGINATOR_CANCEL);

  private ContinueOnFail() {}

  /** By the variable's value: true, or a list of causes by name or Q.850 number. */
  static boolean allows(String value, String cause) {
    if (ALWAYS.contains(cause) || value.equalsIgnoreCase("true") || value.equals("1")) {
      return true;
    }
    String number = Integer.toString(HangupCauses.q850(cause));
    return Arrays.stream(value.split(","))
        .map(String::strip)
        .anyMatch(listed -> listed.equalsIgnoreCase(cause) || listed.equals(number));
  }
}
