package io.strowger.rating.costing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * Cuts spans where the money ends, or where a price must not be authorised any further. The effort
 * depends on how often the price changes, not on how many increments there are.
 */
final class Budget {
  private final Costing costing;
  private final BigDecimal money;
  private final boolean withConnectFee;

  Budget(Costing costing, BigDecimal money, boolean withConnectFee) {
    this.costing = costing;
    this.money = money;
    this.withConnectFee = withConnectFee;
  }

  /** The longest beginning of these spans that may be granted, in whole increments. */
  List<Span> cut(List<Span> spans) {
    List<Span> granted = new ArrayList<>(spans.size());
    for (Span next : spans) {
      long increments = most(next.increments(), count -> allowed(with(granted, next, count)));
      if (increments > 0) {
        granted.add(next.firstIncrements(increments));
      }
      if (increments < next.increments()) {
        break;
      }
    }
    return granted;
  }

  private static List<Span> with(List<Span> before, Span next, long increments) {
    if (increments == 0) {
      return before;
    }
    List<Span> all = new ArrayList<>(before);
    all.add(next.firstIncrements(increments));
    return all;
  }

  private boolean allowed(List<Span> spans) {
    return spans.isEmpty() || affordable(spans) && withinLimit(spans);
  }

  private boolean affordable(List<Span> spans) {
    BigDecimal cost = costing.of(spans, withConnectFee);
    return cost.signum() == 0 || cost.compareTo(money) <= 0;
  }

  /**
   * The last increment may begin while what was charged before it, without the connect fee, is
   * below the limit.
   */
  private boolean withinLimit(List<Span> spans) {
    Span last = spans.getLast();
    BigDecimal limit = last.price().price().disconnectAt();
    return limit == null || costing.of(withoutLastIncrement(spans), false).compareTo(limit) < 0;
  }

  private static List<Span> withoutLastIncrement(List<Span> spans) {
    Span last = spans.getLast();
    return with(spans.subList(0, spans.size() - 1), last, last.increments() - 1);
  }

  /** The greatest number, 0 to most, that passes; all below it pass too. */
  private static long most(long most, LongPredicate passes) {
    if (passes.test(most)) {
      return most;
    }
    long good = 0;
    long bad = most;
    while (bad - good > 1) {
      long middle = good + (bad - good) / 2;
      if (passes.test(middle)) {
        good = middle;
      } else {
        bad = middle;
      }
    }
    return good;
  }

  /** The cost of what was granted. */
  BigDecimal cost(List<Span> granted) {
    return granted.isEmpty() ? BigDecimal.ZERO : costing.of(granted, withConnectFee);
  }
}
