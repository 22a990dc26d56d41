package io.strowger.rating.tariff;

import java.util.ArrayList;
import java.util.List;

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
