package io.strowger.rating.adapter.db;

import io.strowger.contracts.charging.AccountMovement;
import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.CallId;
import io.strowger.messaging.Database;
import io.strowger.messaging.ServiceLink;
import io.strowger.rating.adapter.kafka.Movements;
import io.strowger.rating.ledger.Account;
import io.strowger.rating.ledger.Posting;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/** Administration of accounts; every change of money is an entry. */
@ApplicationScoped
public class AccountStore {
  private static final String CHECK_VIOLATION = "23514";
  private static final String PUT =
      "insert into account (id, currency, tariff, prepaid, enabled, credit_limit_micros)"
          + " values (?, ?, ?, ?, ?, ?) on conflict (id) do update set tariff = excluded.tariff,"
          + " prepaid = excluded.prepaid, enabled = excluded.enabled,"
          + " credit_limit_micros = excluded.credit_limit_micros"
          + " where account.currency = excluded.currency returning *";
  private static final String ENTRIES =
      "select e.*, a.currency from entry e join account a on a.id = e.account"
          + " where e.account = ? and e.id < ? order by e.id desc limit ?";

  private final DataSource source;
  private final ServiceLink link;
  private final Movements movements;
  private final LedgerStore ledger = new LedgerStore();

  /** Accounts of this database. */
  public AccountStore(DataSource source, ServiceLink link, Movements movements) {
    this.source = source;
    this.link = link;
    this.movements = movements;
  }

  /** What became of a change. */
  public sealed interface Change {
    /** It is done, or was done before under the same key. */
    record Done(Account account) implements Change {}

    /** It cannot be. */
    record Refused(String reason) implements Change {}

    /** There is no such account. */
    record Missing() implements Change {}
  }

  /** Opens an account or changes its terms; its currency stays. */
  public Change put(Account terms) {
    try (Connection connection = source.getConnection();
        PreparedStatement insert = connection.prepareStatement(PUT)) {
      insert.setString(1, terms.id().value());
      insert.setString(2, terms.currency().getCurrencyCode());
      insert.setString(3, terms.tariff());
      insert.setBoolean(4, terms.prepaid());
      insert.setBoolean(5, terms.enabled());
      insert.setLong(6, terms.creditLimitMicros());
      try (ResultSet row = insert.executeQuery()) {
        return row.next()
            ? new Change.Done(LedgerStore.account(row))
            : new Change.Refused("an account's currency cannot be changed");
      }
    } catch (SQLException failure) {
      if (CHECK_VIOLATION.equals(failure.getSQLState())) {
        return new Change.Refused("the balance would be beyond the new credit limit");
      }
      throw Database.translate(failure);
    }
  }

  /** One account. */
  public Optional<Account> find(AccountId id) {
    try (Connection connection = source.getConnection();
        PreparedStatement select =
            connection.prepareStatement("select * from account where id = ?")) {
      select.setString(1, id.value());
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(LedgerStore.account(row)) : Optional.empty();
      }
    } catch (SQLException failure) {
      throw Database.translate(failure);
    }
  }

  /** Enters a posting of the operator's, once for its id. */
  public Change post(Posting posting) {
    return link.database()
        .transact(unit -> {
          Connection connection = unit.connection();
          Map<String, Account> locked = ledger.lock(connection, Set.of(posting.account().value()));
          Account account = locked.get(posting.account().value());
          if (account == null) {
            return new Change.Missing();
          }
          Long earlier = earlierAmount(connection, posting.id());
          if (earlier != null) {
            return earlier == posting.amountMicros()
                ? new Change.Done(account)
                : new Change.Refused("the key was used for another amount");
          }
          Account after = account.after(posting);
          if (account.prepaid() && after.availableMicros() < 0 && posting.amountMicros() < 0) {
            return new Change.Refused("the account has not that much to spare");
          }
          movements.tell(unit, ledger.post(connection, List.of(posting), _ -> account.currency()));
          return new Change.Done(after);
        });
  }

  private static @org.jspecify.annotations.Nullable Long earlierAmount(
      Connection connection, String postingId) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select amount_micros from entry where posting_id = ?")) {
      select.setString(1, postingId);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? (Long) row.getLong(1) : null;
      }
    }
  }

  /** Entries of an account before an entry id, the latest first. */
  public List<AccountMovement> entries(AccountId id, long before, int limit) {
    try (Connection connection = source.getConnection();
        PreparedStatement select = connection.prepareStatement(ENTRIES)) {
      select.setString(1, id.value());
      select.setLong(2, before);
      select.setInt(3, limit);
      List<AccountMovement> entries = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          entries.add(entry(rows));
        }
      }
      return entries;
    } catch (SQLException failure) {
      throw Database.translate(failure);
    }
  }

  private static AccountMovement entry(ResultSet row) throws SQLException {
    String call = row.getString("call_id");
    return new AccountMovement(
        row.getLong("id"),
        row.getString("posting_id"),
        new AccountId(row.getString("account")),
        call == null ? null : new CallId(call),
        AccountMovement.Kind.valueOf(row.getString("kind")),
        row.getLong("amount_micros"),
        row.getLong("reserved_micros"),
        Currency.getInstance(row.getString("currency")),
        row.getLong("balance_after_micros"),
        row.getObject("recorded_at", OffsetDateTime.class).toInstant());
  }
}
