package io.strowger.rating.adapter.db;

import io.strowger.rating.plan.PriceRule;
import io.strowger.rating.plan.RatingPlan;
import io.strowger.rating.tariff.ActiveTariff;
import io.strowger.rating.tariff.Rate;
import io.strowger.rating.tariff.RateSlot;
import io.strowger.rating.tariff.Tariff;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Tariffs that have one rate for each prefix, as sessions are charged by them. */
public final class SimpleTariffs {
  private static final long SECOND = 1_000_000_000L;

  private final TariffBook book;
  private final Clock clock;
  private final Map<String, Tariff> byName = new ConcurrentHashMap<>();

  /** Those of this book. */
  public SimpleTariffs(TariffBook book, Clock clock) {
    this.book = book;
    this.clock = clock;
  }

  /** The active tariff of a name. */
  public Optional<Tariff> active(String name) {
    return book.active(name, clock.instant())
        .flatMap(active -> active.plan().plan("PREFIX_RATES").map(plan -> simple(active, plan)));
  }

  private Tariff simple(ActiveTariff active, RatingPlan plan) {
    return byName.compute(
        active.name(),
        (_, known) ->
            known != null && known.label().equals(active.label()) ? known : tariff(active, plan));
  }

  private static Tariff tariff(ActiveTariff active, RatingPlan plan) {
    List<Rate> rates = new ArrayList<>();
    plan.prices()
        .forEach((prefix, prices) ->
            rates.add(
                rate(
                    prefix.equals(RatingPlan.ANY) ? "" : prefix,
                    prices.prices().getFirst().price())));
    return new Tariff(active.name(), active.version(), active.currency(), rates);
  }

  private static Rate rate(String prefix, PriceRule rule) {
    return new Rate(
        prefix,
        rule.connectFee(),
        rule.slots().stream()
            .map(slot ->
                new RateSlot(
                    (int) (slot.from() / SECOND),
                    slot.price(),
                    (int) (slot.unit() / SECOND),
                    (int) (slot.increment() / SECOND)))
            .toList());
  }
}
