package io.strowger.rating.adapter.db;

import io.strowger.contracts.id.AccountId;
import io.strowger.messaging.RoundTrip;
import io.strowger.rating.account.AccountMode;
import io.strowger.rating.account.AccountState;
import io.strowger.rating.account.AccountTerms;
import io.strowger.rating.account.Limits;
import io.strowger.rating.account.Traffic;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Rows of accounts. */
final class AccountRows {
  private static final String SELECT = "select * from account where id = any (?) order by id";
  private static final String OPEN_CALLS =
      "select account, sum(calls)::int as calls, sum(claim)::bigint as claimed from ("
          + " select account, 1 as calls, case when payer is null then claim_micros end as claim"
          + " from session where account = any (?) and not settled union all"
          + " select payer, 0, claim_micros from session where payer = any (?) and not settled)"
          + " as call group by account";
  private static final String PUT =
      "insert into account (id, tenant, currency, tariff, mode, state, credit_limit_micros,"
          + " unlimited, terms) values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)"
          + " on conflict (id) do update set tenant = excluded.tenant, tariff = excluded.tariff,"
          + " mode = excluded.mode, state = excluded.state,"
          + " credit_limit_micros = excluded.credit_limit_micros,"
          + " unlimited = excluded.unlimited, terms = excluded.terms, changed_at = now(),"
          // What is spent without a limit of the day is not counted: it is added up anew with one.
          + " day = case when account.terms #>> '{limits,per_day_micros}' is null then null"
          + " else account.day end"
          + " where account.currency = excluded.currency";

  /** Accounts as they were found. */
  static final class Found {
    private final Map<String, AccountTerms> terms = new HashMap<>();
    private final Map<String, Traffic> traffic = new HashMap<>();

    private void add(ResultSet row) throws SQLException {
      String id = row.getString("id");
      terms.put(id, AccountRows.terms(row));
      traffic.put(id, AccountRows.traffic(row));
    }

    /** Counts their calls, and tells the books. */
    void tell(Connection connection, Books into) throws SQLException {
      Map<String, Open> calls = openCalls(connection, terms);
      terms.forEach((id, own) -> {
        Traffic lately = traffic.getOrDefault(id, Traffic.NONE);
        Open open = calls.getOrDefault(id, Open.NONE);
        into.add(
            id,
            own,
            new Traffic(
                open.calls(),
                open.claimedMicros(),
                lately.day(),
                lately.daySpentMicros(),
                lately.second(),
                lately.secondCalls()));
      });
    }
  }

  /** Asks for accounts on this trip. */
  Found ask(RoundTrip trip, Set<String> ids, boolean lock) {
    Found found = new Found();
    trip.ask(lock ? SELECT + " for no key update" : SELECT, with -> with.texts(ids), found::add);
    return found;
  }

  /** Calls of an account that are under way, and what those it pays for claim of a day's limit. */
  private record Open(int calls, long claimedMicros) {
    static final Open NONE = new Open(0, 0);
  }

  /** Counted only for accounts that have a limit of calls, or of a day. */
  private static Map<String, Open> openCalls(Connection connection, Map<String, AccountTerms> terms)
      throws SQLException {
    Set<String> limited = new HashSet<>();
    terms.forEach((id, own) -> {
      Limits limits = own.more().limits();
      if (limits.calls() != null || limits.perDayMicros() != null) {
        limited.add(id);
      }
    });
    if (limited.isEmpty()) {
      return Map.of();
    }
    Map<String, Open> calls = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(OPEN_CALLS)) {
      select.setArray(1, Sql.texts(connection, limited));
      select.setArray(2, Sql.texts(connection, limited));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          calls.put(
              rows.getString("account"), new Open(rows.getInt("calls"), rows.getLong("claimed")));
        }
      }
    }
    return calls;
  }

  /** Opens an account or changes its terms; false when that would change its currency. */
  boolean put(Connection connection, AccountId id, AccountTerms terms) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(PUT)) {
      insert.setString(1, id.value());
      insert.setString(2, terms.rating().tenant());
      insert.setString(3, terms.currency().getCurrencyCode());
      insert.setString(4, terms.tariff());
      insert.setString(5, terms.mode().name());
      insert.setString(6, terms.state().name());
      insert.setLong(7, terms.creditLimitMicros());
      insert.setBoolean(8, terms.unlimited());
      insert.setString(9, Sql.json(StoredAccount.of(terms)));
      return insert.executeUpdate() == 1;
    }
  }

  static AccountTerms terms(ResultSet row) throws SQLException {
    StoredAccount stored = Sql.value(row.getString("terms"), StoredAccount.class);
    return new AccountTerms(
        Currency.getInstance(row.getString("currency")),
        row.getString("tariff"),
        AccountMode.valueOf(row.getString("mode")),
        AccountState.valueOf(row.getString("state")),
        row.getLong("credit_limit_micros"),
        row.getBoolean("unlimited"),
        stored.rating(row.getString("tenant")),
        stored.more());
  }

  private static Traffic traffic(ResultSet row) throws SQLException {
    Date day = row.getDate("day");
    return new Traffic(
        0,
        0,
        day == null ? null : day.toLocalDate(),
        row.getLong("day_spent_micros"),
        row.getLong("second"),
        row.getInt("second_calls"));
  }
}
