package io.strowger.rating.balance;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Some increments drawn from the same balances.
 *
 * @param increment the length of one, in nanoseconds or units; 0 for the connect fee
 * @param count how many, 1 or more
 * @param units the balance whose units were used; absent when none were
 * @param unitsMicros taken from it for all of them, in micro-units
 * @param money the balance that was charged; absent when nothing was
 * @param costMicros taken from it for all of them, in micro-units
 */
public record Draw(
    long increment,
    long count,
    @Nullable String units,
    long unitsMicros,
    @Nullable String money,
    long costMicros) {

  /** How much usage it covers. */
  public long length() {
    return increment * count;
  }

  /** The first so many of its increments; a begun micro-unit of what they took is left out. */
  public Draw first(long kept) {
    return new Draw(increment, kept, units, part(unitsMicros, kept), money, part(costMicros, kept));
  }

  private long part(long micros, long kept) {
    return BigInteger.valueOf(micros)
        .multiply(BigInteger.valueOf(kept))
        .divide(BigInteger.valueOf(count))
        .longValueExact();
  }
}
