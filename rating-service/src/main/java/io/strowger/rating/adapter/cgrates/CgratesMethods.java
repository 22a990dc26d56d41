package io.strowger.rating.adapter.cgrates;

import io.strowger.rating.cgrates.Method;
import io.strowger.rating.cgrates.Methods;
import io.strowger.rating.costing.RatingEngine;
import java.util.List;
import java.util.Map;

/** Puts all methods together. */
final class CgratesMethods {
  private final List<Map<String, Method>> groups;
  private final SessionSweep sweep;

  CgratesMethods(
      CgratesSettings settings, Defaults defaults, CgratesStores stores, Charging charging) {
    StoredTariff tariff = stores.tariff();
    RatingEngine engine = charging.engine();
    AccountBooks books = new AccountBooks(charging.accounts(), settings);
    EventLedger ledger = charging.ledger(books, defaults);
    RunCosts costs = new RunCosts(ledger);
    ChargerMethods chargers = new ChargerMethods(charging.chargers(), defaults);
    EventPrices prices = new EventPrices(tariff, engine);
    RunRating rating = new RunRating(ledger, costs, prices);
    CdrDesk records = new CdrDesk(ledger, rating, stores.cdrs());
    RetoldCdrs retold = new RetoldCdrs(ledger, rating, records, stores.cdrs(), charging.returns());
    CdrMethods cdrs =
        new CdrMethods(
            records,
            new KeptCdrs(stores.cdrs(), records, retold, charging.reratings()),
            new ChargeDetails(ledger, charging.prices()),
            chargers,
            defaults);
    SessionDesk desk =
        new SessionDesk(ledger, stores.sessions(), costs, records, settings.debitInterval());
    SessionMethods sessions = new SessionMethods(desk, chargers, ledger, books, cdrs);
    this.sweep = new SessionSweep(desk, stores.sessions(), defaults.clock());
    this.groups =
        List.of(
            new CoreMethods(defaults.clock()).methods(),
            new StagingMethods(stores.staging(), settings.tenant()).methods(),
            new LoadMethods(stores.staging(), tariff, defaults).methods(),
            new TariffMethods(tariff, defaults).methods(),
            new CostMethods(tariff::plan, engine, defaults).methods(),
            new AccountMethods(books, defaults).methods(),
            new BalanceMethods(books, tariff, defaults, settings).methods(),
            chargers.methods(),
            cdrs.methods(),
            new EventMethods(ledger, books, prices).methods(),
            new ResponderMethods(ledger, books, costs).methods(),
            sessions.methods(),
            new SessionEvents(sessions, desk, ledger, prices).methods(),
            new ActiveSessionMethods(stores.sessions(), desk, defaults).methods());
  }

  Methods methods() {
    return Methods.of(groups);
  }

  SessionSweep sweep() {
    return sweep;
  }
}
