package io.strowger.rating.adapter.db;

import io.strowger.contracts.charging.AccountMovement.Kind;
import io.strowger.messaging.Query;
import io.strowger.messaging.UnitOfWork;
import io.strowger.rating.account.Account;
import io.strowger.rating.account.Holding;
import io.strowger.rating.adapter.db.TariffReratings.Line;
import io.strowger.rating.adapter.db.TariffReratings.Request;
import io.strowger.rating.adapter.kafka.Movements;
import io.strowger.rating.balance.Balance;
import io.strowger.rating.balance.Purse;
import io.strowger.rating.charging.TariffRater;
import io.strowger.rating.ledger.Posting;
import io.strowger.rating.rerating.Correction;
import io.strowger.rating.rerating.PastCharge;
import io.strowger.rating.rerating.Replay;
import io.strowger.rating.rerating.Rerated;
import io.strowger.rating.rerating.Then;
import io.strowger.rating.tariff.ActiveTariff;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Some charges, re-rated in one transaction. */
final class ReratingPage {
  private static final String DONE =
      "select charge_id from tariff_rerated_charge where rerating = ? and charge_id = any (?)";

  /** What balances held just before a charge was settled, or else before it was kept. */
  private static final String HELD =
      "select b.id, e.balance_after_micros, e.id as entry from (select"
          + "   (select min(s.id) from entry s where s.call_id = ? and s.kind = 'SETTLEMENT'"
          + "     and s.recorded_at > coalesce((select max(p.kept_at) from charge c join charge p"
          + "       on p.call_id = c.call_id and p.run = c.run and p.id < c.id where c.id = ?),"
          + "       '-infinity')) as settled_by,"
          + "   (select kept_at from charge where id = ?) as kept_at) charged,"
          + " unnest(?::text[]) as b(id), lateral (select id, balance_after_micros from entry"
          + "   where balance = b.id and id < coalesce(settled_by, 9223372036854775807)"
          + "     and (settled_by is not null or recorded_at < kept_at)"
          + "   order by id desc limit 1) e";

  /** What earlier re-ratings entered for charges. */
  private static final String CORRECTED =
      "select e.balance, e.id, e.amount_micros from tariff_rerated_charge r"
          + " cross join lateral jsonb_object_keys(r.taken) as b(id)"
          + " cross join lateral (select balance, id, amount_micros from entry where posting_id"
          + "   = 'RERATING:' || r.rerating || ':' || r.charge_id || ':' || b.id limit 1) e"
          + " where r.charge_id = any (?)";

  private final LedgerStore ledger = new LedgerStore();
  private final UnitOfWork unit;
  private final Request request;
  private final TariffReratings.Pricing pricing;
  private final Movements movements;
  private final ChargeCorrections corrections;
  private final Map<String, Long> tried;
  private final Map<String, Holding> closed = new HashMap<>();
  private final List<Line> lines = new ArrayList<>();

  /**
   * A page of a re-rating.
   *
   * @param tried what the pages before would give back to balances, where it is a trial
   */
  ReratingPage(
      UnitOfWork unit,
      Request request,
      TariffReratings.Pricing pricing,
      Movements movements,
      Map<String, Long> tried) {
    this.unit = unit;
    this.request = request;
    this.pricing = pricing;
    this.movements = movements;
    this.tried = tried;
    this.corrections = new ChargeCorrections(unit, request.key(), request.reason(), movements);
  }

  List<Line> work(List<PastCharge> charges, Replay replay) throws SQLException {
    Books books = open(charges);
    showTried(books);
    Set<String> done = request.dryRun() ? Set.of() : done(charges);
    replay.corrected(corrected(charges));
    for (PastCharge charge : request.dryRun() ? charges : standing(charges)) {
      Account account = books.account(charge.call().payer().account()).orElse(null);
      boolean stays = charge.givenBack() && !request.givenBackToo();
      if (stays || done.contains(charge.call().chargeId())) {
        replay.passed(charge);
      } else if (account != null) {
        rerate(charge, account, books, replay);
      }
    }
    if (!request.dryRun()) {
      movements.tell(unit, books.write());
      movements.tellLow(unit, books);
    }
    return lines;
  }

  /** The books of those who paid, and of what they paid from, whatever became of that. */
  private Books open(List<PastCharge> charges) throws SQLException {
    Set<String> accounts = new TreeSet<>();
    Set<String> paid = new TreeSet<>();
    for (PastCharge charge : charges) {
      accounts.add(charge.call().payer().account().value());
      paid.addAll(charge.taken().keySet());
    }
    LedgerStore.Extent extent = new LedgerStore.Extent(accounts, paid);
    Books books =
        request.dryRun()
            ? ledger.look(unit.connection(), extent)
            : ledger.lock(unit.connection(), extent, _ -> {});
    ledger
        .closed(unit.connection(), paid)
        .forEach(holding -> closed.put(holding.balance().id(), holding));
    return books;
  }

