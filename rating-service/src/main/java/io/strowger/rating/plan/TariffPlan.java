package io.strowger.rating.plan;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All that prices are found by; never changes, and is shared by all threads. */
public final class TariffPlan {
  private final ZoneId zone;
  private final Map<String, List<String>> destinationsByPrefix;

  /** The lengths that prefixes have, the longest first. */
  private final int[] lengths;

  private final Map<String, RatingPlan> plans;
  private final Map<RatingProfile.Key, RatingProfile> profiles;

  /**
   * A tariff plan.
   *
   * @param zone in which timings are told
   * @param destinations the prefixes of each destination id
   */
  public TariffPlan(
      ZoneId zone,
      Map<String, ? extends Collection<String>> destinations,
      Collection<RatingPlan> plans,
      Collection<RatingProfile> profiles) {
    this.zone = zone;
    Map<String, List<String>> byPrefix = new HashMap<>();
    destinations.forEach((id, prefixes) ->
        prefixes.forEach(
            prefix -> byPrefix.computeIfAbsent(prefix, _ -> new ArrayList<>(1)).add(id)));
    byPrefix.replaceAll((_, ids) -> ids.stream().distinct().sorted().toList());
    this.destinationsByPrefix = Map.copyOf(byPrefix);
    this.lengths =
        byPrefix.keySet().stream()
            .map(String::length)
            .distinct()
            .sorted(Comparator.reverseOrder())
            .mapToInt(Integer::intValue)
            .toArray();
    Map<String, RatingPlan> plansById = new HashMap<>();
    plans.forEach(plan -> plansById.put(plan.id(), plan));
    this.plans = Map.copyOf(plansById);
    Map<RatingProfile.Key, RatingProfile> profilesByKey = new HashMap<>();
    profiles.forEach(profile -> profilesByKey.put(profile.key(), profile));
    this.profiles = Map.copyOf(profilesByKey);
  }

  private TariffPlan(TariffPlan of, RatingProfile only) {
    this.zone = of.zone;
    this.destinationsByPrefix = of.destinationsByPrefix;
    this.lengths = of.lengths;
    this.plans = of.plans;
    this.profiles = Map.of(only.key(), only);
  }

  /** The same destinations and plans, but only this profile: what a plan would cost. */
  public TariffPlan withOnly(RatingProfile profile) {
    return new TariffPlan(this, profile);
  }

  /** A plan that knows no one. */
  public static TariffPlan empty(ZoneId zone) {
    return new TariffPlan(zone, Map.of(), List.of(), List.of());
  }

  /** In which timings are told. */
  public ZoneId zone() {
    return zone;
  }

  /** All prefixes, of whatever destination. */
  public Set<String> prefixes() {
    return destinationsByPrefix.keySet();
  }

  /** All rating plans. */
  public Collection<RatingPlan> plans() {
    return plans.values();
  }

  /** All rating profiles. */
  public Collection<RatingProfile> profiles() {
    return profiles.values();
  }

  /** The plan of a name. */
  public Optional<RatingPlan> plan(String id) {
    return Optional.ofNullable(plans.get(id));
  }

  /** The profile of a subject. */
  public Optional<RatingProfile> profile(RatingProfile.Key key) {
    return Optional.ofNullable(profiles.get(key));
  }

  /** The destinations that a prefix belongs to, whole. */
  public List<String> destinationsOf(String prefix) {
    return destinationsByPrefix.getOrDefault(prefix, List.of());
  }

  /** What a plan has for a number. */
  public record Match(String destination, String prefix, PriceList prices) {}

  /**
   * The longest prefix for which the plan has a price that holds at call start; of several
   * destinations with that prefix the heaviest; the same without a leading plus; then what the plan
   * has for any number.
   */
  public Optional<Match> match(RatingPlan plan, String number, LocalDateTime start) {
    return match(plan, number, prices -> prices.holdsAt(start));
  }

  /** What the plan has for a number at one time or another. */
  public Optional<Match> match(RatingPlan plan, String number) {
    return match(plan, number, prices -> !prices.isEmpty());
  }

  private Optional<Match> match(RatingPlan plan, String number, Predicate<PriceList> fits) {
    Match found = byPrefix(plan, number, fits);
    if (found == null && number.startsWith("+")) {
      found = byPrefix(plan, number.substring(1), fits);
    }
    if (found != null) {
      return Optional.of(found);
    }
    PriceList any = plan.of(RatingPlan.ANY);
    return any.isEmpty()
        ? Optional.empty()
        : Optional.of(new Match(RatingPlan.ANY, RatingPlan.ANY, any));
  }

  private @Nullable Match byPrefix(RatingPlan plan, String number, Predicate<PriceList> fits) {
    for (int length : lengths) {
      if (length > number.length()) {
        continue;
      }
      String prefix = number.substring(0, length);
      Match best = null;
      for (String destination : destinationsOf(prefix)) {
        PriceList prices = plan.of(destination);
        if (fits.test(prices)
            && (best == null || prices.weight().compareTo(best.prices().weight()) > 0)) {
          best = new Match(destination, prefix, prices);
        }
      }
      if (best != null) {
        return best;
      }
    }
    return null;
  }
}
