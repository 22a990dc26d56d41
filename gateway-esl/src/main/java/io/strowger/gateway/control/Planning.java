package io.strowger.gateway.control;

import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.LegCommand;
import io.strowger.contracts.command.MediaCommand;
import io.strowger.contracts.command.SwitchCommand;
import io.strowger.gateway.call.KnownLeg;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns commands into steps. */
final class Planning {
  static final int MAX_TIMER_SECONDS = 604_800;

  private final BridgePlanning bridges;
  private final LegPlanning legs;

  Planning(int parkTimeoutSeconds) {
    this.bridges = new BridgePlanning(parkTimeoutSeconds);
    this.legs = new LegPlanning(bridges);
  }

  /**
   * The steps of a command.
   *
   * @param leg what is known of the command's leg
   */
  Planned plan(CallCommand command, @Nullable KnownLeg leg) {
    try {
      return new Planned.Plan(steps(command, leg));
    } catch (IllegalArgumentException refused) {
      return new Planned.Refusal(String.valueOf(refused.getMessage()));
    } catch (RuntimeException defect) {
      return new Planned.Refusal("cannot be planned: " + defect);
    }
  }

  private List<Step> steps(CallCommand command, @Nullable KnownLeg leg) {
    String uuid = command.head().legId().value();
    return switch (command) {
      case CallCommand.BridgeCall bridge -> bridges.steps(bridge, leg);
      case CallCommand.OriginateLeg originate ->
          List.of(bridges.originate(originate, originate.dial(), "park()"));
      case CallCommand.AnswerLeg _ -> List.of(new Step.Api("uuid_answer " + uuid, false));
      case CallCommand.HangUpLeg hangUp ->
          List.of(new Step.Api("uuid_kill " + uuid + " " + hangUp.cause(), true));
      case CallCommand.SetVariables set -> LegPlanning.variables(uuid, set.variables());
      case CallCommand.ScheduleHangUp timer -> timer(uuid, timer);
      case CallCommand.CancelScheduledHangUp cancel ->
          List.of(new Step.Api("sched_del " + Words.group(cancel.group()), true));
      case CallCommand.PlayMedia play -> MediaPlanning.play(uuid, play.media());
      case CallCommand.ParkLeg _ -> List.of(new Step.Api("uuid_park " + uuid, false));
      case LegCommand ofLeg -> legs.steps(ofLeg);
      case MediaCommand media -> MediaPlanning.steps(media);
      case SwitchCommand ofSwitch -> List.of(SwitchPlanning.step(ofSwitch));
    };
  }

  /** The new timer stands before the old one goes: no moment without one. */
  private static List<Step> timer(String uuid, CallCommand.ScheduleHangUp timer) {
    int seconds = Words.seconds("after_seconds", timer.afterSeconds(), MAX_TIMER_SECONDS);
    String group = Words.group(timer.group());
    List<Step> steps =
        new ArrayList<>(
            LegPlanning.ifAlive(
                uuid,
                "sched_api +"
                    + seconds
                    + " "
                    + group
                    + " uuid_kill "
                    + uuid
                    + " "
                    + timer.cause()));
    String replaced = timer.replacesGroup();
    if (replaced != null && !replaced.equals(group)) {
      steps.add(new Step.Api("sched_del " + Words.group(replaced), true));
    }
    return steps;
  }
}
