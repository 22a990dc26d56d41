package io.strowger.rating.charging;

import io.strowger.contracts.charging.AccountMovement.Kind;
import io.strowger.contracts.id.CallId;
import io.strowger.rating.balance.Purse;
import io.strowger.rating.ledger.Posting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * From what is held to what is entered. Every id is derived from the call, the run and the step; a
 * step that touches several balances numbers them in the order of their ids.
 */
public final class Postings {
  private final CallId call;
  private final String mark;
  private final Purse purse;
  private final List<Posting> postings = new ArrayList<>();

  /**
   * Postings of one run.
   *
   * @param mark the run's name in ids
   * @param purse where debts of accounts without a default balance are found out
   */
  public Postings(CallId call, String mark, Purse purse) {
    this.call = call;
    this.mark = mark;
    this.purse = purse;
  }

  /** All of them, in order. */
  public List<Posting> all() {
    return postings;
  }

  /** Reserves more, or sets free, until as much is held as is said. */
  public Postings hold(Map<String, Long> before, Map<String, Long> after, int slice) {
    int line = 0;
    TreeSet<String> balances = new TreeSet<>(before.keySet());
    balances.addAll(after.keySet());
    for (String balance : balances) {
      long more = after.getOrDefault(balance, 0L) - before.getOrDefault(balance, 0L);
      if (more != 0) {
        Kind kind = more > 0 ? Kind.RESERVATION : Kind.RELEASE;
        add(id("reserve-" + slice, line++), balance, kind, 0, more);
      }
    }
    return this;
  }

  /**
   * Takes what was spent, from what is held first, and sets the rest of that free by the same
   * entry.
   */
  public Postings settle(Map<String, Long> held, Map<String, Long> spent) {
    int line = 0;
    TreeSet<String> balances = new TreeSet<>(held.keySet());
    balances.addAll(spent.keySet());
    for (String balance : balances) {
      long holds = held.getOrDefault(balance, 0L);
      long cost = spent.getOrDefault(balance, 0L);
      if (cost != 0) {
        add(id("settle", line), balance, Kind.SETTLEMENT, -cost, -holds);
      } else if (holds != 0) {
        add(id("release", line), balance, Kind.RELEASE, 0, -holds);
      }
      line++;
    }
    return this;
  }

  private String id(String step, int line) {
    return call.value() + mark + "-" + step + (line == 0 ? "" : "/" + line);
  }

  private void add(String id, String balance, Kind kind, long amount, long reserved) {
    String real = balance.equals(Purse.DEBT) ? purse.defaultBalance() : balance;
    postings.add(Posting.ofCall(id, real, call, kind, amount, reserved));
  }
}
