package io.strowger.rating.adapter.cgrates;

import io.strowger.messaging.ServiceLink;
import io.strowger.rating.account.Accounts;
import io.strowger.rating.adapter.kafka.Movements;
import io.strowger.rating.costing.RatingEngine;
import io.strowger.rating.tariff.ActiveTariffs;
import jakarta.enterprise.context.ApplicationScoped;

/** What charges events: accounts, prices, and the ledger they are entered in. */
@ApplicationScoped
public class Charging {
  private final Accounts accounts;
  private final ActiveTariffs tariffs;
  private final RatingEngine engine;
  private final ServiceLink link;
  private final Movements movements;

  /** By these. */
  public Charging(
      Accounts accounts,
      ActiveTariffs tariffs,
      RatingEngine engine,
      ServiceLink link,
      Movements movements) {
    this.accounts = accounts;
    this.tariffs = tariffs;
    this.engine = engine;
    this.link = link;
    this.movements = movements;
  }

  Accounts accounts() {
    return accounts;
  }

  RatingEngine engine() {
    return engine;
  }

  EventLedger ledger(AccountBooks books, Defaults defaults) {
    return new EventLedger(link, movements, new Prices(tariffs, engine), books.names(), defaults);
  }
}
