package io.strowger.rating.cgrates;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times in all the ways that CGRateS understands. */
public final class GoTime {
  private static final Pattern OFFSET_ISO =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:?\\d\\d)");
  private static final Pattern GO =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(\\.\\d*)? [+-]\\d{4} [A-Z0-9+-]+");
  private static final Pattern LOCAL =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d:\\d\\d");
  private static final Pattern DIGITS = Pattern.compile("\\d{10}|\\d{13,14}|\\d{16}|\\d{19}");
  private static final Pattern GERMAN =
      Pattern.compile("\\d\\d\\.\\d\\d\\.\\d{4} \\d\\d:\\d\\d:\\d\\d");
  private static final Pattern SLASHES =
      Pattern.compile("\\d\\d/\\d\\d/\\d{4} \\d\\d:\\d\\d:\\d\\d");
  private static final Pattern BROADSOFT = Pattern.compile("\\d{14}\\.\\d{3}");

  /** What Go writes where there is no time. */
  private static final Instant ZERO = Instant.parse("0001-01-01T00:00:00Z");

  private final ZoneId zone;

  /** Times told without a zone are of this one. */
  public GoTime(ZoneId zone) {
    this.zone = zone;
  }

  /**
   * A time.
   *
   * @param now what {@code *now} and relative times are counted from
   * @return null when there is none: nothing, {@code 0}, {@code *unlimited}, Go's time of nothing
   * @throws RpcError when it is none of the known ways
   */
  public @Nullable Instant parse(String given, Instant now) {
    String text = given.strip();
    if (text.isEmpty() || text.equals("*unlimited") || text.equals("0")) {
      return null;
    }
    try {
      Instant time = text.startsWith("*") ? named(text, now) : told(text, now);
      if (time != null) {
        return time.equals(ZERO) ? null : time;
      }
    } catch (DateTimeException impossible) {
      throw new RpcError("parsing time \"" + text + "\": " + impossible.getMessage());
    }
    throw new RpcError("Unsupported time format");
  }

  private @Nullable Instant named(String text, Instant now) {
    ZonedDateTime from = now.atZone(zone);
    if (text.startsWith("*month_end")) {
      ZonedDateTime end =
          YearMonth.from(from).atEndOfMonth().atTime(LocalTime.of(23, 59, 59)).atZone(zone);
      return end.toInstant().plusNanos(added(text));
    }
    return switch (text) {
      case "*now" -> now;
      case "*daily" -> from.plusDays(1).toInstant();
      case "*monthly", "*monthly_estimated" -> from.plusMonths(1).toInstant();
      case "*yearly" -> from.plusYears(1).toInstant();
      default ->
          text.startsWith("*mo") ? from.plusMonths(1).toInstant().plusNanos(added(text)) : null;
    };
  }

  private static long added(String text) {
    int plus = text.indexOf('+');
    return plus < 0 ? 0 : GoDuration.nanosFromSeconds(text.substring(plus + 1));
  }

  private @Nullable Instant told(String text, Instant now) {
    if (text.startsWith("+") || text.startsWith("-")) {
      long nanos = GoDuration.nanosFromSeconds(text.substring(1));
      return text.startsWith("+") ? now.plusNanos(nanos) : now.minusNanos(nanos);
    }
    if (OFFSET_ISO.matcher(text).matches()) {
      return OffsetDateTime.parse(text.replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2")).toInstant();
    }
    if (GO.matcher(text).matches()) {
      String[] words = text.split(" ");
      String offset = words[2].substring(0, 3) + ":" + words[2].substring(3);
      return OffsetDateTime.parse(words[0] + "T" + words[1] + offset).toInstant();
    }
    if (LOCAL.matcher(text).matches()) {
      return LocalDateTime.parse(text.replace(' ', 'T')).atZone(zone).toInstant();
    }
    return DIGITS.matcher(text).matches() ? digits(text) : otherwise(text);
  }

  private Instant digits(String text) {
    return switch (text.length()) {
      case 10 -> Instant.ofEpochSecond(Long.parseLong(text));
      case 13 -> Instant.ofEpochMilli(Long.parseLong(text));
      case 14 -> local(text, "uuuuMMddHHmmss");
      case 16 -> Instant.EPOCH.plusNanos(Long.parseLong(text) * 1_000);
      default -> Instant.EPOCH.plusNanos(Long.parseLong(text));
    };
  }

  private @Nullable Instant otherwise(String text) {
    if (GERMAN.matcher(text).matches()) {
      return local(text, "dd.MM.uuuu HH:mm:ss");
    }
    if (SLASHES.matcher(text).matches()) {
      return local(text, "dd/MM/uuuu HH:mm:ss");
    }
    return BROADSOFT.matcher(text).matches() ? local(text, "uuuuMMddHHmmss.SSS") : null;
  }

  private Instant local(String text, String pattern) {
    return LocalDateTime.parse(text, DateTimeFormatter.ofPattern(pattern, Locale.ROOT))
        .atZone(zone)
        .toInstant();
  }
}
