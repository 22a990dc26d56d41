package io.strowger.rating.balance;

import org.jspecify.annotations.Nullable;

/**
 * Something that may be spent.
 *
 * @param id never changes and is never given again
 * @param availableMicros what may be spent, reservations taken off, in micro-units
 * @param lowestMicros how low it may be drawn, 0 or less, in micro-units; absent is without limit
 */
public record Balance(
    String id, Unit unit, BalanceTerms terms, long availableMicros, @Nullable Long lowestMicros) {

  /** A balance that may be drawn to nothing. */
  public static Balance of(String id, Unit unit, BalanceTerms terms, long availableMicros) {
    return new Balance(id, unit, terms, availableMicros, 0L);
  }

  /** The same with more or less in it. */
  public Balance plus(long micros) {
    return new Balance(id, unit, terms, Math.addExact(availableMicros, micros), lowestMicros);
  }

  /** As others than its owner may draw upon it: no debts go there. */
  public Balance lent() {
    return new Balance(id, unit, terms.named("*shared"), availableMicros, 0L);
  }

  /** As it pays once more for what it paid: no debts go there, though it be disabled since. */
  public Balance former() {
    return new Balance(id, unit, lent().terms().enabled(), availableMicros, 0L);
  }

  /** How far it may still be drawn, its credit included; {@link Long#MAX_VALUE} without limit. */
  public long spendableMicros() {
    return lowestMicros == null
        ? Long.MAX_VALUE
        : Math.subtractExact(availableMicros, lowestMicros.longValue());
  }

  boolean isDefault() {
    return terms.name().equals(BalanceTerms.DEFAULT);
  }
}
