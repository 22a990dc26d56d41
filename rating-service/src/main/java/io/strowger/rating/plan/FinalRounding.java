package io.strowger.rating.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How the cost of a call is rounded in the end.
 *
 * @param decimals 0 to 30; 0 leaves the cost unrounded
 */
public record FinalRounding(Method method, int decimals) {
  /** Leaves the cost as it is. */
  public static final FinalRounding NONE = new FinalRounding(Method.MIDDLE, 0);

  private static final int MOST_DECIMALS = 30;

  /** Refuses what cannot be. */
  public FinalRounding {
    if (decimals < 0 || decimals > MOST_DECIMALS) {
      throw new IllegalArgumentException(
          "rounding decimals must be 0 to " + MOST_DECIMALS + " but is " + decimals);
    }
  }

  /**
   * The amount rounded as CGRateS does it: shifted in binary floating point, where a half may fall
   * to either side.
   */
  public BigDecimal binary(double amount) {
    BigDecimal shifted = new BigDecimal(amount * Math.pow(10, decimals));
    return method.round(shifted.movePointLeft(decimals), decimals);
  }

  /** In which direction. */
  public enum Method {
    /** Up, if what is cut off is worth it. */
    UP(RoundingMode.CEILING),
    /** To the nearest, a half up. */
    MIDDLE(RoundingMode.HALF_UP),
    /** Down. */
    DOWN(RoundingMode.FLOOR);

    private final RoundingMode mode;

    Method(RoundingMode mode) {
      this.mode = mode;
    }

    /** This amount with so many decimals. */
    public BigDecimal round(BigDecimal amount, int decimals) {
      if (this == UP && isDust(amount, decimals)) {
        return amount.setScale(decimals, RoundingMode.FLOOR);
      }
      return amount.setScale(decimals, mode);
    }

    /**
     * What is left behind the decimals is less than 10^-max(7, decimals) of the last of them: no
     * reason to charge a whole one more.
     */
    private static boolean isDust(BigDecimal amount, int decimals) {
      BigDecimal shifted = amount.movePointRight(decimals);
      BigDecimal left = shifted.subtract(shifted.setScale(0, RoundingMode.FLOOR));
      return left.compareTo(BigDecimal.ONE.movePointLeft(Math.max(7, decimals))) < 0;
    }
  }
}
