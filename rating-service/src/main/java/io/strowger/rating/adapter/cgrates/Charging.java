package io.strowger.rating.adapter.cgrates;

import io.strowger.messaging.ServiceLink;
import io.strowger.rating.account.Accounts;
import io.strowger.rating.adapter.kafka.Movements;
import io.strowger.rating.charging.Chargers;
import io.strowger.rating.costing.RatingEngine;
import jakarta.enterprise.context.ApplicationScoped;

/** What charges events: accounts, prices, and the ledger they are entered in. */
@ApplicationScoped
public class Charging {
  private final Accounts accounts;
  private final Chargers chargers;
  private final Prices prices;
  private final ServiceLink link;
  private final Movements movements;

  /** By these. */
  public Charging(
      Accounts accounts, Chargers chargers, Prices prices, ServiceLink link, Movements movements) {
    this.accounts = accounts;
    this.chargers = chargers;
    this.prices = prices;
    this.link = link;
    this.movements = movements;
  }

  Accounts accounts() {
    return accounts;
  }

  Chargers chargers() {
    return chargers;
  }

  RatingEngine engine() {
    return prices.engine();
  }

  EventLedger ledger(AccountBooks books, Defaults defaults) {
    return new EventLedger(link, movements, prices, books.names(), defaults);
  }
}
