package io.strowger.rest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what requests ask for, so that a mistake is told with its parameter's name. */
public final class Searches {
  private static final int USUAL_LIMIT = 50;
  private static final int MOST = 500;

  private Searches() {}

  /**
   * What a parameter says; absent where it is.
   *
   * @throws IllegalArgumentException naming the parameter, when it says nothing that can be
   */
  public static <T> @Nullable T read(
      String name, @Nullable String text, Function<String, T> reader) {
    try {
      return text == null ? null : reader.apply(text);
    } catch (DateTimeException | IllegalArgumentException wrong) {
      throw new IllegalArgumentException(name + ": " + wrong.getMessage(), wrong);
    }
  }

  /** A moment with its offset, ISO 8601; absent where the parameter is. */
  public static @Nullable Instant moment(String name, @Nullable String text) {
    return text == null ? null : requiredMoment(name, text);
  }

  /** A moment with its offset, ISO 8601. */
  public static Instant requiredMoment(String name, String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException notOne) {
      throw new IllegalArgumentException(
          name + ": must be a moment such as 2026-01-31T00:00:00Z but is " + text, notOne);
    }
  }

  /** How many are wanted at most, 1 to 500; 50 unless told. */
  public static int limit(@Nullable String text) {
    try {
      int limit = text == null ? USUAL_LIMIT : Integer.parseInt(text);
      if (limit >= 1 && limit <= MOST) {
        return limit;
      }
    } catch (NumberFormatException none) {
      // Told below.
    }
    throw new IllegalArgumentException("limit: must be 1 to " + MOST + " but is " + text);
  }
}
