package io.strowger.rating.account;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an account did lately, counted only where a limit needs it.
 *
 * @param openCalls how many of its calls are under way
 * @param openMicros what those under way that it pays for hold, or may cost where nothing is
 *     reserved for them, in micro-units
 * @param day the last day (UTC) on which it spent something
 * @param daySpentMicros what it spent on that day, in micro-units
 * @param second the last second in which it began a call, since 1970
 * @param secondCalls how many it began in that second
 */
public record Traffic(
    int openCalls,
    long openMicros,
    @Nullable LocalDate day,
    long daySpentMicros,
    long second,
    int secondCalls) {
  /** Nothing yet. */
  public static final Traffic NONE = new Traffic(0, 0, null, 0, 0, 0);

  /** What of a day's limit was spent by this moment, or may be by calls under way. */
  public long claimedOnDayOf(Instant now) {
    return spentOnDayOf(now) + openMicros;
  }

  /** What was spent on the day of this moment, in micro-units. */
  public long spentOnDayOf(Instant now) {
    return goesOn(dayOf(now)) == null ? 0 : daySpentMicros;
  }

  /** The day, where it counts as today: another's clock may have begun the next one already. */
  private @Nullable LocalDate goesOn(LocalDate today) {
    boolean next = today.plusDays(1).equals(day);
    return next || today.equals(day) ? day : null;
  }

  /** How many calls began in the second of this moment. */
  public int begunInSecondOf(Instant now) {
    return now.getEpochSecond() == second ? secondCalls : 0;
  }

  /** With one more call. */
  public Traffic withCall(Instant now) {
    return new Traffic(
        openCalls + 1,
        openMicros,
        day,
        daySpentMicros,
        now.getEpochSecond(),
        begunInSecondOf(now) + 1);
  }

  /** With so much more, or less, that calls under way may cost. */
  public Traffic claiming(long micros) {
    return new Traffic(
        openCalls, Math.max(0, openMicros + micros), day, daySpentMicros, second, secondCalls);
  }

  /** With a call less. */
  public Traffic withoutCall() {
    return new Traffic(
        Math.max(0, openCalls - 1), openMicros, day, daySpentMicros, second, secondCalls);
  }

  /** With so much spent, in micro-units. */
  public Traffic with(long spentMicros, Instant now) {
    LocalDate today = dayOf(now);
    return new Traffic(
        openCalls,
        openMicros,
        Objects.requireNonNullElse(goesOn(today), today),
        spentOnDayOf(now) + spentMicros,
        second,
        secondCalls);
  }

  private static LocalDate dayOf(Instant now) {
    return LocalDate.ofInstant(now, ZoneOffset.UTC);
  }
}
