package io.strowger.rating.adapter.db;

import io.strowger.contracts.charging.AccountMovement.Kind;
import io.strowger.contracts.id.CallId;
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
import io.strowger.rating.rerating.PastCharge;
import io.strowger.rating.rerating.Replay;
import io.strowger.rating.rerating.Rerated;
import io.strowger.rating.rerating.RevisedCharge;
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
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Some charges, re-rated in one transaction. */
final class ReratingPage {
  private static final String DONE =
      "select charge_id from tariff_rerated_charge where rerating = ? and charge_id = any (?)";
  private static final String KEEP =
      "insert into tariff_rerated_charge (rerating, charge_id, tariff, before_micros,"
          + " after_micros, taken, uncollected_micros, stretches)"
          + " values (?, ?, ?, ?, ?, ?::jsonb, ?, ?::jsonb)";
  private static final String CORRECTIONS =
      "select count(*) from tariff_rerated_charge where charge_id = ?";
  private static final String HELD =
      "select distinct on (e.balance) e.balance, e.balance_after_micros from entry e"
          + " where e.balance = any (?) and e.id < coalesce("
          + "   (select min(s.id) from entry s where s.call_id = ? and s.kind = 'SETTLEMENT'),"
          + "   (select coalesce(max(b.id), 0) + 1 from entry b where b.recorded_at <"
          + "     (select kept_at from charge where id = ?)))"
          + " order by e.balance, e.id desc";

  private final LedgerStore ledger = new LedgerStore();
  private final UnitOfWork unit;
  private final Request request;
  private final TariffReratings.Pricing pricing;
  private final Movements movements;
  private final List<Line> lines = new ArrayList<>();

  ReratingPage(
      UnitOfWork unit, Request request, TariffReratings.Pricing pricing, Movements movements) {
    this.unit = unit;
    this.request = request;
    this.pricing = pricing;
    this.movements = movements;
  }

  List<Line> work(List<PastCharge> charges, Replay replay) throws SQLException {
    Set<String> accounts = new TreeSet<>();
    charges.forEach(each -> accounts.add(each.call().payer().account().value()));
    Books books =
        request.dryRun()
            ? ledger.look(unit.connection(), accounts)
            : ledger.lock(unit.connection(), accounts);
    Set<String> done = request.dryRun() ? Set.of() : done(charges);
    for (PastCharge charge : charges) {
      Account account = books.account(charge.call().payer().account()).orElse(null);
      if (done.contains(charge.call().chargeId())) {
        replay.passed(charge);
      } else if (account != null) {
        rerate(charge, account, books, replay);
      }
    }
    if (!request.dryRun()) {
      movements.tell(unit, books.write());
    }
    return lines;
  }

