package io.strowger.rating.adapter.cgrates;

import io.strowger.contracts.id.AccountId;
import io.strowger.messaging.Database;
import io.strowger.messaging.ServiceLink;
import io.strowger.messaging.UnitOfWork;
import io.strowger.rating.account.Account;
import io.strowger.rating.adapter.db.Books;
import io.strowger.rating.adapter.db.ChargeStore;
import io.strowger.rating.adapter.db.LedgerStore;
import io.strowger.rating.adapter.kafka.Movements;
import io.strowger.rating.cgrates.RpcError;
import io.strowger.rating.cgrates.account.AccountNames;
import io.strowger.rating.cgrates.cdr.EventCharge;
import io.strowger.rating.cgrates.event.CgrEvent;
import io.strowger.rating.cgrates.session.ApiSession;
import io.strowger.rating.cgrates.session.RatedEvent;
import io.strowger.rating.cgrates.session.RunMeter;
import io.strowger.rating.cgrates.session.SessionRun.Agreed;
import io.strowger.rating.charging.ChargedCall;
import io.strowger.rating.charging.TariffRater;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Transactions in which events are charged: accounts locked, entries made and told. */
final class EventLedger {
  private final ServiceLink link;
  private final Movements movements;
  private final Prices prices;
  private final AccountNames names;
  private final Defaults defaults;
  private final LedgerStore ledger = new LedgerStore();
  private final ChargeStore charges = new ChargeStore();

  EventLedger(
      ServiceLink link, Movements movements, Prices prices, AccountNames names, Defaults defaults) {
    this.link = link;
    this.movements = movements;
    this.prices = prices;
    this.names = names;
    this.defaults = defaults;
  }

  <T> T transact(Database.Work<T> work) {
    return link.database().transact(work);
  }

  /** The accounts that these runs name, with all they may draw upon, locked. */
  Books lock(UnitOfWork unit, Collection<CgrEvent> runs) throws SQLException {
    return lock(unit, accounts(runs));
  }

  /** These accounts, with all they may draw upon, locked. */
  Books lock(UnitOfWork unit, Set<String> ids) throws SQLException {
    return ledger.lock(unit.connection(), ids);
  }

  /** The same, with other balances besides. */
  Books lock(UnitOfWork unit, LedgerStore.Extent extent) throws SQLException {
    return ledger.lock(unit.connection(), extent, _ -> {});
  }

  /** The accounts that a session's runs name, and what is held for it, locked. */
  Books lock(UnitOfWork unit, ApiSession session) throws SQLException {
    Set<String> held = new TreeSet<>();
    session.runs().forEach(run -> held.addAll(run.metered().holds().keySet()));
    return lock(unit, new LedgerStore.Extent(accounts(SessionStep.events(session)), held));
  }

  private Set<String> accounts(Collection<CgrEvent> runs) {
    Set<String> ids = new TreeSet<>();
    runs.forEach(run -> account(run).ifPresent(id -> ids.add(id.value())));
    return ids;
  }

  void write(UnitOfWork unit, Books books) throws SQLException {
    movements.tell(unit, books.write());
    movements.tellLow(unit, books);
  }

  /** Keeps charges, and publishes those of calls when the transaction commits. */
  void keep(UnitOfWork unit, List<EventCharge> made, Books books) throws SQLException {
    Instant now = defaults.clock().instant();
    List<ChargedCall> kept = made.stream().map(each -> each.kept(defaults.times(), now)).toList();
    charges.keepOfRequests(unit.connection(), kept);
    for (int i = 0; i < kept.size(); i++) {
      EventCharge charge = made.get(i);
      ChargedCall call = kept.get(i);
      books
          .account(charge.account())
          .flatMap(after -> charge.told(call, after, now))
          .ifPresent(told -> movements.tell(unit, told));
    }
  }

  /** The account that a run names; empty when it names none that could be. */
  Optional<AccountId> account(CgrEvent run) {
    try {
      return Optional.of(names.id(run.tenant(), run.text("Account")));
    } catch (RpcError impossible) {
      return Optional.empty();
    }
  }

  AccountNames names() {
    return names;
  }

  Defaults defaults() {
    return defaults;
  }

  /** What rating needs to know of a run; one that began keeps its beginning. */
  RatedEvent rated(CgrEvent run, @Nullable Agreed agreed) {
    RatedEvent rated =
        RatedEvent.of(run, defaults.category(), defaults.times(), defaults.clock().instant());
    return agreed == null ? rated : rated.begun(agreed.start());
  }

  /**
   * What an account pays for an event.
   *
   * @param agreed the prices that the event began with; absent for those that hold now
   * @throws RpcError when it may not be charged
   */
  RunMeter meter(Optional<Account> account, RatedEvent event, @Nullable Agreed agreed) {
    Optional<TariffRater> rater =
        agreed == null
            ? account.flatMap(payer -> prices.of(payer.terms(), defaults.clock().instant()))
            : prices.agreed(agreed);
    return new RunMeter(account, rater, event);
  }

  /**
   * How much of an event an account's balances cover; below 0 where they never say no.
   *
   * @throws RpcError when it may not be charged, or when nobody uses so much
   */
  long covered(AccountBooks books, RatedEvent event, long usage) {
    event.requireUsual(usage);
    return meter(account(event.event()).flatMap(books::find), event, null).affordable(usage, false);
  }
}
