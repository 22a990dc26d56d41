package io.strowger.rating.balance;

/**
 * The part of a call that balances are drawn upon for, in nanoseconds or units from its start.
 *
 * @param first true for a call's first part, which bears the connect fee
 * @param spentMicros what the call cost before, in micro-units
 */
public record Reach(long from, long to, boolean first, long spentMicros) {
  /** Refuses what runs backwards. */
  public Reach {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("usage must not run backwards: " + from + " to " + to);
    }
  }

  /** A call from its start. */
  public static Reach whole(long to) {
    return new Reach(0, to, true, 0);
  }

  Reach upTo(long end) {
    return new Reach(from, end, first, spentMicros);
  }
}
