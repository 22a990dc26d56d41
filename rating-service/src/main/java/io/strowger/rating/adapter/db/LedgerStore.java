package io.strowger.rating.adapter.db;

import io.strowger.contracts.charging.AccountMovement;
import io.strowger.contracts.id.AccountId;
import io.strowger.rating.ledger.Account;
import io.strowger.rating.ledger.Posting;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Accounts and their entries. The balance is kept by the database, from the entries alone. */
public final class LedgerStore {
  private static final String LOCK =
      "select * from account where id = any (?) order by id for update";
  private static final String POST =
      "insert into entry (posting_id, account, call_id, kind, amount_micros, reserved_micros,"
          + " balance_after_micros)"
          + " select p.posting_id, p.account, p.call_id, p.kind, p.amount, p.reserved, 0"
          + " from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[])"
          + " with ordinality as p(posting_id, account, call_id, kind, amount, reserved, position)"
          + " order by p.position returning id, balance_after_micros, recorded_at";

  /** These accounts, locked for the transaction; those that do not exist are left out. */
  public Map<String, Account> lock(Connection connection, Set<String> ids) throws SQLException {
    Map<String, Account> accounts = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(LOCK)) {
      select.setArray(1, connection.createArrayOf("text", ids.toArray()));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          accounts.put(rows.getString("id"), account(rows));
        }
      }
    }
    return accounts;
  }

  /**
   * Enters postings, in order.
   *
   * @param currencies of the accounts
   * @return what was entered
   */
  public List<AccountMovement> post(
      Connection connection, List<Posting> postings, Function<AccountId, Currency> currencies)
      throws SQLException {
    if (postings.isEmpty()) {
      return List.of();
    }
    List<AccountMovement> entered = new ArrayList<>(postings.size());
    try (PreparedStatement insert = connection.prepareStatement(POST)) {
      insert.setArray(1, text(connection, postings, Posting::id));
      insert.setArray(2, text(connection, postings, posting -> posting.account().value()));
      insert.setArray(
          3, text(connection, postings, p -> p.call() == null ? null : p.call().value()));
      insert.setArray(4, text(connection, postings, posting -> posting.kind().name()));
      insert.setArray(5, numbers(connection, postings, Posting::amountMicros));
      insert.setArray(6, numbers(connection, postings, Posting::reservedMicros));
      try (ResultSet rows = insert.executeQuery()) {
        for (Posting posting : postings) {
          rows.next();
          entered.add(movement(posting, currencies.apply(posting.account()), rows));
        }
      }
    }
    return entered;
  }

  static Account account(ResultSet row) throws SQLException {
    return new Account(
        new AccountId(row.getString("id")),
        Currency.getInstance(row.getString("currency")),
        row.getString("tariff"),
        row.getBoolean("prepaid"),
        row.getBoolean("enabled"),
        row.getLong("credit_limit_micros"),
        row.getLong("balance_micros"),
        row.getLong("reserved_micros"));
  }

  private static AccountMovement movement(Posting posting, Currency currency, ResultSet row)
      throws SQLException {
    return new AccountMovement(
        row.getLong("id"),
        posting.id(),
        posting.account(),
        posting.call(),
        posting.kind(),
        posting.amountMicros(),
        posting.reservedMicros(),
        currency,
        row.getLong("balance_after_micros"),
        row.getObject("recorded_at", OffsetDateTime.class).toInstant());
  }

  private static Array text(
      Connection connection,
      List<Posting> postings,
      Function<Posting, @org.jspecify.annotations.Nullable String> field)
      throws SQLException {
    return connection.createArrayOf("text", postings.stream().map(field).toArray());
  }

  private static Array numbers(
      Connection connection, List<Posting> postings, Function<Posting, Long> field)
      throws SQLException {
    return connection.createArrayOf("bigint", postings.stream().map(field).toArray());
  }
}
