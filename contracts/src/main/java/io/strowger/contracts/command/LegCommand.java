package io.strowger.contracts.command;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.strowger.contracts.id.LegId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands about a leg's place in its call, beside those of {@link CallCommand} itself. */
public sealed interface LegCommand extends CallCommand {

  /** Which legs a transfer moves. */
  enum Moved {
    /** The leg itself. */
    THIS_LEG,
    /** The leg it is bridged with ({@code -bleg}). */
    OTHER_LEG,
    /** Both, each on its own ({@code -both}). */
    BOTH_LEGS
  }

  /** Tell the caller that it rings, 180 ({@code uuid_ring_ready}). */
  record RingLeg(@JsonUnwrapped CommandHead head) implements LegCommand {}

  /** Give the caller media before the answer, 183 ({@code uuid_pre_answer}). */
  record PreAnswerLeg(@JsonUnwrapped CommandHead head) implements LegCommand {}

  /**
   * Join the leg with another that exists ({@code uuid_bridge}).
   *
   * @param otherLegId the other one, on the same switch
   */
  record BridgeLegs(@JsonUnwrapped CommandHead head, LegId otherLegId) implements LegCommand {}

  /**
   * Send the leg through the switch's own dialplan ({@code uuid_transfer}, dialplan XML).
   *
   * @param extension as {@link Dialplan} allows it
   * @param context of the dialplan, likewise
   * @param endsGroup the scheduler group of a timer that is deleted once the leg was sent; absent
   *     when there is none
   */
  record TransferLeg(
      @JsonUnwrapped CommandHead head,
      String extension,
      String context,
      Moved moved,
      @Nullable String endsGroup)
      implements LegCommand {
    /** A transfer that leaves timers as they are. */
    public TransferLeg(CommandHead head, String extension, String context, Moved moved) {
      this(head, extension, context, moved, null);
    }
  }

  /**
   * Let the leg's party speak with a third one first, and join its partner with that one when it
   * hangs up ({@code att_xfer}); completed when the consultation has ended.
   */
  record TransferAttended(@JsonUnwrapped CommandHead head, @JsonUnwrapped Attempt dial)
      implements LegCommand {}

  /**
   * Send the party elsewhere by SIP, 302 before the answer, REFER after it ({@code uuid_deflect}).
   *
   * @param destination {@code sip:<user>@<host>[:<port>]}
   */
  record DeflectLeg(@JsonUnwrapped CommandHead head, String destination) implements LegCommand {}

  /**
   * Send the leg through the dialplan later, unless cancelled before by {@link
   * CallCommand.CancelScheduledHangUp} of its group.
   *
   * @param afterSeconds from now, 1 to 604,800
   * @param group the scheduler group of this one timer
   */
  record ScheduleTransfer(
      @JsonUnwrapped CommandHead head,
      int afterSeconds,
      String extension,
      String context,
      String group)
      implements LegCommand {}

  /** Put the party on hold ({@code uuid_hold}). */
  record HoldLeg(@JsonUnwrapped CommandHead head) implements LegCommand {}

  /** Take the party off hold ({@code uuid_hold off}). */
  record ResumeLeg(@JsonUnwrapped CommandHead head) implements LegCommand {}

  /**
   * Offer the party other codecs by a new INVITE ({@code uuid_media_reneg}).
   *
   * @param codecs in order, such as {@code PCMA}; empty repeats the present offer
   */
  record RenegotiateMedia(@JsonUnwrapped CommandHead head, List<String> codecs)
      implements LegCommand {}

  /**
   * Lead the media of the leg and its partner through the switch or past it ({@code uuid_media}).
   *
   * @param throughSwitch false lets the parties send to each other
   */
  record RouteMedia(@JsonUnwrapped CommandHead head, boolean throughSwitch) implements LegCommand {}

  /**
   * Call someone who listens to a leg ({@code originate &eavesdrop}); {@code leg_id} is the new
   * leg's.
   *
   * @param listenTo the leg that is listened to
   */
  record EavesdropLeg(@JsonUnwrapped CommandHead head, @JsonUnwrapped Attempt dial, LegId listenTo)
      implements LegCommand {}

  /**
   * Everything the switch knows of the leg ({@code uuid_dump}), as the result's {@code values}.
   *
   * @param names which headers and variables; absent for all
   */
  record QueryLeg(@JsonUnwrapped CommandHead head, @Nullable List<String> names)
      implements LegCommand {}

  /** Is the leg alive? Completed if it is, else gone ({@code uuid_exists}). */
  record CheckLeg(@JsonUnwrapped CommandHead head) implements LegCommand {}
}
