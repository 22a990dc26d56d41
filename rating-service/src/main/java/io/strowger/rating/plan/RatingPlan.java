package io.strowger.rating.plan;

import java.util.Map;

/**
 * Timed prices by destination.
 *
 * @param prices by destination id; {@link #ANY} holds where nothing else does
 */
public record RatingPlan(String id, Map<String, PriceList> prices) {
  /** The destination that every number belongs to, and the subject that everyone is. */
  public static final String ANY = "*any";

  /** Copies what it is given. */
  public RatingPlan {
    prices = Map.copyOf(prices);
  }

  /** The prices of a destination; empty when it has none. */
  public PriceList of(String destination) {
    return prices.getOrDefault(destination, PriceList.EMPTY);
  }
}