  /** In a trial nothing is entered; the books are to look as if it were. */
  private void showTried(Books books) {
    tried.forEach((balance, micros) -> {
      if (micros != 0 && books.holding(balance).isPresent()) {
        books.post(List.of(Posting.of("TRIAL", balance, Kind.CORRECTION, micros, null)));
      }
    });
  }

  /** Somebody else may have corrected them between being read and being locked. */
  private List<PastCharge> standing(List<PastCharge> read) throws SQLException {
    return TariffCharges.standing(unit.connection(), chargeIds(read));
  }

  private static List<String> chargeIds(List<PastCharge> charges) {
    return charges.stream().map(charge -> charge.call().chargeId()).toList();
  }

  private List<Correction> corrected(List<PastCharge> charges) throws SQLException {
    try (PreparedStatement select = unit.connection().prepareStatement(CORRECTED)) {
      select.setArray(1, Sql.texts(unit.connection(), chargeIds(charges)));
      return Query.list(
          select, row -> new Correction(row.getString(1), row.getLong(2), row.getLong(3)));
    }
  }

  private Set<String> done(List<PastCharge> charges) throws SQLException {
    try (PreparedStatement select = unit.connection().prepareStatement(DONE)) {
      select.setString(1, request.key());
      select.setArray(2, Sql.texts(unit.connection(), chargeIds(charges)));
      return Set.copyOf(Query.list(select, row -> row.getString(1)));
    }
  }

  private void rerate(PastCharge charge, Account account, Books books, Replay replay)
      throws SQLException {
    ActiveTariff tariff =
        pricing
            .tariffs()
            .apply(charge.start())
            .filter(each -> each.currency().equals(account.terms().currency()))
            .orElse(null);
    if (tariff == null) {
      replay.passed(charge);
      lines.add(new Line(charge, null, new Rerated.Unpriced("NO_ACTIVE_TARIFF"), 0));
      return;
    }
    Rerated rerated =
        replay.next(
            charge, new TariffRater(pricing.engine(), tariff), then(account, charge, books));
    lines.add(new Line(charge, tariff.label(), rerated, correct(charge, rerated, tariff, books)));
  }

  /** Enters corrections, but for a trial; what stays uncollected. */
  private long correct(PastCharge charge, Rerated rerated, ActiveTariff tariff, Books books)
      throws SQLException {
    if (!(rerated instanceof Rerated.Priced priced) || priced.changesNothing(charge)) {
      return 0;
    }
    return request.dryRun()
        ? corrections.uncollected(charge, priced, books, tried)
        : corrections.correct(charge, priced, tariff.label(), books);
  }

  /** The balances that there were when the charge was made, with what they held then. */
  private Then then(Account account, PastCharge charge, Books books) throws SQLException {
    Purse now = account.purse();
    Map<String, Long> held = new HashMap<>();
    Map<String, Long> entries = new HashMap<>();
    lookUp(now, charge, held, entries);
    Instant ended = charge.call().times().endedAt();
    List<Balance> then = new ArrayList<>();
    Set<String> gone = new TreeSet<>();
    for (Holding holding : withFormer(account, charge, books)) {
      Balance balance = now.balance(holding.balance().id()).orElse(null);
      if (balance == null) {
        gone.add(holding.balance().id());
        then.add(holding.balance().former());
        continue;
      }
      Long micros = held.get(balance.id());
      boolean isDefault = balance.id().equals(now.defaultBalance());
      if (micros != null || isDefault || !holding.openedAt().isAfter(ended)) {
        then.add(balance.plus((micros == null ? 0 : micros) - balance.availableMicros()));
      }
    }
    return new Then(new Purse(now.money(), then, true), entries, gone);
  }

  /** What an account may draw upon, and what paid for its charge besides, the oldest first. */
  private List<Holding> withFormer(Account account, PastCharge charge, Books books) {
    Purse now = account.purse();
    Stream<Holding> former =
        charge.taken().keySet().stream()
            .filter(id -> charge.taken().get(id) > 0 && now.balance(id).isEmpty())
            .flatMap(
                id -> books.holding(id).or(() -> Optional.ofNullable(closed.get(id))).stream());
    return Stream.concat(account.holdings().stream(), former)
        .sorted(LedgerStore.OLDEST_FIRST)
        .toList();
  }

  private void lookUp(
      Purse purse, PastCharge charge, Map<String, Long> held, Map<String, Long> entries)
      throws SQLException {
    try (PreparedStatement select = unit.connection().prepareStatement(HELD)) {
      List<String> ids = purse.balances().stream().map(Balance::id).toList();
      select.setString(1, charge.call().callId());
      select.setLong(2, charge.id());
      select.setLong(3, charge.id());
      select.setArray(4, Sql.texts(unit.connection(), ids));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          held.put(rows.getString(1), rows.getLong(2));
          entries.put(rows.getString(1), rows.getLong(3));
        }
      }
    }
  }
}
