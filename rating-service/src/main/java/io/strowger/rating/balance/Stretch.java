package io.strowger.rating.balance;

import io.strowger.rating.plan.FinalRounding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a call under one price.
 *
 * @param from where it begins, counted from the start of the call
 * @param subject by whose profile it was rated; empty when balances' units alone were used
 * @param plan the rating plan its price came from; empty likewise
 * @param destination the destination id that matched; empty likewise
 * @param prefix the prefix that matched; empty likewise
 * @param rounding of the price; nothing is rounded at 0 decimals
 */
public record Stretch(
    long from,
    String subject,
    String plan,
    String destination,
    String prefix,
    FinalRounding rounding,
    List<Draw> draws) {
  private static final long SECOND = 1_000_000_000L;

  /** Copies what it is given. */
  public Stretch {
    draws = List.copyOf(draws);
  }

  /** How much usage it covers. */
  public long length() {
    return draws.stream().mapToLong(Draw::length).sum();
  }

  /** What it cost, in micro-units of the price's currency. */
  public long costMicros() {
    return draws.stream().mapToLong(Draw::costMicros).sum();
  }

  /** The first prefix by which any of these was priced; absent when units alone were used. */
  public static @Nullable String prefixOf(List<Stretch> stretches) {
    return stretches.stream()
        .filter(stretch -> !stretch.plan().isEmpty())
        .map(Stretch::prefix)
        .findFirst()
        .orElse(null);
  }

  /** How many seconds these cover, a begun one counted whole. */
  public static long seconds(List<Stretch> stretches) {
    return Math.ceilDiv(stretches.stream().mapToLong(Stretch::length).sum(), SECOND);
  }

  /** True for a part that costs nothing because nobody was to pay for it. */
  public boolean isPause() {
    return subject.isEmpty() && draws.stream().allMatch(draw -> draw.units() == null);
  }

  /** The same, beginning elsewhere. */
  public Stretch from(long begin) {
    return new Stretch(begin, subject, plan, destination, prefix, rounding, draws);
  }

  /** The same with other draws. */
  public Stretch with(List<Draw> others) {
    return new Stretch(from, subject, plan, destination, prefix, rounding, others);
  }
}
