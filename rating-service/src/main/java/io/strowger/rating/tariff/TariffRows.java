package io.strowger.rating.tariff;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** All rows of a tariff, in the order in which they were written. */
public record TariffRows(
    List<TariffRow.Prefix> prefixes,
    List<TariffRow.Slot> slots,
    List<TariffRow.DestinationRate> destinationRates,
    List<TariffRow.TimingRow> timings,
    List<TariffRow.Binding> bindings,
    List<TariffRow.Activation> activations) {
  /** Copies what it is given. */
  public TariffRows {
    prefixes = List.copyOf(prefixes);
    slots = List.copyOf(slots);
    destinationRates = List.copyOf(destinationRates);
    timings = List.copyOf(timings);
    bindings = List.copyOf(bindings);
    activations = List.copyOf(activations);
  }

  /** Rows of all kinds, sorted into their tables. */
  public static TariffRows of(Iterable<? extends TariffRow> rows) {
    List<TariffRow.Prefix> prefixes = new ArrayList<>();
    List<TariffRow.Slot> slots = new ArrayList<>();
    List<TariffRow.DestinationRate> destinationRates = new ArrayList<>();
    List<TariffRow.TimingRow> timings = new ArrayList<>();
    List<TariffRow.Binding> bindings = new ArrayList<>();
    List<TariffRow.Activation> activations = new ArrayList<>();
    for (TariffRow row : rows) {
      switch (row) {
        case TariffRow.Prefix prefix -> prefixes.add(prefix);
        case TariffRow.Slot slot -> slots.add(slot);
        case TariffRow.DestinationRate rate -> destinationRates.add(rate);
        case TariffRow.TimingRow timing -> timings.add(timing);
        case TariffRow.Binding binding -> bindings.add(binding);
        case TariffRow.Activation activation -> activations.add(activation);
      }
    }
    return new TariffRows(prefixes, slots, destinationRates, timings, bindings, activations);
  }

  /**
   * These rows, and those of another tariff whose ids do not occur here: a table's rows of one id
   * are replaced together.
   */
  public TariffRows over(TariffRows base) {
    return new TariffRows(
        over(prefixes, base.prefixes, TariffRow.Prefix::destination),
        over(slots, base.slots, TariffRow.Slot::rate),
        over(destinationRates, base.destinationRates, TariffRow.DestinationRate::id),
        over(timings, base.timings, TariffRow.TimingRow::id),
        over(bindings, base.bindings, TariffRow.Binding::plan),
        over(activations, base.activations, TariffRow.Activation::profile));
  }

  private static <R, K> List<R> over(List<R> rows, List<R> base, Function<R, K> id) {
    Set<K> replaced = new HashSet<>();
    rows.forEach(row -> replaced.add(id.apply(row)));
    List<R> all = new ArrayList<>(rows);
    base.stream().filter(row -> !replaced.contains(id.apply(row))).forEach(all::add);
    return all;
  }

  /** How many rows there are. */
  public int size() {
    return prefixes.size()
        + slots.size()
        + destinationRates.size()
        + timings.size()
        + bindings.size()
        + activations.size();
  }
}
