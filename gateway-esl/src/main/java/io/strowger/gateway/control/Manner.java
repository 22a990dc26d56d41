package io.strowger.gateway.control;

import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.LegCommand;
import io.strowger.contracts.command.MediaCommand;
import io.strowger.contracts.command.SwitchCommand;

/**
 * How a command takes its turn among those of its call.
 *
 * <p>All others begin in the order in which they came, each when the switch has answered the one
 * before.
 */
enum Manner {
  /** Ends or limits what goes on, or only looks: passes those that wait. */
  AT_ONCE,
  /** Soon over. */
  BRIEF,
  /** Keeps the leg busy, whatever it does already. */
  OVER_OTHERS,
  /** Keeps the leg busy, and begins when nothing else does. */
  OCCUPYING,
  /** Brings the leg into being: all about that leg waits. */
  CREATING;

  static Manner of(CallCommand command) {
    return switch (command) {
      case CallCommand.HangUpLeg _,
          CallCommand.ScheduleHangUp _,
          CallCommand.CancelScheduledHangUp _,
          CallCommand.ParkLeg _ ->
          AT_ONCE;
      case CallCommand.AnswerLeg _, CallCommand.SetVariables _ -> BRIEF;
      case CallCommand.PlayMedia _ -> OVER_OTHERS;
      case CallCommand.BridgeCall _ -> OCCUPYING;
      case CallCommand.OriginateLeg _, LegCommand.EavesdropLeg _ -> CREATING;
      case LegCommand.TransferLeg _,
          LegCommand.DeflectLeg _,
          LegCommand.ScheduleTransfer _,
          LegCommand.QueryLeg _,
          LegCommand.CheckLeg _ ->
          AT_ONCE;
      case LegCommand.RingLeg _,
          LegCommand.PreAnswerLeg _,
          LegCommand.BridgeLegs _,
          LegCommand.TransferAttended _,
          LegCommand.HoldLeg _,
          LegCommand.ResumeLeg _,
          LegCommand.RenegotiateMedia _,
          LegCommand.RouteMedia _ ->
          BRIEF;
      case MediaCommand.StopMedia _ -> AT_ONCE;
      case MediaCommand.CollectDigits _, MediaCommand.JoinConference _ -> OCCUPYING;
      case MediaCommand.SendDigits _,
          MediaCommand.MuteLeg _,
          MediaCommand.UnmuteLeg _,
          MediaCommand.RecordLeg _ ->
          BRIEF;
      case SwitchCommand _ -> BRIEF;
    };
  }

  boolean keepsLegBusy() {
    return this == OVER_OTHERS || this == OCCUPYING || this == CREATING;
  }
}
