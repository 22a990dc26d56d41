package io.strowger.transcoder.ng;

import io.strowger.transcoder.sdp.AudioFormat;
import java.util.Optional;

/**
 * A codec as flags name it: {@code PCMA}, {@code telephone-event/8000}, {@code all}.
 *
 * @param name upper and lower case alike
 * @param clockRate 0 for any
 */
public record CodecName(String name, int clockRate) {
  private static final String EVERYTHING = "all";
  private static final String EVERY_SPEECH = "full";

  /** Reads {@code name[/rate[/channels[/bitrate[/...]]]]}; empty when it is none. */
  public static Optional<CodecName> of(String text) {
    String[] parts = text.strip().split("/", 3);
    boolean rated = parts.length > 1 && !parts[1].isEmpty();
    boolean wrong =
        !parts[0].matches("[A-Za-z0-9_.-]{1,64}") || (rated && !parts[1].matches("\\d{1,6}"));
    return wrong
        ? Optional.empty()
        : Optional.of(new CodecName(parts[0], rated ? Integer.parseInt(parts[1]) : 0));
  }

  /** True for {@code all}, from which single formats can be taken back. */
  boolean isEverything() {
    return name.equalsIgnoreCase(EVERYTHING);
  }

  /** True when it means this format. */
  public boolean means(AudioFormat format) {
    boolean named = isEverything() || name.equalsIgnoreCase(EVERY_SPEECH) || format.is(name);
    return named && (clockRate == 0 || clockRate == format.clockRate());
  }
}
