package io.strowger.rating.plan;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When something holds, in local time. A price's timing has no end of its own: it holds to
 * midnight, or until a better one begins. An empty set means any.
 *
 * @param years such as 2026
 * @param months 1 to 12
 * @param monthDays 1 to 31
 * @param start the time of day from which on it holds
 * @param end the last second of the day at which it holds; absent for midnight
 */
public record Timing(
    String id,
    Set<Integer> years,
    Set<Integer> months,
    Set<Integer> monthDays,
    Set<DayOfWeek> weekDays,
    LocalTime start,
    @Nullable LocalTime end) {
  /** Holds always. */
  public static final Timing ANY =
      new Timing("*any", Set.of(), Set.of(), Set.of(), Set.of(), LocalTime.MIDNIGHT, null);

  /** Refuses months and days that no calendar has. */
  public Timing {
    years = Set.copyOf(years);
    months = within("month", months, 12);
    monthDays = within("day of month", monthDays, 31);
    weekDays = Set.copyOf(weekDays);
  }

  /** From a time of day on, to midnight. */
  public Timing(
      String id,
      Set<Integer> years,
      Set<Integer> months,
      Set<Integer> monthDays,
      Set<DayOfWeek> weekDays,
      LocalTime start) {
    this(id, years, months, monthDays, weekDays, start, null);
  }

  /** True when it holds at the same times, though it may have another name. */
  public boolean holdsWhen(Timing other) {
    return years.equals(other.years)
        && months.equals(other.months)
        && monthDays.equals(other.monthDays)
        && weekDays.equals(other.weekDays)
        && start.equals(other.start)
        && Objects.equals(end, other.end);
  }

  /** True when it holds at any time. */
  public boolean isAlways() {
    return years.isEmpty()
        && months.isEmpty()
        && monthDays.isEmpty()
        && weekDays.isEmpty()
        && start.equals(LocalTime.MIDNIGHT)
        && end == null;
  }

  /** True when it holds at this local time. */
  public boolean holdsAt(LocalDateTime time) {
    return holdsOn(time.toLocalDate())
        && !time.toLocalTime().isBefore(start)
        && (end == null || !time.toLocalTime().isAfter(end));
  }

  /** True when it holds during some part of this day. */
  public boolean holdsOn(LocalDate day) {
    return allows(years, day.getYear())
        && allows(months, day.getMonthValue())
        && allows(monthDays, day.getDayOfMonth())
        && allows(weekDays, day.getDayOfWeek());
  }

  private static <T> boolean allows(Set<T> allowed, T value) {
    return allowed.isEmpty() || allowed.contains(value);
  }

  private static Set<Integer> within(String what, Set<Integer> values, int most) {
    for (int value : values) {
      if (value < 1 || value > most) {
        throw new IllegalArgumentException(what + " must be 1 to " + most + " but is " + value);
      }
    }
    return Set.copyOf(values);
  }
}
