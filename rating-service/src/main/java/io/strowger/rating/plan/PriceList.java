package io.strowger.rating.plan;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a plan asks for one destination; never changes. */
public final class PriceList {
  /** Nothing. */
  public static final PriceList EMPTY = new PriceList(List.of());

  private final List<TimedPrice> prices;
  private final BigDecimal weight;
  private final boolean constant;

  /**
   * Prices of one destination. Of two that are as heavy and begin at the same time, the first in
   * this order wins.
   */
  public PriceList(List<TimedPrice> prices) {
    this.prices = List.copyOf(prices);
    this.weight = prices.stream().map(TimedPrice::weight).reduce(BigDecimal.ZERO, BigDecimal::max);
    this.constant = prices.size() == 1 && prices.getFirst().timing().isAlways();
  }

  /** All of them. */
  public List<TimedPrice> prices() {
    return prices;
  }

  /** The heaviest weight among them, 0 or more. */
  public BigDecimal weight() {
    return weight;
  }

  /** True when any usage costs the same by both, whatever their names. */
  public boolean costsAsMuchAs(PriceList other) {
    if (prices.size() != other.prices.size()) {
      return false;
    }
    List<TimedPrice> left = new ArrayList<>(other.prices);
    for (TimedPrice price : prices) {
      if (!left.removeIf(price::costsAsMuchAs)) {
        return false;
      }
    }
    return true;
  }

  /** True when there is none. */
  public boolean isEmpty() {
    return prices.isEmpty();
  }

  /** True when one price holds at any time. */
  public boolean isConstant() {
    return constant;
  }

  /** True when one of them holds at this local time. */
  public boolean holdsAt(LocalDateTime time) {
    return constant || at(time).isPresent();
  }

  /** The heaviest of those that hold at this local time; among those, the one begun last. */
  public Optional<TimedPrice> at(LocalDateTime time) {
    if (constant) {
      return Optional.of(prices.getFirst());
    }
    TimedPrice best = null;
    for (TimedPrice candidate : prices) {
      if (candidate.timing().holdsAt(time) && (best == null || candidate.beats(best))) {
        best = candidate;
      }
    }
    return Optional.ofNullable(best);
  }

  /**
   * When, later that day, a price begins that is as heavy as the one held or heavier.
   *
   * @param held what holds at this time; absent when nothing does
   */
  public @Nullable LocalDateTime nextChange(LocalDateTime after, @Nullable TimedPrice held) {
    LocalDateTime next = null;
    for (TimedPrice candidate : prices) {
      LocalDateTime begins = after.toLocalDate().atTime(candidate.timing().start());
      if (begins.isAfter(after)
          && candidate.timing().holdsOn(after.toLocalDate())
          && (held == null || candidate.weight().compareTo(held.weight()) >= 0)
          && (next == null || begins.isBefore(next))) {
        next = begins;
      }
    }
    return next;
  }
}
