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

  /** What the charge of a run's record is named by. */
  static String chargeId(CgrEvent run) {
    return name(run).value() + "-" + run.text("RunID") + "-charge";
  }

  private static CallId name(CgrEvent run) {
    return new CallId(run.name() + "-cdr");
  }

  /** What a run costs, taken of these books. */
  Costed rate(CgrEvent run, CdrDesk.Flags flags, Books books) {
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
      return rated.kind().isDebited() ? debited(rated, usage, flags, books) : priced(rated, usage);
    } catch (RpcError refused) {
      return failed(rated, usage, refused.text(), books);
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

  private Costed priced(RatedEvent rated, long usage) {
    Rated.Priced priced = prices.of(rated, usage);
    return Costed.of(
        new Cdr.Cost(
            priced.cost(),
            SOURCE,
            EventCost.of(RunCosts.told(rated), priced, prices.costing(), true),
            ""),
        prices.rater().flatMap(rater -> priced(rated, usage, rater)).orElse(null));
  }

  /** Nothing is taken from anybody: it is as if somebody had all the money. */
  private Optional<EventCharge> priced(RatedEvent rated, long usage, TariffRater rater) {
    Optional<AccountId> account = ledger.account(rated.event());
    if (account.isEmpty() || !EventCharge.canBe(rated, usage)) {
      return Optional.empty();
    }
    Purse nobody = new Purse(new Unit.Money(rater.tariff().currency()), List.of(), true);
    List<Stretch> stretches =
        Meter.of(rater).settle(Metered.NOTHING, nobody, rated.spending(), usage, true).stretches();
    return Optional.of(
        charge(
            rated,
            usage,
            account.get(),
            EventCharge.priced(stretches, rater.tariff().currency(), rater.tariff().label())));
  }

  private Costed debited(RatedEvent rated, long usage, CdrDesk.Flags flags, Books books) {
    EventPrices.requireUsual(rated, usage);
    // What is not kept cannot be told from the same told again: it is a charge of its own.
    CallId name = flags.keep() ? name(rated.event()) : new CallId("debit-" + UUID.randomUUID());
    RunCosts.Charged charged = costs.debit(name, rated, usage, books);
    boolean unpaid = charged.metered().drawnTo() < usage;
    Cdr.Cost cost =
        new Cdr.Cost(
            usage == 0 ? BigDecimal.ZERO : charged.amount(),
            SOURCE,
            costs.details(charged),
            unpaid ? "INSUFFICIENT_CREDIT" : "");
    return Costed.of(
        cost,
        EventCharge.canBe(rated, usage)
            ? charge(rated, usage, charged.after().id(), charged.cost())
            : null);
  }

  /** Kept without an amount where there is an account: once there is a price it can be charged. */
  private Costed failed(RatedEvent rated, long usage, String why, Books books) {
    Optional<Account> payer =
        ledger
            .account(rated.event())
            .flatMap(books::account)
            .filter(_ -> EventCharge.canBe(rated, usage) && !why.equals(EventPrices.TOO_MUCH));
    EventCharge charge =
        payer
            .map(account -> {
              ChargedCall.Cost cost = EventCharge.failed(why, account.terms().currency());
              return charge(rated, usage, account.id(), cost);
            })
            .orElse(null);
    return Costed.of(Cdr.Cost.failed(why), charge);
  }

  private static EventCharge charge(
      RatedEvent rated, long usage, AccountId account, ChargedCall.Cost cost) {
    CgrEvent run = rated.event();
    return new EventCharge(chargeId(run), name(run), rated, usage, account, cost);
  }
}
