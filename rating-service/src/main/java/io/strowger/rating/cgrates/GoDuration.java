package io.strowger.rating.cgrates;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Go writes them, such as {@code 1m30s}, in nanoseconds. */
public final class GoDuration {
  private static final Pattern PART = Pattern.compile("([0-9]+\\.?[0-9]*|\\.[0-9]+)([^0-9.]*)");
  private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)");
  private static final Map<String, Long> UNITS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "\u00b5s", 1_000L,
          "\u03bcs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);

  private GoDuration() {}

  /**
   * A duration; a bare number is nanoseconds, nothing is 0, {@code *unlimited} is -1.
   *
   * @throws RpcError with Go's text when it is none
   */
  public static long nanos(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    if (text.equals("*unlimited")) {
      return -1;
    }
    return parsed(NUMBER.matcher(text).matches() ? text + "ns" : text);
  }

  /**
   * A duration; a bare number is seconds, nothing is 0.
   *
   * @throws RpcError with Go's text when it is none
   */
  public static long nanosFromSeconds(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    return parsed(NUMBER.matcher(text).matches() ? text + "s" : text);
  }

  private static long parsed(String text) {
    boolean negative = text.startsWith("-");
    String rest = negative || text.startsWith("+") ? text.substring(1) : text;
    if (rest.equals("0")) {
      return 0;
    }
    BigDecimal sum = BigDecimal.ZERO;
    Matcher part = PART.matcher(rest);
    int at = 0;
    while (at < rest.length()) {
      if (!part.find(at) || part.start() != at) {
        throw invalid(text);
      }
      sum = sum.add(new BigDecimal(part.group(1)).multiply(unit(part.group(2), text)));
      at = part.end();
    }
    return within(text, rest.isEmpty(), negative ? sum.negate() : sum);
  }

  private static long within(String text, boolean empty, BigDecimal nanos) {
    if (empty || nanos.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw invalid(text);
    }
    return nanos.setScale(0, RoundingMode.DOWN).longValueExact();
  }

  private static BigDecimal unit(String unit, String text) {
    if (unit.isEmpty()) {
      throw new RpcError("time: missing unit in duration \"" + text + "\"");
    }
    Long nanos = UNITS.get(unit);
    if (nanos == null) {
      throw new RpcError("time: unknown unit \"" + unit + "\" in duration \"" + text + "\"");
    }
    return BigDecimal.valueOf(nanos);
  }

  private static RpcError invalid(String text) {
    return new RpcError("time: invalid duration \"" + text + "\"");
  }

  /** As Go writes it: {@code 0s}, {@code 1.5ms}, {@code 1m30s}, {@code 2h0m0s}. */
  public static String text(long nanos) {
    if (nanos == 0) {
      return "0s";
    }
    String sign = nanos < 0 ? "-" : "";
    long left = Math.abs(nanos);
    if (left < 1_000_000_000L) {
      return sign + small(left);
    }
    long hours = left / 3_600_000_000_000L;
    long minutes = left / 60_000_000_000L % 60;
    String seconds = decimal(left % 60_000_000_000L, 9) + "s";
    if (hours > 0) {
      return sign + hours + "h" + minutes + "m" + seconds;
    }
    return sign + (minutes > 0 ? minutes + "m" : "") + seconds;
  }

  private static String small(long nanos) {
    if (nanos < 1_000) {
      return nanos + "ns";
    }
    return nanos < 1_000_000 ? decimal(nanos, 3) + "\u00b5s" : decimal(nanos, 6) + "ms";
  }

  private static String decimal(long value, int scale) {
    BigDecimal number = BigDecimal.valueOf(value, scale).stripTrailingZeros();
    return number.toPlainString();
  }
}
