package io.strowger.rating.tariff;

import io.strowger.rating.plan.PriceList;
import io.strowger.rating.plan.PriceRule;
import io.strowger.rating.plan.PriceSlot;
import io.strowger.rating.plan.RatingPlan;
import io.strowger.rating.plan.RatingProfile;
import io.strowger.rating.plan.TariffPlan;
import io.strowger.rating.plan.TimedPrice;
import io.strowger.rating.plan.Timing;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a tariff plan of rows, and finds every row that cannot be part of it. The order of rows
 * changes nothing.
 */
public final class TariffCompiler {
  private static final Comparator<Part> ORDER =
      Comparator.comparing((Part part) -> part.rate().id())
          .thenComparing(part -> part.rate().rate())
          .thenComparing(part -> part.price().timing().id());

  private final ZoneId zone;
  private final boolean kept;
  private final List<LoadFailure> failures = new ArrayList<>();
  private final Map<String, Set<String>> destinations = new HashMap<>();
  private final Map<String, List<PriceSlot>> slots = new HashMap<>();
  private final Map<String, BigDecimal> connectFees = new HashMap<>();
  private final Map<String, List<TariffRow.DestinationRate>> destinationRates = new HashMap<>();
  private final Map<TariffRow.DestinationRate, PriceRule> rules = new HashMap<>();
  private final Map<String, Timing> timings = new HashMap<>();

  private TariffCompiler(ZoneId zone, boolean kept) {
    this.zone = zone;
    this.kept = kept;
    timings.put(RatingPlan.ANY, Timing.ANY);
  }

  /**
   * A tariff plan of these rows, and what is wrong with them.
   *
   * @param zone in which timings are told
   */
  public static Loaded<TariffPlan> compile(TariffRows rows, ZoneId zone) {
    return new TariffCompiler(zone, false).compile(rows);
  }

  /**
   * The same of rows that are kept already: where timings of two names are the same time, the first
   * of two prices holds, as it did before such were refused.
   */
  public static Loaded<TariffPlan> compileKept(TariffRows rows, ZoneId zone) {
    return new TariffCompiler(zone, true).compile(rows);
  }

  private Loaded<TariffPlan> compile(TariffRows rows) {
    rows.prefixes().forEach(this::addPrefix);
    addRates(rows.slots());
    rows.timings().forEach(this::addTiming);
    rows.destinationRates().forEach(this::addDestinationRate);
    List<RatingPlan> plans = plans(rows.bindings());
    List<RatingProfile> profiles = profiles(rows.activations(), plans);
    return new Loaded<>(new TariffPlan(zone, destinations, plans, profiles), failures);
  }

  private void fail(Origin origin, String reason) {
    failures.add(new LoadFailure(origin, reason));
  }

  private void addPrefix(TariffRow.Prefix row) {
    if (row.destination().equals(RatingPlan.ANY)) {
      fail(row.origin(), "destination *any has every prefix: it cannot be given any");
    } else {
      destinations.computeIfAbsent(row.destination(), _ -> new LinkedHashSet<>()).add(row.prefix());
    }
  }

  private void addRates(List<TariffRow.Slot> rows) {
    Map<String, List<TariffRow.Slot>> byRate = new LinkedHashMap<>();
    for (TariffRow.Slot row : rows) {
      byRate.computeIfAbsent(row.rate(), _ -> new ArrayList<>()).add(row);
    }
    byRate.forEach(this::addRate);
  }

  private void addRate(String id, List<TariffRow.Slot> rows) {
    List<TariffRow.Slot> ordered =
        rows.stream().sorted(Comparator.comparingLong(TariffRow.Slot::from)).toList();
    List<PriceSlot> good = new ArrayList<>();
    TariffRow.@Nullable Slot before = null;
    for (TariffRow.Slot row : ordered) {
      PriceSlot slot = slot(row);
      if (slot != null && fits(row, before)) {
        good.add(slot);
        before = row;
      }
    }
    TariffRow.Slot first = ordered.getFirst();
    if (first.from() > 0) {
      fail(first.origin(), "rate " + id + " has no price from the start on");
    } else if (first.connectFee().signum() < 0) {
      fail(first.origin(), "connect fee of rate " + id + " is below 0: " + first.connectFee());
    } else if (!good.isEmpty() && good.getFirst().from() == 0) {
      slots.put(id, good);
      connectFees.put(id, first.connectFee());
    }
    slots.putIfAbsent(id, List.of());
  }

  private @Nullable PriceSlot slot(TariffRow.Slot row) {
    try {
      return new PriceSlot(row.from(), row.price(), row.unit(), row.increment());
    } catch (IllegalArgumentException impossible) {
      fail(row.origin(), "rate " + row.rate() + ": " + impossible.getMessage());
      return null;
    }
  }

  private boolean fits(TariffRow.Slot row, TariffRow.@Nullable Slot before) {
    if (before == null) {
      return true;
    }
    if (row.from() == before.from()) {
      boolean same =
          row.price().compareTo(before.price()) == 0
              && row.unit() == before.unit()
              && row.increment() == before.increment();
      if (!same) {
        fail(
            row.origin(),
            "rate %s has two prices from the same point on, the other in %s line %d"
                .formatted(row.rate(), before.origin().file(), before.origin().line()));
      }
      return false;
    }
    if ((row.from() - before.from()) % before.increment() != 0) {
      fail(row.origin(), "rate " + row.rate() + " changes its price within an increment");
      return false;
    }
    return true;
  }

