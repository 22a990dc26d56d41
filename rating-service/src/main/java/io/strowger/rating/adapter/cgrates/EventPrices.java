package io.strowger.rating.adapter.cgrates;

import io.strowger.rating.cgrates.RpcError;
import io.strowger.rating.cgrates.session.RatedEvent;
import io.strowger.rating.charging.TariffRater;
import io.strowger.rating.costing.Costing;
import io.strowger.rating.costing.Rated;
import io.strowger.rating.costing.RatingEngine;
import java.util.Optional;

/** What events cost by the tariff that is loaded, whoever pays. */
final class EventPrices {
  private final StoredTariff tariff;
  private final RatingEngine engine;

  EventPrices(StoredTariff tariff, RatingEngine engine) {
    this.tariff = tariff;
    this.engine = engine;
  }

  /** What costs are computed with. */
  Costing costing() {
    return engine.costing();
  }

  /** The version of the tariff that holds; empty before anything was loaded. */
  Optional<TariffRater> rater() {
    return tariff.active().map(active -> new TariffRater(engine, active));
  }

  /**
   * The price of so much of an event.
   *
   * @throws RpcError when it has none, or when nobody uses so much
   */
  Rated.Priced of(RatedEvent rated, long usage) {
    rated.requireUsual(usage);
    return switch (engine.rate(tariff.plan(), rated.usage(usage))) {
      case Rated.Refused(var why) -> throw new RpcError(why.name());
      case Rated.Priced priced -> priced;
    };
  }
}
