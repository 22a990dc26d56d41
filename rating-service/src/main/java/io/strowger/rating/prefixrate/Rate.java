package io.strowger.rating.prefixrate;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What calls to a prefix cost.
 *
 * @param prefix 0 to 15 digits; empty matches every number
 * @param connectFee charged once when the call was answered
 * @param slots the prices by time, 1 to 10, the first from 0, ascending
 */
public record Rate(String prefix, BigDecimal connectFee, List<RateSlot> slots) {
  private static final Pattern PREFIX = Pattern.compile("[0-9*#]{0,15}");
  private static final int MOST_SLOTS = 10;

  /** Refuses a rate that leaves a time without a price. */
  public Rate {
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException("prefix must match " + PREFIX + ": " + prefix);
    }
    RateSlot.requirePrice("connect_fee", connectFee);
    slots = List.copyOf(slots);
    if (slots.isEmpty() || slots.size() > MOST_SLOTS || slots.getFirst().fromSeconds() != 0) {
      throw new IllegalArgumentException(
          "prefix " + prefix + " needs 1 to " + MOST_SLOTS + " slots, the first from 0");
    }
    for (int i = 1; i < slots.size(); i++) {
      if (slots.get(i).fromSeconds() <= slots.get(i - 1).fromSeconds()) {
        throw new IllegalArgumentException("slots of prefix " + prefix + " must ascend");
      }
    }
  }
}
