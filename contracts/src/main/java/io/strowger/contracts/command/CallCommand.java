package io.strowger.contracts.command;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.strowger.contracts.call.HangupCause;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a service asks of a switch; topic {@code call-commands}, in the partition that the event
 * answered named.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface CallCommand
    permits CallCommand.BridgeCall,
        CallCommand.AnswerLeg,
        CallCommand.HangUpLeg,
        CallCommand.SetVariables,
        CallCommand.ScheduleHangUp,
        CallCommand.CancelScheduledHangUp,
        CallCommand.PlayMedia,
        CallCommand.OriginateLeg,
        CallCommand.ParkLeg,
        LegCommand,
        MediaCommand,
        SwitchCommand {

  /** What every command carries. */
  CommandHead head();

  /** Whom it dials; absent for a command that dials nobody. */
  default @Nullable Attempt dial() {
    return null;
  }

  /**
   * Dial one attempt and bridge the A-leg with it ({@code bridge}).
   *
   * @param grantSeconds the first grant: the call is killed this long after answer unless renewed;
   *     absent for a call without a limit
   * @param grantGroup the scheduler group of that grant; present with {@code grantSeconds}
   * @param callerSdp answered to the caller instead of the trunk's SDP: the relay's AMR side
   * @param trunkSdp offered to the trunk instead of the caller's SDP: the relay's G.711 side; both
   *     SDPs or none
   * @param variables more variables of the dialled leg; names {@code [A-Za-z0-9_-]{1,64}}
   * @param media which way the media go; absent means through the switch, with SDPs through the
   *     relay without early media
   * @param callerAnswered true when the caller had been answered before: the grant then begins when
   *     the dialled leg answers; absent means false
   * @param callerVariables variables that the caller's leg is to carry from now on, named as those
   *     of the dialled leg; absent when there are none
   */
  record BridgeCall(
      @JsonUnwrapped CommandHead head,
      @JsonUnwrapped Attempt dial,
      @Nullable Integer grantSeconds,
      @Nullable String grantGroup,
      @Nullable String callerSdp,
      @Nullable String trunkSdp,
      Map<String, String> variables,
      @Nullable MediaPath media,
      @Nullable Boolean callerAnswered,
      @Nullable Map<String, String> callerVariables)
      implements CallCommand {
    /** For a caller who is answered when the dialled leg is. */
    public BridgeCall(
        CommandHead head,
        Attempt dial,
        @Nullable Integer grantSeconds,
        @Nullable String grantGroup,
        @Nullable String callerSdp,
        @Nullable String trunkSdp,
        Map<String, String> variables,
        @Nullable MediaPath media) {
      this(head, dial, grantSeconds, grantGroup, callerSdp, trunkSdp, variables, media, null, null);
    }

    /** Media through the switch, or with SDPs through the relay without early media. */
    public BridgeCall(
        CommandHead head,
        Attempt dial,
        @Nullable Integer grantSeconds,
        @Nullable String grantGroup,
        @Nullable String callerSdp,
        @Nullable String trunkSdp,
        Map<String, String> variables) {
      this(head, dial, grantSeconds, grantGroup, callerSdp, trunkSdp, variables, null);
    }

    /** Refuses half a grant or half a relay. */
    public BridgeCall {
      if ((grantSeconds == null) != (grantGroup == null)) {
        throw new IllegalArgumentException("grant_seconds and grant_group go together");
      }
      if ((callerSdp == null) != (trunkSdp == null)) {
        throw new IllegalArgumentException("caller_sdp and trunk_sdp go together");
      }
    }
  }

  /** Answer the leg ({@code uuid_answer}). */
  record AnswerLeg(@JsonUnwrapped CommandHead head) implements CallCommand {}

  /** End the leg ({@code uuid_kill}); one already gone is success. */
  record HangUpLeg(@JsonUnwrapped CommandHead head, HangupCause cause) implements CallCommand {}

  /** Set variables of the leg ({@code uuid_setvar}, one each), in the map's order. */
  record SetVariables(@JsonUnwrapped CommandHead head, Map<String, String> variables)
      implements CallCommand {}

  /**
   * End the leg later, unless replaced before ({@code sched_api ... uuid_kill}).
   *
   * @param afterSeconds from now, 1 to 604,800
   * @param group the scheduler group of this one timer
   * @param replacesGroup deleted once this timer stands; absent when there is none before
   */
  record ScheduleHangUp(
      @JsonUnwrapped CommandHead head,
      int afterSeconds,
      HangupCause cause,
      String group,
      @Nullable String replacesGroup)
      implements CallCommand {}

  /** Delete a timer set before ({@code sched_del}); one already gone is success. */
  record CancelScheduledHangUp(@JsonUnwrapped CommandHead head, String group)
      implements CallCommand {}

  /**
   * Play to the leg ({@code uuid_broadcast}); completed when it has been played to its end or was
   * stopped.
   *
   * @param media a file below the switch's sounds folder, or {@code tone_stream://...}
   */
  record PlayMedia(@JsonUnwrapped CommandHead head, String media) implements CallCommand {}

  /** Call someone and park the leg under the chosen {@code leg_id} ({@code originate}). */
  record OriginateLeg(@JsonUnwrapped CommandHead head, @JsonUnwrapped Attempt dial)
      implements CallCommand {}

  /** Part the leg from its bridge and let it wait ({@code uuid_park}). */
  record ParkLeg(@JsonUnwrapped CommandHead head) implements CallCommand {}
}
