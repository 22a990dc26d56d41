package io.strowger.routing.number;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A number as it may be dialled.
 *
 * @param value {@code \+?[0-9*#]{1,32}}; anything else is refused with {@link
 *     IllegalArgumentException}
 */
public record DialledNumber(String value) {
  private static final Pattern ALLOWED = Pattern.compile("\\+?[0-9*#]{1,32}");

  /** Refuses what cannot be dialled. */
  public DialledNumber {
    if (!ALLOWED.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a number must match " + ALLOWED + " but has " + value.length() + " characters");
    }
  }

  /** The number, if it is one: what callers dial is not ours to trust. */
  public static Optional<DialledNumber> of(String dialled) {
    return ALLOWED.matcher(dialled).matches()
        ? Optional.of(new DialledNumber(dialled))
        : Optional.empty();
  }

  /** The digits that prefixes are compared with: without a leading plus. */
  public String digits() {
    return value.startsWith("+") ? value.substring(1) : value;
  }
}
