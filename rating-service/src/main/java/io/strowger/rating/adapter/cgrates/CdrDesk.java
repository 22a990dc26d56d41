package io.strowger.rating.adapter.cgrates;

import io.strowger.messaging.UnitOfWork;
import io.strowger.rating.adapter.cgrates.RunRating.Costed;
import io.strowger.rating.adapter.db.Books;
import io.strowger.rating.cgrates.RpcError;
import io.strowger.rating.cgrates.cdr.Cdr;
import io.strowger.rating.cgrates.cdr.EventCharge;
import io.strowger.rating.cgrates.event.CgrEvent;
import io.strowger.rating.cgrates.session.RatedEvent;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keeps the records of runs of events that are over, rated and charged: each once. */
final class CdrDesk {
  private final EventLedger ledger;
  private final RunRating rating;
  private final CdrStore store;

  CdrDesk(EventLedger ledger, RunRating rating, CdrStore store) {
    this.ledger = ledger;
    this.rating = rating;
    this.store = store;
  }

  /**
   * What is done about an event.
   *
   * @param rate whether it is rated, and charged
   * @param keep whether a record and a charge are kept
   * @param passKept whether a run that is kept already is passed over, rather than refused
   */
  record Flags(boolean rate, boolean keep, boolean passKept) {
    static final Flags ALL = new Flags(true, true, false);
    private static final Flags NEW = new Flags(true, true, true);
  }

  /**
   * Rates and keeps runs, all or none.
   *
   * @throws RpcError {@code EXISTS} when one of them is kept already, or was charged
   */
  void process(List<CgrEvent> runs, Flags flags) {
    ledger.transact(unit -> {
      process(unit, runs.stream().map(this::filled).toList(), flags);
      return true;
    });
  }

  /** Rates and keeps those runs of which there is no record yet. */
  void keepNew(UnitOfWork unit, List<CgrEvent> runs) throws SQLException {
    process(unit, runs.stream().map(this::filled).toList(), Flags.NEW);
  }

  private void process(UnitOfWork unit, List<CgrEvent> runs, Flags flags) throws SQLException {
    Books books = ledger.lock(unit, runs);
    List<EventCharge> charges = new ArrayList<>();
    for (CgrEvent run : runs) {
      if (!flags.keep()) {
        rating.rate(run, flags, books);
      } else if (!isKept(unit, run)) {
        add(unit, run, rating.rate(run, flags, books), charges);
      } else if (!flags.passKept()) {
        throw RpcError.exists();
      }
    }
    ledger.write(unit, books);
    ledger.keep(unit, charges, books);
  }

  /** Keeps a record, and its charge with others. */
  void add(UnitOfWork unit, CgrEvent run, Costed costed, List<EventCharge> charges)
      throws SQLException {
    store.add(unit.connection(), cdr(run, costed.cost()), costed.chargeId());
    if (costed.charge() != null) {
      charges.add(costed.charge());
    }
  }

  /** Asked for once: nobody else keeps a record of it until the transaction ends. */
  private boolean isKept(UnitOfWork unit, CgrEvent run) throws SQLException {
    store.lock(unit.connection(), run);
    return store.isKept(unit.connection(), run);
  }

  /** Rates a record that was not rated, or could not be, and whose run was never charged. */
  void rate(CdrStore.Kept kept) {
    CgrEvent run = RunCosts.uncharged(kept.cdr().event());
    if (!isFree(kept.cdr(), ledger.rated(run, null))) {
      return;
    }
    ledger.transact(unit -> {
      Books books = ledger.lock(unit, List.of(run));
      store.lock(unit.connection(), run);
      if (store.isUncharged(unit.connection(), kept)) {
        Costed costed = rating.rate(run, Flags.ALL, books);
        ledger.write(unit, books);
        store.update(unit.connection(), kept, costed.cost(), costed.chargeId());
        ledger.keep(unit, costed.charge() == null ? List.of() : List.of(costed.charge()), books);
      }
      return true;
    });
  }

  /** What has a cost and no charge was paid for before charges were kept, or elsewhere. */
  static boolean isFree(Cdr cdr, RatedEvent rated) {
    boolean costsNothing = cdr.cost().amount().compareTo(BigDecimal.ZERO) < 0;
    return switch (rated.kind()) {
      case NONE -> false;
      case RATED -> true;
      case PREPAID, PSEUDO_PREPAID, POSTPAID -> costsNothing;
    };
  }

  /** With what CGRateS puts where nothing is said. */
  CgrEvent filled(CgrEvent run) {
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

  Cdr cdr(CgrEvent run, Cdr.Cost cost) {
    Defaults defaults = ledger.defaults();
    return new Cdr(
        0,
        RunCosts.uncharged(run).without("OrderID"),
        run.time("SetupTime", defaults.times(), defaults.clock().instant()).orElse(null),
        run.time("AnswerTime", defaults.times(), defaults.clock().instant()).orElse(null),
        run.used(),
        cost);
  }
}
