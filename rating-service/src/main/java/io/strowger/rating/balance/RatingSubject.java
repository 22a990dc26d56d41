package io.strowger.rating.balance;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** By what a balance's use is rated. */
sealed interface RatingSubject {
  /** Nothing was said: units are free by their smallest step, money is rated as usual. */
  record Usual() implements RatingSubject {}

  /**
   * No money, only units, up to whole steps.
   *
   * @param step nanoseconds of time, or units of what is counted, 1 or more
   */
  record Free(long step) implements RatingSubject {}

  /** Rated by the profile of this subject. */
  record Named(String subject) implements RatingSubject {}

  /** Understands {@code *zero1s}, {@code *zero100ms}, {@code *zero1024}, a name, or nothing. */
  static RatingSubject of(String text) {
    if (text.isBlank() || text.equals("*any")) {
      return new Usual();
    }
    return text.startsWith(Parsing.ZERO)
        ? new Free(Parsing.step(text.substring(Parsing.ZERO.length())))
        : new Named(text);
  }

  /** How steps are written. */
  final class Parsing {
    private static final String ZERO = "*zero";
    private static final Pattern PART = Pattern.compile("(\\d+)(ns|us|µs|ms|s|m|h)?");

    private Parsing() {}

    private static long step(String text) {
      Matcher parts = PART.matcher(text);
      long step = 0;
      int end = 0;
      while (parts.find() && parts.start() == end) {
        step = Math.addExact(step, nanos(Long.parseLong(parts.group(1)), parts.group(2)));
        end = parts.end();
      }
      if (end == 0 || end != text.length() || step < 1) {
        throw new IllegalArgumentException(
            "a rating subject after *zero is a time such as 30s, or a number: " + text);
      }
      return step;
    }

    private static long nanos(long number, @org.jspecify.annotations.Nullable String unit) {
      return switch (unit == null ? "ns" : unit) {
        case "h" -> Duration.ofHours(number).toNanos();
        case "m" -> Duration.ofMinutes(number).toNanos();
        case "s" -> Duration.ofSeconds(number).toNanos();
        case "ms" -> Duration.ofMillis(number).toNanos();
        case "us", "µs" -> Math.multiplyExact(number, 1_000L);
        default -> number;
      };
    }
  }
}
