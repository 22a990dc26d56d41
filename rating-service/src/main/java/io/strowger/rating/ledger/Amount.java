package io.strowger.rating.ledger;

import java.math.BigDecimal;

/** Amounts as people write them, and as micro-units. */
public final class Amount {
  private static final int MICRO = 6;
  private static final int FEWEST_DECIMALS = 2;

  private Amount() {}

  /**
   * Micro-units of a decimal amount.
   *
   * @throws IllegalArgumentException when it has more than six decimals or is beyond what accounts
   *     hold (9,223,372,036,854.775807)
   */
  public static long micros(BigDecimal amount) {
    try {
      return amount.setScale(MICRO).unscaledValue().longValueExact();
    } catch (ArithmeticException impossible) {
      throw new IllegalArgumentException(
          "an amount has at most six decimals and twelve digits before them: " + amount,
          impossible);
    }
  }

  /** The decimal amount, with at least two decimals: {@code 12.50}, {@code 0.000001}. */
  public static String text(long micros) {
    BigDecimal amount = BigDecimal.valueOf(micros, MICRO).stripTrailingZeros();
    return (amount.scale() < FEWEST_DECIMALS ? amount.setScale(FEWEST_DECIMALS) : amount)
        .toPlainString();
  }
}
