package io.strowger.rating.adapter.db;

import com.fasterxml.jackson.core.type.TypeReference;
import io.strowger.messaging.Columns;
import io.strowger.messaging.RoundTrip;
import io.strowger.rating.balance.Stretch;
import io.strowger.rating.charging.ChargedCall;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What calls cost those who are charged for them, kept for good. */
public final class ChargeStore {
  private static final TypeReference<List<Stretch>> STRETCHES = new TypeReference<>() {};
  private static final String KEEP =
      "insert into charge (charge_id, call_id, run, account, mode, tenant, category, subject,"
          + " destination, setup_at, answered_at, ended_at, used_micros, cost_micros, currency,"
          + " tariff, prefix, failure, stretches, extra, unit, by_request)"
          + " select c.charge_id, c.call_id, c.run, c.account, c.mode, c.tenant, c.category,"
          + " c.subject, c.destination, c.setup_at::timestamptz, c.answered_at::timestamptz,"
          + " c.ended_at::timestamptz, c.used, c.cost, c.currency, c.tariff, c.prefix, c.failure,"
          + " c.stretches, c.extra::jsonb, c.unit, c.by_request"
          + " from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],"
          + " ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[],"
          + " ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],"
          + " ?::text[], ?::boolean[])"
          + " as c(charge_id, call_id, run, account, mode, tenant, category, subject, destination,"
          + " setup_at, answered_at, ended_at, used, cost, currency, tariff, prefix, failure,"
          + " stretches, extra, unit, by_request)";

  /**
   * Keeps charges of calls on switches, on this trip. A charge that is kept already is a defect,
   * refused by the database.
   */
  public void keep(RoundTrip trip, List<ChargedCall> calls) {
    keep(trip, calls, false);
  }

  /** Keeps charges of what requests told, likewise. */
  public void keepOfRequests(Connection connection, List<ChargedCall> charges) throws SQLException {
    RoundTrip trip = new RoundTrip();
    keep(trip, charges, true);
    trip.make(connection);
  }

  /** What was drawn for a charge, as it is kept; nothing where nothing is. */
  public static List<Stretch> stretches(@Nullable String json) {
    return json == null ? List.of() : Sql.value(json, STRETCHES);
  }

  private static void keep(RoundTrip trip, List<ChargedCall> calls, boolean byRequest) {
    if (!calls.isEmpty()) {
      trip.tell(KEEP, with -> bind(new Columns<>(with, calls), byRequest));
    }
  }

  private static void bind(Columns<ChargedCall> columns, boolean byRequest) throws SQLException {
    columns.text(ChargedCall::chargeId);
    columns.text(ChargedCall::callId);
    columns.text(ChargedCall::run);
    columns.text(call -> call.payer().account().value());
    columns.text(call -> call.payer().mode().name());
    columns.text(call -> call.payer().profile().tenant());
    columns.text(call -> call.payer().profile().category());
    columns.text(call -> call.payer().profile().subject());
    columns.text(call -> call.payer().destination());
    columns.text(call -> Sql.text(call.times().setupAt()));
    columns.text(call -> Sql.text(call.times().answeredAt()));
    columns.text(call -> Sql.text(call.times().endedAt()));
    columns.number(ChargedCall::usedMicros);
    columns.number(call -> call.cost().micros());
    columns.text(call -> call.cost().currency().getCurrencyCode());
    columns.text(call -> call.cost().tariff());
    columns.text(call -> call.cost().prefix());
    columns.text(call -> call.cost().failure());
    columns.text(call -> Sql.json(call.cost().stretches()));
    columns.text(call -> Sql.json(call.extra()));
    columns.text(call -> call.used().unit().name());
    columns.flag(_ -> byRequest);
  }
}
