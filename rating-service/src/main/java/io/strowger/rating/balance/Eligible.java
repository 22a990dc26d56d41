package io.strowger.rating.balance;

import io.strowger.rating.plan.Timing;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Which balances may be drawn upon for something, and in which order. */
final class Eligible {
  private static final String ANY = "*any";
  private static final int NONE = -1;

  private final Rater rater;
  private final Spending spending;
  private final Instant at;

  /** Those for this spending, at this time. */
  Eligible(Rater rater, Spending spending, Instant at) {
    this.rater = rater;
    this.spending = spending;
    this.at = at;
  }

  private record Ranked(Balance balance, int precision) {}

  /** The longest matching destination first, then the heaviest. */
  List<Balance> of(List<Balance> balances, Unit unit) {
    List<Ranked> ranked = new ArrayList<>();
    for (Balance balance : balances) {
      int precision = balance.unit().equals(unit) && mayBeUsed(balance) ? precision(balance) : NONE;
      if (precision != NONE) {
        ranked.add(new Ranked(balance, precision));
      }
    }
    ranked.sort(
        Comparator.comparingInt(Ranked::precision)
            .thenComparing(one -> one.balance().terms().weight())
            .reversed());
    return ranked.stream().map(Ranked::balance).toList();
  }

  private boolean mayBeUsed(Balance balance) {
    return isOpen(balance.terms()) && (balance.availableMicros() > 0 || balance.terms().blocker());
  }

  /** True when its terms let it be drawn upon, whatever it holds. */
  boolean admits(Balance balance) {
    return isOpen(balance.terms()) && precision(balance) != NONE;
  }

  private boolean isOpen(BalanceTerms terms) {
    return !terms.disabled()
        && !terms.isExpiredAt(at)
        && (terms.categories().isEmpty()
            || terms.categories().contains(spending.profile().category()));
  }

  /** True when one of its timings holds, or it has none. */
  boolean isActive(Balance balance, Instant time) {
    List<Timing> timings = balance.terms().timings();
    if (timings.isEmpty()) {
      return true;
    }
    LocalDateTime local = LocalDateTime.ofInstant(time, rater.zone());
    return timings.stream().anyMatch(timing -> timing.holdsAt(local));
  }

  /** The length of the prefix that matched; 0 for a balance that holds for all numbers. */
  private int precision(Balance balance) {
    Set<String> wanted = balance.terms().destinations();
    if (wanted.isEmpty() || wanted.contains(ANY)) {
      return 0;
    }
    boolean onlyExclusions = wanted.stream().allMatch(id -> id.startsWith("!"));
    String number = spending.destination();
    for (int length = number.length(); length > 0; length--) {
      List<String> known = rater.destinationsOf(number.substring(0, length));
      boolean excluded = known.stream().anyMatch(id -> wanted.contains("!" + id));
      boolean included = known.stream().anyMatch(wanted::contains);
      if (excluded) {
        return NONE;
      }
      if (included || onlyExclusions && !known.isEmpty()) {
        return length;
      }
    }
    return NONE;
  }
}
