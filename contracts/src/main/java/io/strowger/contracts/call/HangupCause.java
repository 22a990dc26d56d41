package io.strowger.contracts.call;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * Why a leg ended, in FreeSWITCH's words ({@code switch_channel_str2cause}), such as {@code
 * USER_BUSY}.
 *
 * @param name 1 to 64 capitals, digits and underscores; anything else is refused with {@link
 *     IllegalArgumentException}
 */
public record HangupCause(@JsonValue String name) {
  private static final Pattern ALLOWED = Pattern.compile("[A-Z0-9_]{1,64}");

  /** The ordinary end of an answered call. */
  public static final HangupCause NORMAL_CLEARING = new HangupCause("NORMAL_CLEARING");

  /** The end of a grant. */
  public static final HangupCause ALLOTTED_TIMEOUT = new HangupCause("ALLOTTED_TIMEOUT");

  /** An end of which nobody said why. */
  public static final HangupCause NORMAL_UNSPECIFIED = new HangupCause("NORMAL_UNSPECIFIED");

  /** Refuses what FreeSWITCH would not take for a cause. */
  @JsonCreator
  public HangupCause {
    if (!ALLOWED.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "hangup cause must match " + ALLOWED + " but has " + name.length() + " characters");
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
