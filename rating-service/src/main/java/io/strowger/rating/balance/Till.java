package io.strowger.rating.balance;

import java.util.HashMap;
import java.util.Map;

/** What is left in a purse while it is drawn upon. */
final class Till {
  private final Map<String, Long> left = new HashMap<>();
  private final Purse purse;
  private final boolean mayOwe;

  Till(Purse purse, boolean mayOwe) {
    this.purse = purse;
    this.mayOwe = mayOwe;
    purse.balances().forEach(b -> left.put(b.id(), b.availableMicros()));
  }

  /** What is left in a balance, its credit not counted. */
  long left(Balance balance) {
    return left.getOrDefault(balance.id(), 0L);
  }

  /** How much more debt the default balance may bear. */
  long credit() {
    if (mayOwe) {
      return Long.MAX_VALUE;
    }
    Balance debtor = purse.balance(purse.defaultBalance()).orElse(null);
    if (debtor == null) {
      return 0;
    }
    return debtor.lowestMicros() == null
        ? Long.MAX_VALUE
        : Math.max(0, left(debtor) - debtor.lowestMicros());
  }

  void take(String balance, long micros) {
    left.merge(balance, -micros, Math::addExact);
  }
}
