package io.strowger.rating.comparison;

import io.strowger.rating.comparison.PriceDifference.Kind;
import io.strowger.rating.comparison.PriceDifference.Offer;
import io.strowger.rating.costing.RatingEngine;
import io.strowger.rating.plan.RatingPlan;
import io.strowger.rating.plan.TariffPlan;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds every prefix whose price differs between two versions of a tariff. */
public final class TariffComparison {
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final RatingEngine engine;
  private final TariffPlan before;
  private final TariffPlan after;
  private final Instant at;
  private final List<PriceDifference> differences = new ArrayList<>();

  private TariffComparison(RatingEngine engine, TariffPlan before, TariffPlan after, Instant at) {
    this.engine = engine;
    this.before = before;
    this.after = after;
    this.at = at;
  }

  /**
   * The differences, by rating plan and prefix. A number without a prefix of its own takes the
   * price of a shorter one: it differs where that does.
   *
   * @param at when the calls begin that are taken for examples
   */
  public static List<PriceDifference> of(
      RatingEngine engine, TariffPlan before, TariffPlan after, Instant at) {
    TariffComparison comparison = new TariffComparison(engine, before, after, at);
    SortedSet<String> plans = new TreeSet<>();
    before.plans().forEach(plan -> plans.add(plan.id()));
    after.plans().forEach(plan -> plans.add(plan.id()));
    plans.forEach(comparison::comparePlan);
    return comparison.differences;
  }

  private void comparePlan(String id) {
    RatingPlan old = before.plan(id).orElseGet(() -> new RatingPlan(id, Map.of()));
    RatingPlan young = after.plan(id).orElseGet(() -> new RatingPlan(id, Map.of()));
    SortedSet<String> prefixes = new TreeSet<>();
    collect(before, old, prefixes);
    collect(after, young, prefixes);
    prefixes.add("");
    for (String prefix : prefixes) {
      compare(
          id,
          prefix,
          before.match(old, prefix).orElse(null),
          after.match(young, prefix).orElse(null));
    }
  }

  private static void collect(TariffPlan tariff, RatingPlan plan, SortedSet<String> into) {
    for (String prefix : tariff.prefixes()) {
      if (tariff.destinationsOf(prefix).stream().anyMatch(plan.prices()::containsKey)) {
        into.add(prefix);
      }
    }
  }

  private void compare(
      String plan,
      String prefix,
      TariffPlan.@Nullable Match old,
      TariffPlan.@Nullable Match young) {
    boolean same =
        old == null || young == null ? old == young : old.prices().costsAsMuchAs(young.prices());
    if (!same) {
      Offer from = offer(before, old);
      Offer to = offer(after, young);
      differences.add(new PriceDifference(plan, prefix, kind(from, to), from, to));
    }
  }

  private @Nullable Offer offer(TariffPlan tariff, TariffPlan.@Nullable Match match) {
    return match == null ? null : new Offer(match, cost(tariff, match, 1), cost(tariff, match, 10));
  }

  private @Nullable BigDecimal cost(TariffPlan tariff, TariffPlan.Match match, int minutes) {
    Optional<BigDecimal> cost = engine.cost(match.prices(), tariff.zone(), at, minutes * MINUTE);
    return cost.orElse(null);
  }

  private static Kind kind(@Nullable Offer from, @Nullable Offer to) {
    if (from == null) {
      return Kind.ADDED;
    }
    if (to == null) {
      return Kind.REMOVED;
    }
    if (from.oneMinute() == null
        || from.tenMinutes() == null
        || to.oneMinute() == null
        || to.tenMinutes() == null) {
      return Kind.OTHERWISE;
    }
    int one = to.oneMinute().compareTo(from.oneMinute());
    int ten = to.tenMinutes().compareTo(from.tenMinutes());
    if (one == 0 && ten == 0 || one * ten < 0) {
      return Kind.OTHERWISE;
    }
    return one + ten > 0 ? Kind.RAISED : Kind.LOWERED;
  }
}
