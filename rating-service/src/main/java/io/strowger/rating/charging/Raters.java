package io.strowger.rating.charging;

import io.strowger.rating.costing.RatingEngine;
import io.strowger.rating.tariff.ActiveTariff;
import io.strowger.rating.tariff.ActiveTariffs;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;

/** Finds the prices that hold for a new call, and those that one under way began with. */
public final class Raters {
  private final ActiveTariffs tariffs;
  private final RatingEngine engine;

  /** Prices of these tariffs, by this engine. */
  public Raters(ActiveTariffs tariffs, RatingEngine engine) {
    this.tariffs = tariffs;
    this.engine = engine;
  }

  /** The tariff of a name that holds now; empty when there is none in this currency. */
  public Optional<TariffRater> active(String name, Currency currency, Instant now) {
    return tariffs
        .active(name, now)
        .filter(tariff -> tariff.currency().equals(currency))
        .map(this::rater);
  }

  /** The tariff that a run began with; the one that holds now should that be gone. */
  public Optional<TariffRater> of(ChargedRun run, Instant now) {
    ChargedRun.Priced priced = run.priced();
    return tariffs
        .version(priced.tariff(), priced.version())
        .map(this::rater)
        .or(() -> active(priced.tariff(), priced.currency(), now));
  }

  private TariffRater rater(ActiveTariff tariff) {
    return new TariffRater(engine, tariff);
  }
}
