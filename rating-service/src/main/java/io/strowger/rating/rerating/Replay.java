package io.strowger.rating.rerating;

import io.strowger.rating.balance.Balance;
import io.strowger.rating.balance.Drawing;
import io.strowger.rating.balance.Drawn;
import io.strowger.rating.balance.Purse;
import io.strowger.rating.balance.Rater;
import io.strowger.rating.balance.Reach;
import io.strowger.rating.balance.Spending;
import io.strowger.rating.metering.Meter;
import io.strowger.rating.metering.Metered;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeSet;

/**
 * Charges once more, in the order in which they were made: each meets the balances as they were
 * then, and as the charges before it have left them now. A balance that is gone pays what it paid
 * for a charge, and no more.
 */
public final class Replay {
  private static final Comparator<Correction> BY_ENTRY =
      Comparator.comparingLong(Correction::entry);

  /** How much more balances held at this point than they did then, by the charges before. */
  private final Map<String, Long> drift = new HashMap<>();

  /** Corrections that no charge looked at so far was made after, the earliest first. */
  private final Map<String, PriorityQueue<Correction>> corrected = new HashMap<>();

  /** What earlier re-ratings entered for charges that are replayed. */
  public void corrected(Collection<Correction> corrections) {
    for (Correction each : corrections) {
      corrected.computeIfAbsent(each.balance(), _ -> new PriorityQueue<>(BY_ENTRY)).add(each);
    }
  }

  /**
   * One more charge.
   *
   * @param rater the prices that hold now
   * @param made the balances when the charge was made
   */
  public Rerated next(PastCharge charge, Rater rater, Then made) {
    made.entries().forEach(this::forgetCorrectionsUpTo);
    if (charge.hasPause()) {
      // When it was not to be paid for is known of what was drawn alone, not of the call.
      passed(charge);
      return new Rerated.Unpriced("PAUSED");
    }
    boolean touchesBalances = charge.touchesBalances();
    Purse payer =
        touchesBalances ? met(charge, made) : new Purse(made.purse().money(), List.of(), true);
    Drawn drawn = new Drawing(rater).all(payer, charge.spending(), Reach.whole(charge.used()));
    return switch (drawn) {
      case Drawn.Refused(var why) -> {
        passed(charge);
        yield new Rerated.Unpriced(why.name());
      }
      case Drawn.Taken _ -> {
        Metered metered = metered(rater, payer, charge.spending(), charge.used());
        Map<String, Long> taken =
            touchesBalances
                ? goneFirst(settled(metered.holds(), payer.defaultBalance()), charge, made)
                : Map.of();
        remember(charge, taken);
        yield new Rerated.Priced(
            metered.costMicros(), metered.stretches(), taken, less(charge.taken(), taken));
      }
    };
  }

  /** A charge that stays as it stands. */
  public void passed(PastCharge charge) {
    remember(charge, charge.taken());
  }

  /** The balances as a charge meets them now; those that are gone have what they paid for it. */
  private Purse met(PastCharge charge, Then made) {
    Map<String, Long> more = new HashMap<>(drift);
    for (Balance balance : made.purse().balances()) {
      if (made.gone().contains(balance.id())) {
        more.put(balance.id(), charge.unroundedOf(balance.id()) - balance.availableMicros());
      }
    }
    return made.purse().plus(more);
  }

  /** As a call is settled that nothing was reserved for; what is short becomes debt. */
  private static Metered metered(Rater rater, Purse purse, Spending spending, long used) {
    return Meter.of(rater).settle(Metered.NOTHING, purse, spending, used, true);
  }

  /** What balances held then has these in it already: a charge before it took so much less. */
  private void forgetCorrectionsUpTo(String balance, long entry) {
    PriorityQueue<Correction> earlier = corrected.get(balance);
    while (earlier != null && !earlier.isEmpty() && earlier.element().entry() <= entry) {
      drift.merge(balance, -earlier.remove().micros(), Long::sum);
    }
  }

  private void remember(PastCharge charge, Map<String, Long> taken) {
    less(charge.takenAtFirst(), taken)
        .forEach((balance, more) -> drift.merge(balance, more, Long::sum));
  }

  private static Map<String, Long> settled(Map<String, Long> holds, String defaultBalance) {
    Map<String, Long> taken = new HashMap<>();
    holds.forEach((balance, micros) ->
        taken.merge(balance.equals(Purse.DEBT) ? defaultBalance : balance, micros, Long::sum));
    return taken;
  }

  /**
   * Money that is gone pays whole increments of a dearer price alone, or none: what it paid beyond
   * them it pays of what others are taken more than they were.
   */
  private static Map<String, Long> goneFirst(
      Map<String, Long> taken, PastCharge charge, Then made) {
    Map<String, Long> shifted = new HashMap<>(taken);
    for (Balance gone : made.purse().balances()) {
      if (!made.gone().contains(gone.id()) || !isMoneyAsItIs(gone, made)) {
        continue;
      }
      for (String other : new TreeSet<>(taken.keySet())) {
        long missing = more(charge.taken(), shifted, gone.id());
        long increase = more(shifted, charge.taken(), other);
        boolean pays = !made.gone().contains(other) && isMoneyAsItIs(other, made);
        if (pays && missing > 0 && increase > 0) {
          long moved = Math.min(missing, increase);
          shifted.merge(other, -moved, Long::sum);
          shifted.merge(gone.id(), moved, Long::sum);
        }
      }
    }
    shifted.values().removeIf(micros -> micros == 0);
    return shifted;
  }

  /** Also a default balance that is only to be. */
  private static boolean isMoneyAsItIs(String id, Then made) {
    return made.purse().balance(id).map(balance -> isMoneyAsItIs(balance, made)).orElse(true);
  }

  private static boolean isMoneyAsItIs(Balance balance, Then made) {
    return balance.unit().equals(made.purse().money()) && balance.terms().factors().isEmpty();
  }

  private static long more(Map<String, Long> one, Map<String, Long> other, String balance) {
    return one.getOrDefault(balance, 0L) - other.getOrDefault(balance, 0L);
  }

  /** The first less the second, but for what comes to nothing. */
  static Map<String, Long> less(Map<String, Long> first, Map<String, Long> second) {
    Map<String, Long> difference = new HashMap<>();
    TreeSet<String> balances = new TreeSet<>(first.keySet());
    balances.addAll(second.keySet());
    for (String balance : balances) {
      long rest = first.getOrDefault(balance, 0L) - second.getOrDefault(balance, 0L);
      if (rest != 0) {
        difference.put(balance, rest);
      }
    }
    return difference;
  }
}
