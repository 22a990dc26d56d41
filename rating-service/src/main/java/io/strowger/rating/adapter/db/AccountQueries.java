package io.strowger.rating.adapter.db;

import io.strowger.contracts.charging.AccountMovement;
import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.CallId;
import io.strowger.messaging.Query;
import io.strowger.rating.balance.Unit;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is asked about accounts and their entries. */
final class AccountQueries {
  private static final String ENTRIES =
      "select e.* from entry e join balance b on b.id = e.balance"
          + " where b.account = ? and e.id < ? order by e.id desc limit ?";
  private static final String AT =
      "select b.id, (select e.balance_after_micros from entry e where e.balance = b.id"
          + " and e.recorded_at <= ? order by e.id desc limit 1) as held"
          + " from balance b where b.account = ? order by b.opened_at, b.id";
  private static final String TODAY =
      "update account set day = (now() at time zone 'UTC')::date, day_spent_micros = coalesce(("
          + " select sum(c.cost_micros) from charge c where c.account = account.id"
          + " and c.run = '*default' and not c.by_request"
          + " and c.kept_at >= (now() at time zone 'UTC')::date at time zone 'UTC'), 0)"
          + " where id = ? and day is distinct from (now() at time zone 'UTC')::date";

  /** A posting that was entered before. */
  record Earlier(String balance, long amountMicros) {}

  @Nullable Earlier earlier(Connection connection, PostingKey key) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select balance, amount_micros from entry where posting_id in (?, ?)"
                + " and account = ?")) {
      select.setString(1, key.id());
      select.setString(2, key.formerId());
      select.setString(3, key.account().value());
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? new Earlier(row.getString(1), row.getLong(2)) : null;
      }
    }
  }

  boolean exists(Connection connection, AccountId id) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select from account where id = ?")) {
      select.setString(1, id.value());
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    }
  }

  List<String> ids(Connection connection, @Nullable String tenant, String after, int limit)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select id from account where (?::text is null or tenant = ?) and id > ?"
                + " order by id limit ?")) {
      select.setString(1, tenant);
      select.setString(2, tenant);
      select.setString(3, after);
      select.setInt(4, limit);
      return Query.list(select, row -> row.getString(1));
    }
  }

  long count(Connection connection, @Nullable String tenant) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select count(*) from account where ?::text is null or tenant = ?")) {
      select.setString(1, tenant);
      select.setString(2, tenant);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  List<AccountMovement> entries(Connection connection, AccountId id, long before, int limit)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(ENTRIES)) {
      select.setString(1, id.value());
      select.setLong(2, before);
      select.setInt(3, limit);
      return Query.list(select, AccountQueries::entry);
    }
  }

  Map<String, Long> balancesAt(Connection connection, AccountId id, Instant moment)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(AT)) {
      select.setTimestamp(1, Timestamp.from(moment));
      select.setString(2, id.value());
      Map<String, Long> held = new HashMap<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          held.put(rows.getString("id"), rows.getLong("held"));
        }
      }
      return held;
    }
  }

  /** Adds up what calls that an account pays for have cost today, from when on it is counted. */
  void countToday(Connection connection, AccountId id) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(TODAY)) {
      update.setString(1, id.value());
      update.executeUpdate();
    }
  }

  void share(Connection connection, String balance, List<AccountId> with) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from balance_share where balance = ?")) {
      delete.setString(1, balance);
      delete.executeUpdate();
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into balance_share (balance, account) select ?, unnest(?::text[])"
                + " on conflict do nothing")) {
      insert.setString(1, balance);
      insert.setArray(2, Sql.texts(connection, with.stream().map(AccountId::value).toList()));
      insert.executeUpdate();
    }
  }

  Map<String, List<AccountId>> shares(Connection connection, AccountId owner) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select s.balance, s.account from balance_share s join balance b on b.id = s.balance"
                + " where b.account = ? order by s.account")) {
      select.setString(1, owner.value());
      Map<String, List<AccountId>> shares = new HashMap<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          shares
              .computeIfAbsent(rows.getString("balance"), _ -> new ArrayList<>())
              .add(new AccountId(rows.getString("account")));
        }
      }
      return shares;
    }
  }

  private static AccountMovement entry(ResultSet row) throws SQLException {
    String call = row.getString("call_id");
    String unit = row.getString("unit");
    return new AccountMovement(
        row.getLong("id"),
        row.getString("posting_id"),
        new AccountId(row.getString("account")),
        call == null ? null : new CallId(call),
        AccountMovement.Kind.valueOf(row.getString("kind")),
        row.getLong("amount_micros"),
        row.getLong("reserved_micros"),
        LedgerStore.currency(Unit.of(unit)),
        row.getLong("balance_after_micros"),
        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
        row.getString("balance"),
        unit,
        row.getString("contra"));
  }
}
