package io.strowger.rating.adapter.cgrates;

import io.strowger.rating.account.AccountTerms;
import io.strowger.rating.cgrates.session.SessionRun.Agreed;
import io.strowger.rating.charging.TariffRater;
import io.strowger.rating.costing.RatingEngine;
import io.strowger.rating.tariff.ActiveTariffs;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** Finds the prices that hold for new events, and those that events under way began with. */
@Singleton
public class Prices {
  private final ActiveTariffs tariffs;
  private final RatingEngine engine;

  /** Prices of these tariffs, by this engine. */
  public Prices(ActiveTariffs tariffs, RatingEngine engine) {
    this.tariffs = tariffs;
    this.engine = engine;
  }

  RatingEngine engine() {
    return engine;
  }

  /** The prices of an account; empty when its tariff has none in its currency. */
  Optional<TariffRater> of(AccountTerms terms, Instant now) {
    return tariffs
        .active(terms.tariff(), now)
        .filter(tariff -> tariff.currency().equals(terms.currency()))
        .map(tariff -> new TariffRater(engine, tariff));
  }

  /** The prices that an event began with. */
  Optional<TariffRater> agreed(Agreed agreed) {
    return tariffs
        .version(agreed.tariff(), agreed.version())
        .map(tariff -> new TariffRater(engine, tariff));
  }
}
