package io.strowger.rating.costing;

import io.strowger.rating.plan.PriceSlot;
import io.strowger.rating.plan.TimedPrice;

/**
 * A part of a call that one price holds for.
 *
 * @param from where it begins, counted from the call's start
 * @param to where it ends, after rounding up to whole increments
 * @param coverage where its price was found
 * @param price what holds
 */
public record Span(long from, long to, Coverage coverage, TimedPrice price) {
  /** How much is charged. */
  public long length() {
    return to - from;
  }

  /** How many increments are charged. */
  public long increments() {
    return length() / slot().increment();
  }

  /** The slot that its price comes from. */
  public PriceSlot slot() {
    return price.price().slotAt(from);
  }

  Span fromOn(long later) {
    return new Span(later, to, coverage, price);
  }

  Span roundedUp() {
    long increment = slot().increment();
    long whole = Math.multiplyExact(Math.ceilDiv(length(), increment), increment);
    return new Span(from, Math.addExact(from, whole), coverage, price);
  }
}
