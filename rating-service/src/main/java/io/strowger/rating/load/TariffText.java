package io.strowger.rating.load;

import io.strowger.rating.plan.FinalRounding;
import io.strowger.rating.plan.PriceRule.MaxCost;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values as tariff files write them. What cannot be read is refused with {@link
 * IllegalArgumentException}, the value in its message.
 */
public final class TariffText {
  /** Long before every call: what was always active. */
  public static final Instant ALWAYS = Instant.parse("0001-01-01T00:00:00Z");

  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
  private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(h|ms|m|s|us|µs|ns)");
  private static final Map<String, Long> NANOS =
      Map.of(
          "h", 3_600_000_000_000L,
          "m", 60_000_000_000L,
          "s", 1_000_000_000L,
          "ms", 1_000_000L,
          "us", 1_000L,
          "µs", 1_000L,
          "ns", 1L);
  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000);

  /** A price of one second or byte that was divided in floating point has as many as that. */
  private static final int DECIMALS = 30;

  /** Numbers are written without exponents: those of more places are a mistake. */
  private static final int MOST_PLACES = 400;

  private TariffText() {}

  /**
   * Nanoseconds of {@code 1h20m}, {@code 60s}, {@code 1.5s}, {@code 200ms}; a bare number is
   * nanoseconds, or units of what is counted.
   */
  public static long usage(String text) {
    try {
      if (NUMBER.matcher(text).matches()) {
        return new BigDecimal(text).longValueExact();
      }
      Matcher part = PART.matcher(text);
      BigDecimal sum = BigDecimal.ZERO;
      int at = 0;
      while (at < text.length() && part.find(at) && part.start() == at) {
        BigDecimal nanos = BigDecimal.valueOf(NANOS.get(part.group(2)));
        sum = sum.add(new BigDecimal(part.group(1)).multiply(nanos));
        at = part.end();
      }
      if (at == text.length() && at > 0) {
        return sum.longValueExact();
      }
    } catch (ArithmeticException tooFine) {
      // told below
    }
    throw new IllegalArgumentException("not a duration or a number of units: " + text);
  }

  /** An amount of money or a price, below a thousand million, with at most 30 decimals. */
  public static BigDecimal amount(String text) {
    BigDecimal amount = decimal(text);
    if (amount.abs().compareTo(MOST) > 0 || amount.stripTrailingZeros().scale() > DECIMALS) {
      throw new IllegalArgumentException(
          "must be below %s with at most %d decimals: %s"
              .formatted(MOST.toPlainString(), DECIMALS, text));
    }
    return amount;
  }

  /** A text that must not be empty, nor blank. */
  public static String needed(String what, String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(what + " is missing");
    }
    return text;
  }

  /** A number with decimals. */
  public static BigDecimal decimal(String text) {
    try {
      BigDecimal number = new BigDecimal(text);
      if (hasFewPlaces(number)) {
        return number;
      }
    } catch (NumberFormatException notOne) {
      // told below
    }
    throw new IllegalArgumentException("not a number: " + text);
  }

  /** As it is read: without an exponent, unless it would be refused anyway. */
  static String plain(BigDecimal number) {
    return hasFewPlaces(number) ? number.toPlainString() : number.toString();
  }

  private static boolean hasFewPlaces(BigDecimal number) {
    return Math.abs((long) number.scale()) <= MOST_PLACES;
  }

  /** A whole number. */
  public static int whole(String text) {
    try {
      return new BigDecimal(text).intValueExact();
    } catch (ArithmeticException | NumberFormatException notOne) {
      throw new IllegalArgumentException("not a whole number: " + text, notOne);
    }
  }

  /** Numbers separated by semicolons; none for {@code *any} or nothing. */
  public static Set<Integer> numbers(String text) {
    Set<Integer> numbers = new LinkedHashSet<>();
    many(text).forEach(each -> numbers.add(whole(each)));
    return numbers;
  }

  /** Days of the week: 1 is Monday, 7 or 0 Sunday. */
  public static Set<DayOfWeek> weekDays(String text) {
    Set<DayOfWeek> days = new LinkedHashSet<>();
    for (String each : many(text)) {
      int day = whole(each);
      if (day < 0 || day > 7) {
        throw new IllegalArgumentException("day of week must be 0 to 7 but is " + day);
      }
      days.add(DayOfWeek.of(day == 0 ? 7 : day));
    }
    return days;
  }

  private static List<String> many(String text) {
    return text.strip().equals("*any") ? List.of() : list(text);
  }

  /** What is separated by semicolons. */
  public static List<String> list(String text) {
    return Arrays.stream(text.split(";")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  /** A time of day; midnight when nothing is said. An end after a semicolon is passed over. */
  public static LocalTime timeOfDay(String text) {
    String start = text.split(";", 2)[0].strip();
    if (start.isEmpty() || start.equals("*any")) {
      return LocalTime.MIDNIGHT;
    }
    try {
      return LocalTime.parse(start.length() == 7 ? "0" + start : start);
    } catch (DateTimeException notOne) {
      throw new IllegalArgumentException("not a time of day such as 08:00:00: " + text, notOne);
    }
  }

  /**
   * True for a start such as {@code *asap}: it is no time of day, but of CGRateS's actions, and no
   * price can be bound to it.
   */
  public static boolean isOfActions(String start) {
    return start.startsWith("*") && !start.equals("*any");
  }

  /**
   * A moment: {@code 2026-01-31T00:00:00Z}, {@code 2026-01-31 00:00:00} or {@code 2026-01-31} in
   * UTC, or seconds since 1970; {@link #ALWAYS} when nothing is said.
   */
  public static Instant moment(String text) {
    try {
      if (text.isBlank() || text.equals("*any") || text.equals("*unlimited")) {
        return ALWAYS;
      }
      if (text.matches("\\d{1,11}")) {
        return Instant.ofEpochSecond(Long.parseLong(text));
      }
      if (text.length() == 10) {
        return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
      }
      if (text.length() == 19) {
        return LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
      }
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException notOne) {
      throw new IllegalArgumentException(
          "not a moment such as 2026-01-31T00:00:00Z: " + text, notOne);
    }
  }

  /** How a cost is rounded: {@code *up}, {@code *middle} or {@code *down}. */
  public static FinalRounding rounding(String method, String decimals) {
    int places = decimals.isBlank() ? 0 : whole(decimals);
    FinalRounding.Method direction =
        switch (method) {
          case "*up" -> FinalRounding.Method.UP;
          case "*middle" -> FinalRounding.Method.MIDDLE;
          case "*down" -> FinalRounding.Method.DOWN;
          case "" -> {
            if (places > 0) {
              throw new IllegalArgumentException("rounding method is missing");
            }
            yield FinalRounding.Method.MIDDLE;
          }
          default ->
              throw new IllegalArgumentException(
                  "rounding method must be *up, *middle or *down but is " + method);
        };
    return new FinalRounding(direction, places);
  }

  /** What is done about dear calls: {@code *free}, {@code *disconnect}, or nothing. */
  public static MaxCost maxCost(String amount, String strategy) {
    BigDecimal limit = amount.isBlank() ? BigDecimal.ZERO : amount(amount);
    if (limit.signum() < 0) {
      throw new IllegalArgumentException("max cost must not be below 0: " + amount);
    }
    if (limit.signum() == 0) {
      return new MaxCost.Unlimited();
    }
    return switch (strategy) {
      case "*free" -> new MaxCost.FreeFrom(limit);
      case "*disconnect" -> new MaxCost.DisconnectAt(limit);
      case "" -> throw new IllegalArgumentException("max cost has no strategy");
      default ->
          throw new IllegalArgumentException(
              "max cost strategy must be *free or *disconnect but is " + strategy);
    };
  }
}
