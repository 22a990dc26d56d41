package io.strowger.rating.balance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that an account may draw upon: its own balances, and those that others share with it.
 *
 * @param balances in the order in which they were opened
 * @param unlimited true when calls are never cut for want of money: its default balance then goes
 *     as far below zero as it must
 */
public record Purse(Unit.Money money, List<Balance> balances, boolean unlimited) {
  /** Where debts go when the account has no default balance yet. */
  public static final String DEBT = "*debt";

  /** Copies what it is given. */
  public Purse {
    balances = List.copyOf(balances);
  }

  /** Nothing but so much money. */
  public static Purse of(Unit.Money money, long micros) {
    return new Purse(
        money,
        List.of(Balance.of(DEBT, money, BalanceTerms.plain(BalanceTerms.DEFAULT), micros)),
        false);
  }

  /** The balance of an id. */
  public Optional<Balance> balance(String id) {
    return balances.stream().filter(balance -> balance.id().equals(id)).findFirst();
  }

  /** The id of the balance that may go below zero; {@link #DEBT} when there is none. */
  public String defaultBalance() {
    return balances.stream()
        .filter(balance -> balance.isDefault() && balance.unit().equals(money))
        .map(Balance::id)
        .findFirst()
        .orElse(DEBT);
  }

  /** The same, its default balance to be drawn no lower than this. */
  public Purse downTo(long lowestMicros) {
    String credit = defaultBalance();
    List<Balance> changed = new ArrayList<>(balances.size());
    for (Balance balance : balances) {
      changed.add(
          balance.id().equals(credit)
              ? new Balance(
                  balance.id(),
                  balance.unit(),
                  balance.terms(),
                  balance.availableMicros(),
                  lowestMicros)
              : balance);
    }
    return new Purse(money, changed, unlimited);
  }

  /** The same with amounts added to balances, by id; those it does not have are passed over. */
  public Purse plus(Map<String, Long> micros) {
    List<Balance> changed = new ArrayList<>(balances.size());
    for (Balance balance : balances) {
      Long more = micros.get(balance.id());
      changed.add(more == null ? balance : balance.plus(more));
    }
    return new Purse(money, changed, unlimited);
  }
}
