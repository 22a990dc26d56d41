package io.strowger.rating.adapter.cgrates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.CallId;
import io.strowger.rating.account.Account;
import io.strowger.rating.adapter.db.Books;
import io.strowger.rating.balance.Purse;
import io.strowger.rating.balance.Stretch;
import io.strowger.rating.balance.Unit;
import io.strowger.rating.cgrates.RpcError;
import io.strowger.rating.cgrates.cdr.Cdr;
import io.strowger.rating.cgrates.cdr.ChargeName;
import io.strowger.rating.cgrates.cdr.EventCharge;
import io.strowger.rating.cgrates.cost.EventCost;
import io.strowger.rating.cgrates.event.CgrEvent;
import io.strowger.rating.cgrates.session.RatedEvent;
import io.strowger.rating.cgrates.session.RequestKind;
import io.strowger.rating.charging.ChargedCall;
import io.strowger.rating.charging.TariffRater;
import io.strowger.rating.costing.Rated;
import io.strowger.rating.metering.Meter;
import io.strowger.rating.metering.Metered;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rates a run of an event that is over, and charges who pays for it. */
final class RunRating {
  private static final String SOURCE = "*cdrs";

  private final EventLedger ledger;
  private final RunCosts costs;
  private final EventPrices prices;

  RunRating(EventLedger ledger, RunCosts costs, EventPrices prices) {
    this.ledger = ledger;
    this.costs = costs;
    this.prices = prices;
  }

  /**
   * What a run costs.
   *
   * @param chargeId the charge that its record belongs to; absent when there is none
   * @param charge to be kept; absent when there is none, or when it is kept already
   */
  record Costed(Cdr.Cost cost, @Nullable String chargeId, @Nullable EventCharge charge) {
    private static Costed of(Cdr.Cost cost, @Nullable EventCharge charge) {
      return new Costed(cost, charge == null ? null : charge.id(), charge);
    }
  }

  /** What a run costs, taken of these books. */
  Costed rate(CgrEvent run, CdrDesk.Flags flags, Books books) {
    return rate(run, ChargeName.of(run), flags, books);
  }

  /** What a run costs, taken of these books, by a charge of this name. */
  Costed rate(CgrEvent run, ChargeName name, CdrDesk.Flags flags, Books books) {
    RatedEvent rated = ledger.rated(run, null);
    long usage = run.used();
    boolean told = run.has("Cost") && run.fields().get("Cost").isNumber();
    boolean rate = flags.rate() && rated.kind() != RequestKind.NONE;
    if (told && (!rate || run.text("CostSource").equals("*sessions"))) {
      String charge = run.text(RunCosts.CHARGE);
      return new Costed(told(run), charge.isEmpty() ? null : charge, null);
    }
    if (!rate) {
      return Costed.of(Cdr.Cost.none(), null);
    }
    try {
      if (!rated.kind().isDebited()) {
        return priced(rated, usage, name);
      }
      rated.requireUsual(usage);
      return flags.keep()
          ? debited(rated, usage, name, books)
          : Costed.of(debitedUnkept(rated, usage, books), null);
    } catch (RpcError refused) {
      return failed(rated, usage, name, refused.text(), books);
    }
  }

  private static Cdr.Cost told(CgrEvent run) {
    JsonNode details = run.fields().path("CostDetails");
    return new Cdr.Cost(
        run.fields().get("Cost").decimalValue(),
        run.text("CostSource"),
        details.isObject() ? details : NullNode.getInstance(),
        run.text("ExtraInfo"));
  }

  private Costed priced(RatedEvent rated, long usage, ChargeName name) {
    Rated.Priced priced = prices.of(rated, usage);
    return Costed.of(
        new Cdr.Cost(
            priced.cost(),
            SOURCE,
            EventCost.of(RunCosts.told(rated), priced, prices.costing(), true),
            ""),
        prices.rater().flatMap(rater -> priced(rated, usage, name, rater)).orElse(null));
  }

  /** Nothing is taken from anybody: it is as if somebody had all the money. */
  private Optional<EventCharge> priced(
      RatedEvent rated, long usage, ChargeName name, TariffRater rater) {
    Optional<AccountId> account = ledger.account(rated.event());
    if (account.isEmpty() || !EventCharge.canBe(rated, usage)) {
      return Optional.empty();
    }
    Purse nobody = new Purse(new Unit.Money(rater.tariff().currency()), List.of(), true);
    List<Stretch> stretches =
        Meter.of(rater).settle(Metered.NOTHING, nobody, rated.spending(), usage, true).stretches();
    return Optional.of(
        charge(
            name,
            rated,
            usage,
            account.get(),
            EventCharge.priced(stretches, rater.tariff().currency(), rater.tariff().label())));
  }

  private Costed debited(RatedEvent rated, long usage, ChargeName name, Books books) {
    RunCosts.Charged charged = costs.debit(name.call(), name.mark(), rated, usage, books);
    return Costed.of(
        debited(charged, usage),
        EventCharge.canBe(rated, usage)
            ? charge(name, rated, usage, charged.after().id(), charged.cost())
            : null);
  }

  /** What is not kept cannot be told from the same told again: it is a charge of its own. */
  private Cdr.Cost debitedUnkept(RatedEvent rated, long usage, Books books) {
    CallId name = new CallId("debit-" + UUID.randomUUID());
    return debited(costs.debit(name, rated, usage, books), usage);
  }

  private Cdr.Cost debited(RunCosts.Charged charged, long usage) {
    boolean unpaid = charged.metered().drawnTo() < usage;
    return new Cdr.Cost(
        usage == 0 ? BigDecimal.ZERO : charged.amount(),
        SOURCE,
        costs.details(charged),
        unpaid ? "INSUFFICIENT_CREDIT" : "");
  }

  /** Kept without an amount where there is an account: once there is a price it can be charged. */
  private Costed failed(RatedEvent rated, long usage, ChargeName name, String why, Books books) {
    Optional<Account> payer =
        ledger
            .account(rated.event())
            .flatMap(books::account)
            .filter(_ -> EventCharge.canBe(rated, usage) && !why.equals(RatedEvent.TOO_MUCH));
    EventCharge charge =
        payer
            .map(account -> {
              ChargedCall.Cost cost = EventCharge.failed(why, account.terms().currency());
              return charge(name, rated, usage, account.id(), cost);
            })
            .orElse(null);
    return Costed.of(Cdr.Cost.failed(why), charge);
  }

  private static EventCharge charge(
      ChargeName name, RatedEvent rated, long usage, AccountId account, ChargedCall.Cost cost) {
    return new EventCharge(name.chargeId(), name.call(), rated, usage, account, cost);
  }
}
