package io.strowger.rating.adapter.cgrates;

import io.strowger.messaging.UnitOfWork;
import io.strowger.rating.adapter.cgrates.CdrStore.Kept;
import io.strowger.rating.adapter.cgrates.RunRating.Costed;
import io.strowger.rating.adapter.db.Books;
import io.strowger.rating.adapter.db.ChargeReturns;
import io.strowger.rating.adapter.db.LedgerStore;
import io.strowger.rating.cgrates.RpcError;
import io.strowger.rating.cgrates.cdr.ChargeName;
import io.strowger.rating.cgrates.cdr.EventCharge;
import io.strowger.rating.cgrates.event.CgrEvent;
import io.strowger.rating.cgrates.session.RatedEvent;
import io.strowger.rating.rerating.PastCharge;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Events whose records are kept, told once more: what they cost is given back by entries that
 * correct the ledger and, where that is wanted, they are charged anew for what is told now.
 */
final class RetoldCdrs {
  private static final String PROCESS = "CDRsV1.ProcessEvent";

  private final EventLedger ledger;
  private final RunRating rating;
  private final CdrDesk desk;
  private final CdrStore store;
  private final ChargeReturns returns;

  RetoldCdrs(
      EventLedger ledger, RunRating rating, CdrDesk desk, CdrStore store, ChargeReturns returns) {
    this.ledger = ledger;
    this.rating = rating;
    this.desk = desk;
    this.store = store;
    this.returns = returns;
  }

  /**
   * Gives back what runs cost.
   *
   * @throws RpcError {@code PARTIALLY_EXECUTED} when there is no record of one of them
   */
  void giveBack(List<CgrEvent> runs) {
    List<String> charges =
        ledger.transact(unit -> {
          List<String> found = new ArrayList<>();
          for (CgrEvent run : runs) {
            Kept kept =
                store
                    .find(unit.connection(), desk.filled(run))
                    .orElseThrow(() -> new RpcError("PARTIALLY_EXECUTED"));
            Optional.ofNullable(kept.chargeId()).ifPresent(found::add);
          }
          return found;
        });
    giveBack(charges, PROCESS);
  }

  /**
   * Gives back what charges took of balances; what was priced only stays.
   *
   * @param reason as entries tell it
   */
  void giveBack(Collection<String> charges, String reason) {
    ledger.transact(unit -> {
      Books books = ledger.lock(unit, extent(unit, charges, Set.of()));
      for (PastCharge charge : returns.standing(unit.connection(), charges)) {
        if (charge.touchesBalances()) {
          returns.giveBack(unit, charge, key(reason), reason, books);
        }
      }
      ledger.write(unit, books);
      return true;
    });
  }

  private static String key(String reason) {
    return reason + "-" + UUID.randomUUID();
  }

  /** Nobody else pays for a charge once it is made, and what paid for it gets it back. */
  private LedgerStore.Extent extent(
      UnitOfWork unit, Collection<String> charges, Set<String> accounts) throws SQLException {
    Set<String> payers = new TreeSet<>(accounts);
    Set<String> paid = new TreeSet<>();
    for (PastCharge charge : returns.standing(unit.connection(), charges)) {
      payers.add(charge.call().payer().account().value());
      paid.addAll(charge.taken().keySet());
    }
    return new LedgerStore.Extent(payers, paid);
  }

  /**
   * Charges runs for what is told of them now, and keeps that. Runs without a record are rated as
   * at any time.
   *
   * @return the charges of runs of which the same is told as before: all that may be different is
   *     their price
   */
  List<String> rate(List<CgrEvent> runs, CdrDesk.Flags flags) {
    return ledger.transact(unit -> {
      List<CgrEvent> filled = runs.stream().map(desk::filled).toList();
      Page page = new Page(unit, flags, lock(unit, filled));
      for (CgrEvent run : filled) {
        page.rate(run);
      }
      page.write();
      return page.again;
    });
  }

  private Books lock(UnitOfWork unit, List<CgrEvent> runs) throws SQLException {
    List<String> charges = new ArrayList<>();
    Set<String> accounts = new TreeSet<>();
    for (CgrEvent run : runs) {
      store.find(unit.connection(), run).map(Kept::chargeId).ifPresent(charges::add);
      ledger.account(run).ifPresent(id -> accounts.add(id.value()));
    }
    return ledger.lock(unit, extent(unit, charges, accounts));
  }

  /** Runs that are told once more in one transaction. */
  private final class Page {
    private final UnitOfWork unit;
    private final CdrDesk.Flags flags;
    private final Books books;
    private final List<EventCharge> charges = new ArrayList<>();
    private final List<String> again = new ArrayList<>();

    Page(UnitOfWork unit, CdrDesk.Flags flags, Books books) {
      this.unit = unit;
      this.flags = flags;
      this.books = books;
    }

    void rate(CgrEvent run) throws SQLException {
      store.lock(unit.connection(), run);
      Kept kept = store.find(unit.connection(), run).orElse(null);
      if (kept == null) {
        rateNew(run);
        return;
      }
      List<PastCharge> before =
          kept.chargeId() == null
              ? List.of()
              : returns.standing(unit.connection(), List.of(kept.chargeId()));
      if (!before.isEmpty()) {
        rateAnew(run, kept, before.getFirst());
      } else if (CdrDesk.isFree(kept.cdr(), ledger.rated(kept.cdr().event(), null))) {
        replace(run, kept, rating.rate(run, flags, books));
      }
    }

    private void rateNew(CgrEvent run) throws SQLException {
      Costed costed = rating.rate(run, flags, books);
      if (flags.keep()) {
        desk.add(unit, run, costed, charges);
      }
    }

    private void rateAnew(CgrEvent run, Kept kept, PastCharge before) throws SQLException {
      RatedEvent rated = ledger.rated(run, null);
      if (EventCharge.isOfSame(before, rated, run.used(), ledger.account(run))) {
        again.add(before.call().chargeId());
        return;
      }
      if (kept.isOfSwitch()) {
        throw RpcError.notImplemented(
            PROCESS + " *rerate", "what a switch told of a call stays, its price may change");
      }
      if (books.account(before.call().payer().account()).isEmpty()) {
        // Somebody else told it meanwhile, with another account.
        throw new RpcError("PARTIALLY_EXECUTED");
      }
      returns.giveBack(unit, before, key(PROCESS), PROCESS, books);
      replace(
          run, kept, rating.rate(run, ChargeName.after(before.call()), CdrDesk.Flags.ALL, books));
    }

    private void replace(CgrEvent run, Kept kept, Costed costed) throws SQLException {
      store.replace(unit.connection(), kept, desk.cdr(run, costed.cost()), costed.chargeId());
      Optional.ofNullable(costed.charge()).ifPresent(charges::add);
    }

    void write() throws SQLException {
      ledger.write(unit, books);
      ledger.keep(unit, charges, books);
    }
  }
}
