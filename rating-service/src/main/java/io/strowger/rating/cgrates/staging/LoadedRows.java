package io.strowger.rating.cgrates.staging;

import io.strowger.rating.plan.RatingProfile;
import io.strowger.rating.plan.Timing;
import io.strowger.rating.tariff.TariffRow;
import io.strowger.rating.tariff.TariffRows;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rows that are loaded, and what becomes of them. Whatever is loaded comes on top: it takes the
 * place of what has the same name, and leaves the rest.
 */
public record LoadedRows(TariffRows rows) {
  /** Nothing loaded yet. */
  public static final LoadedRows NONE = new LoadedRows(TariffRows.of(List.of()));

  /** The names of all destinations. */
  public Set<String> destinations() {
    Set<String> names = new HashSet<>();
    rows.prefixes().forEach(row -> names.add(row.destination()));
    return names;
  }

  /** The names of all rating plans. */
  public Set<String> ratingPlans() {
    Set<String> names = new HashSet<>();
    rows.bindings().forEach(row -> names.add(row.plan()));
    return names;
  }

  /** The prefixes of a destination, in the order in which they were given. */
  public List<String> prefixes(String destination) {
    return rows.prefixes().stream()
        .filter(row -> row.destination().equals(destination))
        .map(TariffRow.Prefix::prefix)
        .toList();
  }

  /** The activations of a profile. */
  public List<TariffRow.Activation> activations(RatingProfile.Key profile) {
    return rows.activations().stream().filter(row -> row.profile().equals(profile)).toList();
  }

  /** A timing, by the name it was staged under. */
  public Optional<Timing> timing(String id) {
    return rows.timings().stream()
        .filter(row -> row.id().equals(id) || row.id().endsWith("/" + id))
        .map(row ->
            new Timing(id, row.years(), row.months(), row.monthDays(), row.weekDays(), row.start()))
        .findFirst();
  }

  /** With these on top. */
  public LoadedRows plus(TariffRows added) {
    return new LoadedRows(added.over(rows));
  }

  /** Without these prefixes of a destination; without the destination when none are named. */
  public LoadedRows withoutPrefixes(String destination, Collection<String> prefixes) {
    List<TariffRow.Prefix> left =
        rows.prefixes().stream()
            .filter(row ->
                !row.destination().equals(destination)
                    || !prefixes.isEmpty() && !prefixes.contains(row.prefix()))
            .toList();
    return with(left, rows.bindings(), rows.activations());
  }

  /** Without a rating plan. */
  public LoadedRows withoutRatingPlan(String id) {
    List<TariffRow.Binding> left =
        rows.bindings().stream().filter(row -> !row.plan().equals(id)).toList();
    return with(rows.prefixes(), left, rows.activations());
  }

  /** Without a rating profile. */
  public LoadedRows withoutProfile(RatingProfile.Key profile) {
    List<TariffRow.Activation> left =
        rows.activations().stream().filter(row -> !row.profile().equals(profile)).toList();
    return with(rows.prefixes(), rows.bindings(), left);
  }

  private LoadedRows with(
      List<TariffRow.Prefix> prefixes,
      List<TariffRow.Binding> bindings,
      List<TariffRow.Activation> activations) {
    return new LoadedRows(
        new TariffRows(
            prefixes,
            rows.slots(),
            rows.destinationRates(),
            rows.timings(),
            bindings,
            activations));
  }
}
