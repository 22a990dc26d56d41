package io.strowger.rating.balance;

import java.util.HashMap;
import java.util.Map;

/** What is left in a purse while it is drawn upon. */
final class Till {
  private final Map<String, Long> left = new HashMap<>();
  private final Purse purse;
  private final boolean mayOwe;
  private long budget;

  /**
   * The till of a purse.
   *
   * @param budget the most money that may be taken, in micro-units
   */
  Till(Purse purse, boolean mayOwe, long budget) {
    this.purse = purse;
    this.mayOwe = mayOwe;
    this.budget = budget;
    purse.balances().forEach(b -> left.put(b.id(), b.availableMicros()));
  }

  /** What is left in a balance, its credit not counted. */
  long left(Balance balance) {
    long own = left.getOrDefault(balance.id(), 0L);
    return balance.unit() instanceof Unit.Money ? Math.min(own, budget) : own;
  }

  /**
   * How much more debt the default balance may bear.
   *
   * @param withOwn whether what it holds may be spent, too
   */
  long credit(boolean withOwn) {
    if (mayOwe) {
      return budget;
    }
    Balance debtor = purse.balance(purse.defaultBalance()).orElse(null);
    if (debtor == null) {
      return 0;
    }
    if (debtor.lowestMicros() == null) {
      return budget;
    }
    long own = left.getOrDefault(debtor.id(), 0L);
    long owable = (withOwn ? own : Math.min(own, 0)) - debtor.lowestMicros();
    return Math.clamp(owable, 0, Math.max(0, budget));
  }

  void takeUnits(String balance, long micros) {
    left.merge(balance, -micros, Math::addExact);
  }

  void takeMoney(String balance, long micros) {
    left.merge(balance, -micros, Math::addExact);
    budget = budget == Long.MAX_VALUE ? budget : budget - micros;
  }
}
