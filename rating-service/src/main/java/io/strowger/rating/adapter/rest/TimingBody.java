package io.strowger.rating.adapter.rest;

import io.strowger.rating.plan.Timing;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** When a balance may be drawn upon, as it is sent and received; what is absent means any. */
@Schema(name = "BalanceTiming")
public record TimingBody(
    @Nullable Set<Integer> years,
    @Schema(description = "1 to 12") @Nullable Set<Integer> months,
    @Schema(description = "1 to 31") @Nullable Set<Integer> monthDays,
    @Nullable Set<DayOfWeek> weekDays,
    @Schema(description = "the time of day from which on it holds", defaultValue = "00:00")
        @Nullable String from,
    @Schema(description = "the last second of the day at which it holds; midnight when absent")
        @Nullable String to) {
  Timing timing(String id) {
    LocalTime start = from == null ? LocalTime.MIDNIGHT : time("from", from);
    LocalTime end = to == null ? null : time("to", to);
    if (end != null && end.isBefore(start)) {
      throw new IllegalArgumentException(
          "timings: from must be before to, on the same day: " + from + ", " + to);
    }
    return new Timing(
        id,
        Objects.requireNonNullElse(years, Set.of()),
        Objects.requireNonNullElse(months, Set.of()),
        Objects.requireNonNullElse(monthDays, Set.of()),
        Objects.requireNonNullElse(weekDays, Set.of()),
        start,
        end);
  }

  static TimingBody of(Timing timing) {
    LocalTime end = timing.end();
    return new TimingBody(
        timing.years(),
        timing.months(),
        timing.monthDays(),
        timing.weekDays(),
        timing.start().toString(),
        end == null ? null : end.toString());
  }

  private static LocalTime time(String field, String text) {
    try {
      return LocalTime.parse(text);
    } catch (DateTimeException wrong) {
      throw new IllegalArgumentException(
          "timings: " + field + " must be a time of day such as 08:00 or 17:59:59: " + text, wrong);
    }
  }
}
