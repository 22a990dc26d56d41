package io.strowger.rating.adapter.cgrates;

import io.strowger.rating.account.AccountTerms;
import io.strowger.rating.cgrates.session.SessionRun.Agreed;
import io.strowger.rating.charging.TariffRater;
import io.strowger.rating.costing.RatingEngine;
import io.strowger.rating.tariff.ActiveTariffs;
import java.time.Instant;
import java.util.Optional;

/** Finds the prices that hold for new events, and those that events under way began with. */
record Prices(ActiveTariffs tariffs, RatingEngine engine) {
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
