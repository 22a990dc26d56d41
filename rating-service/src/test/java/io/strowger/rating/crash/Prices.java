package io.strowger.rating.crash;

import java.time.Duration;

/** What calls cost here, reckoned anew: by the second, or by six seconds and with a connect fee. */
final class Prices {
  /** By the second, 0.60 a minute. */
  static final String BY_SECOND = "6125550";

  /** By six seconds, 1.20 a minute, and 0.05 at answer. */
  static final String BY_SIX = "4420794";

  /** The rates as the service takes them. */
  static final String RATES =
      """
      [{"prefix":"61","slots":[{"price":"0.60"}]},
       {"prefix":"44","connect_fee":"0.05","slots":[{"price":"1.20","increment_seconds":6}]}]\
      """;

  private static final long SECOND = 10_000;
  private static final long SIX_SECONDS = 120_000;
  private static final long CONNECT_FEE = 50_000;

  private Prices() {}

  /** The price in micro-units. */
  static long of(String destination, Duration used) {
    if (used.isZero() || used.isNegative()) {
      return 0;
    }
    long seconds = Math.ceilDiv(used.toNanos(), 1_000_000_000L);
    return destination.startsWith("61")
        ? seconds * SECOND
        : CONNECT_FEE + Math.ceilDiv(seconds, 6) * SIX_SECONDS;
  }
}
