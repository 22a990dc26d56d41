package io.strowger.rating.adapter.cgrates;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strowger.contracts.id.CallId;
import io.strowger.rating.account.Account;
import io.strowger.rating.account.AccountState;
import io.strowger.rating.adapter.db.Books;
import io.strowger.rating.cgrates.RpcError;
import io.strowger.rating.cgrates.RpcJson;
import io.strowger.rating.cgrates.account.AccountSummary;
import io.strowger.rating.cgrates.cdr.EventCharge;
import io.strowger.rating.cgrates.cost.DebitedCost;
import io.strowger.rating.cgrates.cost.EventCost;
import io.strowger.rating.cgrates.event.CgrEvent;
import io.strowger.rating.cgrates.session.RatedEvent;
import io.strowger.rating.cgrates.session.RunMeter;
import io.strowger.rating.cgrates.session.SessionRun.Agreed;
import io.strowger.rating.charging.ChargedCall;
import io.strowger.rating.charging.Postings;
import io.strowger.rating.charging.TariffRater;
import io.strowger.rating.costing.Rated;
import io.strowger.rating.metering.Metered;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Costs of charged runs, as records tell them. */
final class RunCosts {
  /** The field of a run that names its charge. */
  static final String CHARGE = "ChargeID";

  private static final int MICRO = 6;

  private final EventLedger ledger;

  RunCosts(EventLedger ledger) {
    this.ledger = ledger;
  }

  /** What was charged for a run, and the account after it. */
  record Charged(RatedEvent rated, Metered metered, long used, Account after, TariffRater rater) {
    BigDecimal amount() {
      return BigDecimal.valueOf(metered.costMicros(), MICRO);
    }

    /** The same, as charges tell it. */
    ChargedCall.Cost cost() {
      return EventCharge.priced(
          used == 0 ? List.of() : metered.stretches(),
          after.terms().currency(),
          rater.tariff().label());
    }

    /** What the same usage costs a subject by the tariff. */
    Rated prices(String subject) {
      return rater.rate(rated.usage(subject, metered.drawnTo()));
    }
  }

  /** A run without what is told of its cost. */
  static CgrEvent uncharged(CgrEvent run) {
    return run.without("Cost", "CostDetails", "CostSource", "ExtraInfo", CHARGE);
  }

  /**
   * Takes what an event costs that nothing was reserved for.
   *
   * @param name what its entries are named by
   * @throws RpcError when it may not be charged
   */
  Charged debit(CallId name, RatedEvent rated, long usage, Books books) {
    return debit(name, "-" + rated.event().text("RunID"), rated, usage, books);
  }

  /**
   * Takes what an event costs that nothing was reserved for.
   *
   * @param mark tells its entries from others of the same name
   * @throws RpcError when it may not be charged
   */
  Charged debit(CallId name, String mark, RatedEvent rated, long usage, Books books) {
    Optional<Account> payer = ledger.account(rated.event()).flatMap(books::account);
    RunMeter meter = ledger.meter(payer, rated, null);
    Metered metered = meter.debit(usage);
    books.post(
        new Postings(name, mark, meter.account().purse()).settle(Map.of(), metered.holds()).all());
    Account after = books.account(meter.account().id()).orElse(meter.account());
    return new Charged(rated, metered, usage, after, meter.rater());
  }

  /** What an account pays for what it was granted, even when it was suspended meanwhile. */
  RunMeter meterOfGranted(Optional<Account> payer, RatedEvent rated, @Nullable Agreed agreed) {
    Optional<Account> open =
        payer.map(account ->
            new Account(
                account.id(),
                account.terms().in(AccountState.ACTIVE),
                account.traffic(),
                account.holdings()));
    return ledger.meter(open, rated, agreed);
  }

  /** A run as the details of its cost tell it. */
  static EventCost.Event told(RatedEvent rated) {
    CgrEvent event = rated.event();
    return new EventCost.Event(
        event.cgrId(), event.text("RunID"), event.textOr("ToR", "*voice"), rated.start());
  }

  /** The details of a cost that balances paid. */
  ObjectNode details(Charged charged) {
    RatedEvent rated = charged.rated();
    return DebitedCost.of(
        told(rated),
        charged.metered().stretches(),
        charged::prices,
        new DebitedCost.Payer(
            ledger.names().full(charged.after().id()),
            AccountSummary.of(charged.after(), charged.metered().holds(), ledger.names())));
  }

  /** Puts a cost into the fields of its run, and the charge that it belongs to. */
  void tell(ObjectNode run, Charged charged, String chargeId) {
    run.put(CHARGE, chargeId);
    run.set("Cost", RpcJson.number(charged.amount()));
    run.set("CostDetails", details(charged));
    run.put("CostSource", "*sessions");
  }
}