  private void addTiming(TariffRow.TimingRow row) {
    try {
      Timing timing =
          new Timing(
              row.id(), row.years(), row.months(), row.monthDays(), row.weekDays(), row.start());
      Timing before = timings.putIfAbsent(row.id(), timing);
      if (before != null && !before.equals(timing)) {
        fail(row.origin(), "timing " + row.id() + " is given twice, and not alike");
      }
    } catch (IllegalArgumentException impossible) {
      fail(row.origin(), "timing " + row.id() + ": " + impossible.getMessage());
      timings.putIfAbsent(row.id(), Timing.ANY);
    }
  }

  private void addDestinationRate(TariffRow.DestinationRate row) {
    List<TariffRow.DestinationRate> same =
        destinationRates.computeIfAbsent(row.id(), _ -> new ArrayList<>());
    boolean known = true;
    if (!row.destination().equals(RatingPlan.ANY) && !destinations.containsKey(row.destination())) {
      fail(row.origin(), "there is no destination " + row.destination());
      known = false;
    }
    List<PriceSlot> prices = slots.get(row.rate());
    if (prices == null) {
      fail(row.origin(), "there is no rate " + row.rate());
      known = false;
    }
    if (known && prices != null && !prices.isEmpty()) {
      same.add(row);
      rules.put(row, rule(row, prices));
    }
  }

  private PriceRule rule(TariffRow.DestinationRate row, List<PriceSlot> prices) {
    BigDecimal fee = connectFees.getOrDefault(row.rate(), BigDecimal.ZERO);
    return new PriceRule(row.rate(), fee, prices, row.rounding(), row.maxCost());
  }

  /** A price of a destination, with the row it comes from. */
  private record Part(TariffRow.Binding binding, TariffRow.DestinationRate rate, TimedPrice price) {
    boolean sameTime(Part other) {
      return price.timing().holdsWhen(other.price.timing())
          && price.weight().compareTo(other.price.weight()) == 0;
    }

    boolean sameTimingId(Part other) {
      return price.timing().id().equals(other.price.timing().id());
    }
  }

  private List<RatingPlan> plans(List<TariffRow.Binding> rows) {
    Map<String, Map<String, List<Part>>> parts = new LinkedHashMap<>();
    for (TariffRow.Binding row : rows) {
      Map<String, List<Part>> plan = parts.computeIfAbsent(row.plan(), _ -> new HashMap<>());
      Timing timing = timings.get(row.timing());
      List<TariffRow.DestinationRate> rates = destinationRates.get(row.destinationRate());
      if (timing == null) {
        fail(row.origin(), "there is no timing " + row.timing());
      }
      if (rates == null) {
        fail(row.origin(), "there is no destination rate " + row.destinationRate());
      }
      if (timing != null && rates != null) {
        bind(row, timing, rates, plan);
      }
    }
    List<RatingPlan> plans = new ArrayList<>();
    parts.forEach((id, byDestination) -> plans.add(plan(id, byDestination)));
    return plans;
  }

  private void bind(
      TariffRow.Binding row,
      Timing timing,
      List<TariffRow.DestinationRate> rates,
      Map<String, List<Part>> plan) {
    for (TariffRow.DestinationRate rate : rates) {
      TimedPrice price =
          new TimedPrice(timing, Objects.requireNonNull(rules.get(rate)), row.weight());
      plan.computeIfAbsent(rate.destination(), _ -> new ArrayList<>(1))
          .add(new Part(row, rate, price));
    }
  }

  private RatingPlan plan(String id, Map<String, List<Part>> byDestination) {
    Map<String, PriceList> prices = new HashMap<>();
    byDestination.forEach(
        (destination, parts) -> prices.put(destination, prices(id, destination, parts)));
    return new RatingPlan(id, prices);
  }

  private PriceList prices(String plan, String destination, List<Part> parts) {
    List<Part> all = new ArrayList<>(1);
    for (Part part : parts.size() == 1 ? parts : parts.stream().sorted(ORDER).toList()) {
      Part other = all.stream().filter(part::sameTime).findFirst().orElse(null);
      if (other == null) {
        all.add(part);
      } else if (!other.price().price().costsAsMuchAs(part.price().price())
          && (part.sameTimingId(other) || !kept)) {
        fail(
            part.binding().origin(),
            "rating plan %s has two prices for %s at the same time and weight: %s and %s"
                .formatted(plan, destination, other.rate().id(), part.rate().id()));
      }
    }
    return new PriceList(all.stream().map(Part::price).toList());
  }

  private List<RatingProfile> profiles(List<TariffRow.Activation> rows, List<RatingPlan> plans) {
    Set<String> known = new LinkedHashSet<>();
    plans.forEach(plan -> known.add(plan.id()));
    Map<RatingProfile.Key, Map<Instant, TariffRow.Activation>> byKey = new LinkedHashMap<>();
    for (TariffRow.Activation row : rows) {
      if (!known.contains(row.plan())) {
        fail(row.origin(), "there is no rating plan " + row.plan());
        continue;
      }
      TariffRow.Activation before =
          byKey.computeIfAbsent(row.profile(), _ -> new HashMap<>()).putIfAbsent(row.from(), row);
      if (before != null
          && !(before.plan().equals(row.plan())
              && before.fallbackSubjects().equals(row.fallbackSubjects()))) {
        fail(
            row.origin(),
            "rating profile %s activates two plans at %s".formatted(row.profile(), row.from()));
      }
    }
    List<RatingProfile> profiles = new ArrayList<>();
    byKey.forEach((key, activations) -> profiles.add(profile(key, activations.values())));
    return profiles;
  }

  private static RatingProfile profile(
      RatingProfile.Key key, Collection<TariffRow.Activation> rows) {
    return new RatingProfile(
        key,
        rows.stream()
            .map(
                row -> new RatingProfile.Activation(row.from(), row.plan(), row.fallbackSubjects()))
            .toList());
  }
}
