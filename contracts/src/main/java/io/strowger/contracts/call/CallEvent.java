package io.strowger.contracts.call;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.strowger.contracts.id.LegId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that happened to a call on a switch; topic {@code call-events}, key call id. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface CallEvent {

  /** What every call event carries. */
  EventHead head();

  /** A leg came to be ({@code CHANNEL_CREATE}). */
  record LegCreated(@JsonUnwrapped EventHead head, @JsonUnwrapped LegIdentity leg)
      implements CallEvent {}

  /**
   * An A-leg waits for a decision ({@code CHANNEL_PARK}, or the first frame of an outbound
   * connection).
   *
   * @param offeredSdp {@code variable_switch_r_sdp}: what the caller offers
   * @param context {@code Caller-Context}: the dialplan context the call came in on
   * @param answered true when the leg was already answered before it parked
   * @param variables channel variables named {@code strowger_*} and {@code cgr_*}
   */
  record CallParked(
      @JsonUnwrapped EventHead head,
      @JsonUnwrapped LegIdentity leg,
      @Nullable String offeredSdp,
      @Nullable String context,
      boolean answered,
      Map<String, String> variables)
      implements CallEvent {}

  /**
   * A leg rings ({@code CHANNEL_PROGRESS}), or has early media ({@code CHANNEL_PROGRESS_MEDIA}).
   *
   * @param remoteSdp {@code variable_switch_r_sdp}, with early media
   */
  record LegRang(
      @JsonUnwrapped EventHead head, LegRole role, boolean earlyMedia, @Nullable String remoteSdp)
      implements CallEvent {}

  /**
   * A leg was answered ({@code CHANNEL_ANSWER}).
   *
   * @param answeredAt {@code Caller-Channel-Answered-Time}
   * @param remoteSdp {@code variable_switch_r_sdp}
   */
  record LegAnswered(
      @JsonUnwrapped EventHead head, LegRole role, Instant answeredAt, @Nullable String remoteSdp)
      implements CallEvent {}

  /** Two legs hear each other ({@code CHANNEL_BRIDGE}). */
  record LegsBridged(@JsonUnwrapped EventHead head, LegId otherLegId) implements CallEvent {}

  /** Two legs were parted ({@code CHANNEL_UNBRIDGE}). */
  record LegsUnbridged(@JsonUnwrapped EventHead head, LegId otherLegId) implements CallEvent {}

  /** A leg was put on hold ({@code CHANNEL_HOLD}). */
  record LegHeld(@JsonUnwrapped EventHead head) implements CallEvent {}

  /** A leg was taken off hold ({@code CHANNEL_UNHOLD}). */
  record LegResumed(@JsonUnwrapped EventHead head) implements CallEvent {}

  /**
   * A leg offered its media anew within the call, such as for hold, and is answered by the switch
   * ({@code CUSTOM strowger::reinvite}, of legs that have a media relay). What it offers is the
   * leg's {@code switch_r_sdp} from then on, and not before.
   */
  record LegOfferedAnew(@JsonUnwrapped EventHead head, LegRole role) implements CallEvent {}

  /**
   * A digit was received ({@code DTMF}).
   *
   * @param digit one of {@code 0-9*#A-D}
   */
  record DigitReceived(@JsonUnwrapped EventHead head, String digit) implements CallEvent {}

  /**
   * A leg goes by another UUID from now on ({@code CHANNEL_UUID}).
   *
   * @param formerLegId {@code Old-Unique-ID}
   */
  record LegRenamed(@JsonUnwrapped EventHead head, LegId formerLegId) implements CallEvent {}

  /**
   * Another gateway connection answers for the leg's call from now on: commands go to the return
   * address of this event, not to that of earlier ones. Told once for each call that goes on when a
   * gateway instance has taken a switch over, has started again, or has lost the call's own
   * connection.
   */
  record LegTakenOver(@JsonUnwrapped EventHead head) implements CallEvent {}

  /**
   * A leg ended, with all that is known of it ({@code CHANNEL_HANGUP_COMPLETE}): the CDR's source.
   *
   * @param variables channel variables named {@code strowger_*} and {@code cgr_*}
   */
  record LegHungUp(
      @JsonUnwrapped EventHead head,
      @JsonUnwrapped LegIdentity leg,
      @JsonUnwrapped LegTimes times,
      @JsonUnwrapped LegUsage usage,
      @JsonUnwrapped LegEnd end,
      @JsonUnwrapped MediaSummary media,
      Map<String, String> variables)
      implements CallEvent {}
}
