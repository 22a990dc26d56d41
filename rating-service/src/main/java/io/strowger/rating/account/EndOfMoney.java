package io.strowger.rating.account;

import io.strowger.contracts.command.Dialplan;
import org.jspecify.annotations.Nullable;

/** What becomes of a call whose money ends. */
public sealed interface EndOfMoney {
  /** It is hung up ({@code ALLOTTED_TIMEOUT}). */
  record HangUp() implements EndOfMoney {}

  /**
   * The caller is sent to an extension of the switch's dialplan, such as a top-up menu. One that
   * was kept before may be where no gateway sends anybody now: the timer ends the call then.
   */
  record Transfer(String extension, String context) implements EndOfMoney {
    /** As it is told; refuses where no gateway would send anybody. */
    public static Transfer to(String extension, String context) {
      return new Transfer(Dialplan.requireExtension(extension), Dialplan.requireContext(context));
    }
  }

  /**
   * The caller hears an announcement, then is hung up.
   *
   * @param media a file below the switch's sounds folder, or {@code tone_stream://...}
   * @param seconds how long before the end of the money it begins, 1 to 60
   */
  record Announce(String media, int seconds) implements EndOfMoney {
    private static final int LONGEST = 60;

    /** Refuses an announcement longer than anybody listens to. */
    public Announce {
      requireMedia(media);
      if (seconds < 1 || seconds > LONGEST) {
        throw new IllegalArgumentException(
            "an announcement takes 1 to " + LONGEST + " seconds but is " + seconds);
      }
    }
  }

  /**
   * What the caller hears when the money will end soon.
   *
   * @param media a file below the switch's sounds folder, or {@code tone_stream://...}
   * @param seconds how long before the end, 5 to 600
   */
  record LowBalance(String media, int seconds) {
    /** Refuses a warning that comes too late. */
    public LowBalance {
      requireMedia(media);
      if (seconds < 5 || seconds > 600) {
        throw new IllegalArgumentException(
            "the warning comes 5 to 600 seconds before the end but is " + seconds);
      }
    }
  }

  private static void requireMedia(@Nullable String media) {
    if (media == null || media.isBlank() || media.length() > 256) {
      throw new IllegalArgumentException("media must have 1 to 256 characters");
    }
  }
}
