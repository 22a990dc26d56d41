package io.strowger.rating.adapter.db;

import io.strowger.contracts.charging.AccountMovement.Kind;
import io.strowger.contracts.id.CallId;
import io.strowger.messaging.UnitOfWork;
import io.strowger.rating.account.Account;
import io.strowger.rating.account.Holding;
import io.strowger.rating.adapter.kafka.Movements;
import io.strowger.rating.ledger.Posting;
import io.strowger.rating.rerating.PastCharge;
import io.strowger.rating.rerating.Rerated;
import io.strowger.rating.rerating.RevisedCharge;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Enters what corrects charges, keeps how they stand after it, and tells it. */
final class ChargeCorrections {
  /** What a charge stands by that was given back. */
  static final String NO_TARIFF = "";

  private static final String KEEP =
      "insert into tariff_rerated_charge (rerating, charge_id, tariff, before_micros,"
          + " after_micros, taken, uncollected_micros, stretches)"
          + " values (?, ?, ?, ?, ?, ?::jsonb, ?, ?::jsonb)";
  private static final String CORRECTIONS =
      "select count(*) from tariff_rerated_charge where charge_id = ?";

  private final UnitOfWork unit;
  private final String key;
  private final String reason;
  private final Movements movements;

  /**
   * Corrections of one re-rating.
   *
   * @param key under which it was entered
   * @param reason as entries tell it
   */
  ChargeCorrections(UnitOfWork unit, String key, String reason, Movements movements) {
    this.unit = unit;
    this.key = key;
    this.reason = reason;
    this.movements = movements;
  }

  /** What is taken of balances in the end, and what could not be. */
  private record Taken(Map<String, Long> byBalance, List<Posting> postings, long uncollected) {}

  /**
   * What could not be taken, would it be corrected: balances are not taken any lower. The books
   * show from then on what the correction would leave, and it is added to what others would.
   *
   * @param tried what trials would give back to balances, in micro-units
   */
  long uncollected(PastCharge charge, Rerated.Priced priced, Books books, Map<String, Long> tried) {
    Taken taken = taken(charge, priced, books);
    books.post(taken.postings());
    for (Posting posting : taken.postings()) {
      tried.merge(posting.balance(), posting.amountMicros(), Long::sum);
    }
    return taken.uncollected();
  }

  /**
   * Corrects a charge; what a balance cannot be taken any lower for stays uncollected.
   *
   * @param tariff what it is priced by now; absent when it is given back
   * @return what stays uncollected, in micro-units
   */
  long correct(PastCharge charge, Rerated.Priced priced, @Nullable String tariff, Books books)
      throws SQLException {
    Taken taken = taken(charge, priced, books);
    books.post(taken.postings());
    keep(charge, priced, tariff, taken);
    tell(charge, priced, tariff, books);
    return taken.uncollected();
  }

  private Taken taken(PastCharge charge, Rerated.Priced priced, Books books) {
    Map<String, Long> taken = new HashMap<>(priced.taken());
    List<Posting> postings = new ArrayList<>();
    long uncollected = 0;
    for (Map.Entry<String, Long> correction : new TreeMap<>(priced.corrections()).entrySet()) {
      Optional<Holding> holding = books.holding(correction.getKey());
      long wanted = correction.getValue();
      long lowest = holding.map(each -> -Math.max(0, each.balance().spendableMicros())).orElse(0L);
      long possible = wanted < 0 ? Math.max(wanted, lowest) : holding.isPresent() ? wanted : 0;
      uncollected += Math.max(0, possible - wanted);
      taken.merge(correction.getKey(), wanted - possible, Long::sum);
      if (possible != 0) {
        postings.add(posting(charge, correction.getKey(), possible));
      }
    }
    return new Taken(taken, postings, uncollected);
  }

  private Posting posting(PastCharge charge, String balance, long micros) {
    return new Posting(
        "RERATING:" + key + ":" + charge.call().chargeId() + ":" + balance,
        balance,
        callId(charge),
        Kind.CORRECTION,
        micros,
        0,
        reason);
  }

  /** Calls of other systems have ids of other forms. */
  private static @Nullable CallId callId(PastCharge charge) {
    try {
      return new CallId(charge.call().callId());
    } catch (IllegalArgumentException foreign) {
      return null;
    }
  }

  private void tell(PastCharge charge, Rerated.Priced priced, @Nullable String tariff, Books books)
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
        RevisedCharge revised = new RevisedCharge(charge, priced, tariff, row.getInt(1) + 1);
        movements.tell(unit, revised.told(call, account, Instant.now()));
      }
    }
  }

  private void keep(PastCharge charge, Rerated.Priced priced, @Nullable String tariff, Taken taken)
      throws SQLException {
    try (PreparedStatement insert = unit.connection().prepareStatement(KEEP)) {
      insert.setString(1, key);
      insert.setString(2, charge.call().chargeId());
      insert.setString(3, tariff == null ? NO_TARIFF : tariff);
      insert.setLong(4, charge.costMicros());
      insert.setLong(5, priced.costMicros());
      insert.setString(6, Sql.json(taken.byBalance()));
      insert.setLong(7, taken.uncollected());
      insert.setString(8, Sql.json(priced.stretches()));
      insert.executeUpdate();
    }
  }
}