  private Set<String> done(List<PastCharge> charges) throws SQLException {
    try (PreparedStatement select = unit.connection().prepareStatement(DONE)) {
      select.setString(1, request.key());
      select.setArray(2, Sql.texts(unit.connection(), charges, each -> each.call().chargeId()));
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
        replay.next(charge, new TariffRater(pricing.engine(), tariff), purseThen(account, charge));
    long uncollected = 0;
    if (rerated instanceof Rerated.Priced priced && !priced.changesNothing(charge)) {
      uncollected = correct(charge, priced, tariff, books);
    }
    lines.add(new Line(charge, tariff.label(), rerated, uncollected));
  }

  /** The balances that there were when the charge was made, with what they held then. */
  private Purse purseThen(Account account, PastCharge charge) throws SQLException {
    Purse now = account.purse();
    Map<String, Long> held = held(now, charge);
    Instant ended = charge.call().times().endedAt();
    List<Balance> then = new ArrayList<>();
    for (Holding holding : account.holdings()) {
      Balance balance = now.balance(holding.balance().id()).orElseThrow();
      Long micros = held.get(balance.id());
      boolean isDefault = balance.id().equals(now.defaultBalance());
      if (micros != null || isDefault || !holding.openedAt().isAfter(ended)) {
        then.add(balance.plus((micros == null ? 0 : micros) - balance.availableMicros()));
      }
    }
    return new Purse(now.money(), then, true);
  }

  private Map<String, Long> held(Purse purse, PastCharge charge) throws SQLException {
    try (PreparedStatement select = unit.connection().prepareStatement(HELD)) {
      List<String> ids = purse.balances().stream().map(Balance::id).toList();
      select.setArray(1, Sql.texts(unit.connection(), ids));
      select.setString(2, charge.call().callId());
      select.setLong(3, charge.id());
      Map<String, Long> held = new HashMap<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          held.put(rows.getString(1), rows.getLong(2));
        }
      }
      return held;
    }
  }

  /** Enters corrections; what a balance cannot be taken any lower for stays uncollected. */
  private long correct(PastCharge charge, Rerated.Priced priced, ActiveTariff tariff, Books books)
      throws SQLException {
    Map<String, Long> taken = new HashMap<>(priced.taken());
    long uncollected = 0;
    for (Map.Entry<String, Long> correction : new TreeMap<>(priced.corrections()).entrySet()) {
      Optional<Holding> holding = books.holding(correction.getKey());
      long wanted = correction.getValue();
      long lowest = holding.map(each -> -Math.max(0, each.balance().spendableMicros())).orElse(0L);
      long possible = wanted < 0 ? Math.max(wanted, lowest) : holding.isPresent() ? wanted : 0;
      uncollected += Math.max(0, possible - wanted);
      taken.merge(correction.getKey(), wanted - possible, Long::sum);
      if (possible != 0 && !request.dryRun()) {
        books.post(List.of(posting(charge, correction.getKey(), possible)));
      }
    }
    if (!request.dryRun()) {
      keep(charge, priced, tariff, new Taken(taken, uncollected));
      tell(charge, priced, tariff, books);
    }
    return uncollected;
  }

  /** What is taken of balances in the end, and what could not be. */
  private record Taken(Map<String, Long> byBalance, long uncollectedMicros) {}

  private Posting posting(PastCharge charge, String balance, long micros) {
    return new Posting(
        "RERATING:" + request.key() + ":" + charge.call().chargeId() + ":" + balance,
        balance,
        callId(charge),
        Kind.CORRECTION,
        micros,
        0,
        request.reason());
  }

  /** Calls of other systems have ids of other forms. */
  private static @Nullable CallId callId(PastCharge charge) {
    try {
      return new CallId(charge.call().callId());
    } catch (IllegalArgumentException foreign) {
      return null;
    }
  }

  private void tell(PastCharge charge, Rerated.Priced priced, ActiveTariff tariff, Books books)
      throws SQLException {
    CallId call = callId(charge);
    Account account = books.account(charge.call().payer().account()).orElse(null);
    if (call == null || account == null) {
      return;
    }
    try (PreparedStatement count = unit.connection().prepareStatement(CORRECTIONS)) {
      count.setString(1, charge.call().chargeId());
      try (ResultSet row = count.executeQuery()) {
        row.next();
        RevisedCharge revised =
            new RevisedCharge(charge, priced, tariff.label(), row.getInt(1) + 1);
        movements.tell(unit, revised.told(call, account, Instant.now()));
      }
    }
  }

  private void keep(PastCharge charge, Rerated.Priced priced, ActiveTariff tariff, Taken taken)
      throws SQLException {
    try (PreparedStatement insert = unit.connection().prepareStatement(KEEP)) {
      insert.setString(1, request.key());
      insert.setString(2, charge.call().chargeId());
      insert.setString(3, tariff.label());
      insert.setLong(4, charge.costMicros());
      insert.setLong(5, priced.costMicros());
      insert.setString(6, Sql.json(taken.byBalance()));
      insert.setLong(7, taken.uncollectedMicros());
      insert.setString(8, Sql.json(priced.stretches()));
      insert.executeUpdate();
    }
  }
}
