package io.strowger.routing.hunt;

import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.LegId;
import io.strowger.contracts.id.SwitchId;
import io.strowger.routing.carrier.PlannedAttempt;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call's search for someone who answers.
 *
 * @param caller where the call came from and where commands for it go
 * @param stage what it waits for
 * @param plan the attempts, in order
 * @param attempt how many attempts were begun
 * @param grant what rating granted; absent when the call is not charged or has no limit
 * @param relay the media relay of this call; absent while it has none
 * @param deadline when waiting ends; absent when the switch's own timers end it
 */
public record Hunt(
    Caller caller,
    Stage stage,
    List<PlannedAttempt> plan,
    int attempt,
    @Nullable Grant grant,
    @Nullable Relay relay,
    @Nullable Instant deadline) {

  /**
   * Where a call came from, and where commands for it go.
   *
   * @param variables of the A-leg, named {@code strowger_*} and {@code cgr_*}
   */
  public record Caller(
      CallId call,
      LegId leg,
      SwitchId switchId,
      int partition,
      long epoch,
      @Nullable String number,
      String destination,
      @Nullable AccountId account,
      @Nullable String offeredSdp,
      @Nullable Map<String, String> variables) {}

  /** A first grant, enforced on the switch from answer. */
  public record Grant(int seconds, String group) {}

  /** A media relay, as its two sides are told. */
  public record Relay(String callerSdp, String trunkSdp) {}

  Hunt waiting(Stage next, @Nullable Instant until) {
    return new Hunt(caller, next, plan, attempt, grant, relay, until);
  }

  Hunt granted(Grant given) {
    return new Hunt(caller, stage, plan, attempt, given, relay, deadline);
  }

  Hunt relayed(Relay given) {
    return new Hunt(caller, stage, plan, attempt, grant, given, deadline);
  }

  Hunt attempting(int number, Instant until) {
    return new Hunt(caller, Stage.ATTEMPT, plan, number, grant, relay, until);
  }

  Hunt ended() {
    return waiting(Stage.ENDED, null);
  }
}
