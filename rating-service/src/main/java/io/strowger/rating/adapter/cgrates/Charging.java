package io.strowger.rating.adapter.cgrates;

import io.strowger.messaging.ServiceLink;
import io.strowger.rating.account.Accounts;
import io.strowger.rating.adapter.db.ChargeReturns;
import io.strowger.rating.adapter.db.ChargerBook;
import io.strowger.rating.adapter.db.TariffReratings;
import io.strowger.rating.adapter.kafka.Movements;
import io.strowger.rating.costing.RatingEngine;
import jakarta.enterprise.context.ApplicationScoped;

/** What charges events: accounts, prices, and the ledger they are entered in. */
@ApplicationScoped
public class Charging {
  private final Accounts accounts;
  private final ChargerBook chargers;
  private final Prices prices;
  private final ServiceLink link;
  private final Movements movements;
  private final TariffReratings reratings;

  /** By these. */
  public Charging(
      Accounts accounts,
      ChargerBook chargers,
      Prices prices,
      ServiceLink link,
      Movements movements,
      TariffReratings reratings) {
    this.accounts = accounts;
    this.chargers = chargers;
    this.prices = prices;
    this.link = link;
    this.movements = movements;
    this.reratings = reratings;
  }

  Accounts accounts() {
    return accounts;
  }

  ChargerBook chargers() {
    return chargers;
  }

  Prices prices() {
    return prices;
  }

  TariffReratings reratings() {
    return reratings;
  }

  ChargeReturns returns() {
    return new ChargeReturns(movements);
  }

  RatingEngine engine() {
    return prices.engine();
  }

  EventLedger ledger(AccountBooks books, Defaults defaults) {
    return new EventLedger(link, movements, prices, books.names(), defaults);
  }
}
