package io.strowger.contracts.command;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands about what a leg's party hears and says. */
public sealed interface MediaCommand extends CallCommand {

  /** A way of the leg's audio. */
  enum Direction {
    /** What the party says. */
    READ,
    /** What the party hears. */
    WRITE
  }

  /** What to do about a recording. */
  enum RecordingAction {
    /** Begin it. */
    START,
    /** End it. */
    STOP,
    /** Record silence from now on, while a card number is said. */
    MASK,
    /** Record again what is said. */
    UNMASK
  }

  /** What a member of a conference may be. */
  enum ConferenceFlag {
    /** Not heard. */
    MUTE,
    /** Hears nothing. */
    DEAF,
    /** Others wait for it. */
    MODERATOR,
    /** The conference ends with it. */
    ENDCONF
  }

  /** Stop what is played and forget what is queued ({@code uuid_break all}). */
  record StopMedia(@JsonUnwrapped CommandHead head) implements MediaCommand {}

  /**
   * Play a prompt and collect digits ({@code play_and_get_digits}); the result's {@code values}
   * hold {@code digits}.
   *
   * @param prompt a file below the switch's sounds folder, or {@code tone_stream://...}
   * @param invalidPrompt played after digits that were too few; absent for silence
   * @param minDigits 1 to 128
   * @param maxDigits {@code minDigits} to 128
   * @param tries 1 to 10
   * @param timeoutMillis for the first digit and between two, 1,000 to 60,000
   * @param terminators of {@code 0-9*#}, 1 to 4 of them
   */
  record CollectDigits(
      @JsonUnwrapped CommandHead head,
      String prompt,
      @Nullable String invalidPrompt,
      int minDigits,
      int maxDigits,
      int tries,
      int timeoutMillis,
      String terminators)
      implements MediaCommand {}

  /**
   * Send digits to the party ({@code uuid_send_dtmf}).
   *
   * @param digits of {@code 0-9A-D*#}, {@code w} and {@code W} for pauses of 0.5 and 1 s; 1 to 64
   */
  record SendDigits(@JsonUnwrapped CommandHead head, String digits) implements MediaCommand {}

  /** Silence one way of the audio ({@code uuid_audio start ... mute}). */
  record MuteLeg(@JsonUnwrapped CommandHead head, Direction direction) implements MediaCommand {}

  /** Let both ways be heard again ({@code uuid_audio stop}). */
  record UnmuteLeg(@JsonUnwrapped CommandHead head) implements MediaCommand {}

  /**
   * Record the leg and its partner ({@code uuid_record}); of a {@code STOP} the result's {@code
   * values} hold the file's {@code record_ms} and {@code record_file_size}.
   *
   * @param path below the switch's {@code recordings_dir}, with the extension that says the format
   * @param limitSeconds of a {@code START}: its longest, 1 to 86,400; absent for no limit
   */
  record RecordLeg(
      @JsonUnwrapped CommandHead head,
      RecordingAction action,
      String path,
      @Nullable Integer limitSeconds)
      implements MediaCommand {}

  /**
   * Let the leg take part in a conference ({@code conference}); completed when it has left it.
   *
   * @param conference its name, {@code [A-Za-z0-9_.-]{1,64}}
   * @param profile of the switch's conference.conf.xml, {@code [A-Za-z0-9_-]{1,64}}
   */
  record JoinConference(
      @JsonUnwrapped CommandHead head,
      String conference,
      String profile,
      List<ConferenceFlag> flags)
      implements MediaCommand {}
}
