package io.strowger.rating.adapter.cgrates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strowger.contracts.id.CallId;
import io.strowger.rating.account.Account;
import io.strowger.rating.adapter.db.Books;
import io.strowger.rating.cgrates.RpcError;
import io.strowger.rating.cgrates.RpcJson;
import io.strowger.rating.cgrates.cdr.Cdr;
import io.strowger.rating.cgrates.cost.CallCost;
import io.strowger.rating.cgrates.cost.EventCost;
import io.strowger.rating.cgrates.cost.MaxUsage;
import io.strowger.rating.cgrates.event.CgrEvent;
import io.strowger.rating.cgrates.session.RatedEvent;
import io.strowger.rating.cgrates.session.RequestKind;
import io.strowger.rating.cgrates.session.RunMeter;
import io.strowger.rating.charging.Postings;
import io.strowger.rating.costing.Rated;
import io.strowger.rating.costing.RatingEngine;
import io.strowger.rating.metering.Metered;
import io.strowger.rating.plan.TariffPlan;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Rates runs of events that are over, charges who pays for them, and keeps them: each once. */
final class CdrDesk {
  private static final String SOURCE = "*cdrs";

  private final EventLedger ledger;
  private final RunCosts costs;
  private final CdrStore store;
  private final Supplier<TariffPlan> tariff;
  private final RatingEngine engine;

  CdrDesk(
      EventLedger ledger,
      RunCosts costs,
      CdrStore store,
      Supplier<TariffPlan> tariff,
      RatingEngine engine) {
    this.ledger = ledger;
    this.costs = costs;
    this.store = store;
    this.tariff = tariff;
    this.engine = engine;
  }

  /**
   * What is done about an event.
   *
   * @param rate whether it is rated, and charged
   * @param keep whether a record is kept
   */
  record Flags(boolean rate, boolean keep) {}

  /**
   * Rates and keeps runs, all or none.
   *
   * @throws RpcError {@code EXISTS} when one of them is kept already
   */
  void process(List<CgrEvent> runs, Flags flags) {
    ledger.transact(unit -> {
      Books books = ledger.lock(unit, runs);
      for (CgrEvent run : runs) {
        CgrEvent filled = filled(run);
        if (flags.keep()) {
          store.lock(unit.connection(), filled);
        }
        Cdr cdr = cdr(filled, flags, books);
        if (flags.keep() && !store.add(unit.connection(), cdr)) {
          throw RpcError.exists();
        }
      }
      ledger.write(unit, books);
      return true;
    });
  }

  /** With what CGRateS puts where nothing is said. */
  private CgrEvent filled(CgrEvent run) {
    Defaults defaults = ledger.defaults();
    CgrEvent filled = run.with("CGRID", run.cgrId());
    for (Map.Entry<String, String> field :
        Map.of(
                "RunID", "*default",
                "ToR", "*voice",
                "RequestType", defaults.requestType(),
                "Category", defaults.category(),
                "Subject", run.text("Account"))
            .entrySet()) {
      if (filled.text(field.getKey()).isEmpty()) {
        filled = filled.with(field.getKey(), field.getValue());
      }
    }
    return filled;
  }

  private Cdr cdr(CgrEvent run, Flags flags, Books books) {
    Defaults defaults = ledger.defaults();
    long usage = Math.max(0, run.usage("Usage").orElse(0));
    return new Cdr(
        0,
        run.without("Cost", "CostDetails", "CostSource", "ExtraInfo", "OrderID"),
        run.time("SetupTime", defaults.times(), defaults.clock().instant()).orElse(null),
        run.time("AnswerTime", defaults.times(), defaults.clock().instant()).orElse(null),
        usage,
        cost(run, usage, flags, books));
  }

  private Cdr.Cost cost(CgrEvent run, long usage, Flags flags, Books books) {
    RatedEvent rated = ledger.rated(run, null);
    boolean told = run.has("Cost") && run.fields().get("Cost").isNumber();
    boolean rate = flags.rate() && rated.kind() != RequestKind.NONE;
    if (told && (!rate || run.text("CostSource").equals("*sessions"))) {
      JsonNode details = run.fields().path("CostDetails");
      return new Cdr.Cost(
          run.fields().get("Cost").decimalValue(),
          run.text("CostSource"),
          details.isObject() ? details : NullNode.getInstance(),
          run.text("ExtraInfo"));
    }
    if (!rate) {
      return Cdr.Cost.none();
    }
    try {
      return rated.kind().isDebited() ? debited(rated, usage, flags, books) : priced(rated, usage);
    } catch (RpcError refused) {
      return Cdr.Cost.failed(refused.text());
    }
  }

  private Cdr.Cost priced(RatedEvent rated, long usage) {
    requireUsual(rated, usage);
    return switch (engine.rate(tariff.get(), rated.usage(usage))) {
      case Rated.Refused(var why) -> throw new RpcError(why.name());
      case Rated.Priced priced ->
          new Cdr.Cost(
              priced.cost(),
              SOURCE,
              EventCost.of(
                  new EventCost.Event(
                      rated.event().cgrId(), rated.event().text("RunID"), rated.start()),
                  priced,
                  engine.costing(),
                  true),
              "");
    };
  }

  private Cdr.Cost debited(RatedEvent rated, long usage, Flags flags, Books books) {
    requireUsual(rated, usage);
    Optional<Account> payer = ledger.account(rated.event()).flatMap(books::account);
    RunMeter meter = ledger.meter(payer, rated, null);
    Metered metered = meter.debit(usage);
    String mark = "-" + rated.event().text("RunID");
    // What is not kept cannot be told from the same told again: it is a charge of its own.
    String once = flags.keep() ? rated.event().name() : "debit-" + UUID.randomUUID();
    CallId name = new CallId(once + "-cdr");
    books.post(
        new Postings(name, mark, meter.account().purse()).settle(Map.of(), metered.holds()).all());
    Account after = books.account(meter.account().id()).orElse(meter.account());
    RunCosts.Charged charged = new RunCosts.Charged(rated, metered, usage, after);
    boolean unpaid = metered.drawnTo() < usage;
    return new Cdr.Cost(
        usage == 0 ? BigDecimal.ZERO : charged.amount(),
        SOURCE,
        costs.details(charged, meter.rater()),
        unpaid ? "INSUFFICIENT_CREDIT" : "");
  }

  /** Charges a part of a call that no record is kept of. */
  ObjectNode debit(RatedEvent rated, long usage, CallCost.Call call) {
    return ledger.transact(unit -> {
      Books books = ledger.lock(unit, List.of(rated.event()));
      Cdr.Cost cost = debited(rated, usage, new Flags(true, false), books);
      ledger.write(unit, books);
      Rated prices = engine.rate(tariff.get(), rated.usage(usage));
      ObjectNode told =
          prices instanceof Rated.Priced priced
              ? CallCost.of(call, priced, engine.costing())
              : RpcJson.object();
      told.set("Cost", RpcJson.number(cost.amount()));
      told.set("AccountSummary", cost.details().path("AccountSummary"));
      return told;
    });
  }

  private static void requireUsual(RatedEvent rated, long usage) {
    if (MaxUsage.exceeded(rated.usageKind(), usage)) {
      throw new RpcError("MAX_USAGE_EXCEEDED");
    }
  }
}
