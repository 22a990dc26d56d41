package io.strowger.routing.number;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a carrier wants a number to look like.
 *
 * @param strip how many leading characters are taken off, 0 to 32
 * @param prepend what is put before the rest, {@code \+?[0-9*#]{0,16}}
 */
public record NumberTranslation(int strip, String prepend) {
  private static final Pattern PREPEND = Pattern.compile("\\+?[0-9*#]{0,16}");

  /** Refuses a translation that could not give a number. */
  public NumberTranslation {
    if (strip < 0 || strip > 32) {
      throw new IllegalArgumentException("strip must be 0 to 32 but is " + strip);
    }
    if (!PREPEND.matcher(prepend).matches()) {
      throw new IllegalArgumentException("prepend must match " + PREPEND);
    }
  }

  /** The number for the carrier, if it can be given this one: nothing may be left to dial. */
  public Optional<DialledNumber> apply(DialledNumber number) {
    String digits = number.value();
    return DialledNumber.of(prepend + digits.substring(Math.min(strip, digits.length())));
  }
}
