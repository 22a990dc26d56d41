package io.strowger.rating.cgrates.cdr;

import io.strowger.contracts.id.CallId;
import io.strowger.rating.cgrates.event.CgrEvent;
import io.strowger.rating.charging.ChargedCall;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the charge of a run is named, and its entries.
 *
 * @param call what it is told as, and its entries
 * @param chargeId the charge
 * @param mark tells its entries from those of other runs, and of charges that it replaces
 */
public record ChargeName(CallId call, String chargeId, String mark) {
  private static final Pattern NUMBERED = Pattern.compile("(.*)-(\\d+)");

  /** Of a run that is charged by its record. */
  public static ChargeName of(CgrEvent run) {
    CallId call = new CallId(run.name() + "-cdr");
    String mark = "-" + run.text("RunID");
    return new ChargeName(call, call.value() + mark + "-charge", mark);
  }

  /** Of the charge that takes the place of another, of the same call. */
  public static ChargeName after(ChargedCall before) {
    String id = before.chargeId();
    int number = 2;
    Matcher numbered = NUMBERED.matcher(id);
    if (numbered.matches() && numbered.group(1).endsWith("-charge")) {
      id = numbered.group(1);
      number = Integer.parseInt(numbered.group(2)) + 1;
    }
    CallId call = new CallId(before.callId());
    return new ChargeName(call, id + "-" + number, "-" + before.run() + "-" + number);
  }
}
