package io.strowger.rating.plan;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;

/**
 * What a destination costs.
 *
 * @param id the rate's name
 * @param connectFee once for a call, 0 or more
 * @param slots prices by length, at least one, the first from 0
 * @param maxCost what is done about dear calls
 */
public record PriceRule(
    String id,
    BigDecimal connectFee,
    List<PriceSlot> slots,
    FinalRounding rounding,
    MaxCost maxCost) {
  /** Sorts slots, and refuses a rule that leaves usage without a price. */
  public PriceRule {
    connectFee = connectFee.stripTrailingZeros();
    slots = slots.stream().sorted(Comparator.comparingLong(PriceSlot::from)).toList();
    if (slots.isEmpty() || slots.getFirst().from() != 0) {
      throw new IllegalArgumentException("rate " + id + " has no price from the start on");
    }
    for (int i = 1; i < slots.size(); i++) {
      PriceSlot before = slots.get(i - 1);
      if (slots.get(i).from() == before.from()) {
        throw new IllegalArgumentException(
            "rate " + id + " has two prices from " + before.from() + " on");
      }
    }
    if (connectFee.signum() < 0) {
      throw new IllegalArgumentException(
          "rate " + id + " has a connect fee below 0: " + connectFee);
    }
  }

  /** True when it costs the same whatever the usage, though it may have another name. */
  public boolean costsAsMuchAs(PriceRule other) {
    return connectFee.equals(other.connectFee)
        && slots.equals(other.slots)
        && rounding.equals(other.rounding)
        && maxCost.equals(other.maxCost);
  }

  /** The price that holds after so much usage. */
  public PriceSlot slotAt(long usage) {
    PriceSlot found = slots.getFirst();
    for (PriceSlot slot : slots) {
      if (slot.from() <= usage) {
        found = slot;
      }
    }
    return found;
  }

  /** Where the price changes next after so much usage; {@link Long#MAX_VALUE} when never. */
  public long nextChangeAfter(long usage) {
    for (PriceSlot slot : slots) {
      if (slot.from() > usage) {
        return slot.from();
      }
    }
    return Long.MAX_VALUE;
  }

  /** What is done about dear calls. */
  public sealed interface MaxCost {
    /** Nothing. */
    record Unlimited() implements MaxCost {}

    /** Once this is reached, the rest is free. */
    record FreeFrom(BigDecimal amount) implements MaxCost {
      /** One amount is written in one way. */
      public FreeFrom {
        amount = amount.stripTrailingZeros();
      }
    }

    /** No more than this is authorised or reserved; what was used is charged. */
    record DisconnectAt(BigDecimal amount) implements MaxCost {
      /** One amount is written in one way. */
      public DisconnectAt {
        amount = amount.stripTrailingZeros();
      }
    }
  }
}
