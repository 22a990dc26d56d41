package io.strowger.rating.adapter.db;

import io.strowger.contracts.id.AccountId;
import io.strowger.messaging.Database;
import io.strowger.messaging.Query;
import io.strowger.rating.account.AccountMode;
import io.strowger.rating.charging.Charger;
import io.strowger.rating.charging.Chargers;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The chargers of the moment, read anew when any instance has changed them. */
@ApplicationScoped
public class ChargerBook implements Chargers {
  private static final Logger LOG = LoggerFactory.getLogger(ChargerBook.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);
  private static final String PUT =
      "insert into charger (tenant, id, run, accounts, prefixes, account, subject, category, mode,"
          + " weight, profile) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)"
          + " on conflict (tenant, id) do update set"
          + " run = excluded.run, accounts = excluded.accounts, prefixes = excluded.prefixes,"
          + " account = excluded.account, subject = excluded.subject,"
          + " category = excluded.category, mode = excluded.mode, weight = excluded.weight,"
          + " profile = excluded.profile";

  private final DataSource source;
  private final ScheduledExecutorService looker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("charger-book").factory());
  private volatile List<Charger> all = List.of();
  private volatile long version = -1;

  /** The chargers of this database. */
  public ChargerBook(DataSource source) {
    this.source = source;
  }

  /** Reads the chargers, and looks for changes from now on. */
  public void start() {
    looker.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** True once they were read. */
  public boolean isLoaded() {
    return version >= 0;
  }

  /** Looks for changes no more. */
  public void close() {
    looker.shutdownNow();
  }

  @Override
  public List<Charger> matching(String tenant, AccountId account, String number) {
    List<Charger> known = all;
    if (known.isEmpty()) {
      return List.of();
    }
    Map<String, Charger> heaviest = new LinkedHashMap<>();
    for (Charger charger : known) {
      if (charger.tenant().equals(tenant) && charger.isFor(account, number)) {
        heaviest.putIfAbsent(charger.run(), charger);
      }
    }
    return List.copyOf(heaviest.values());
  }

  @Override
  public Set<AccountId> payers(AccountId account, String number) {
    Set<AccountId> payers = new HashSet<>();
    for (Charger charger : all) {
      if (charger.account() != null && charger.isFor(account, number)) {
        payers.add(charger.account());
      }
    }
    return payers;
  }

  @Override
  public Optional<Charger> find(String tenant, String id) {
    return list(tenant).stream().filter(charger -> charger.id().equals(id)).findFirst();
  }

  @Override
  public List<Charger> list(String tenant) {
    refresh();
    return all.stream()
        .filter(charger -> charger.tenant().equals(tenant))
        .sorted(Comparator.comparing(Charger::id))
        .toList();
  }

  @Override
  public void put(Charger charger) {
    put(charger.tenant(), charger.id(), charger, null);
  }

  /**
   * Adds a charger that came as a profile, or replaces the one of this name.
   *
   * @param onSwitches what it is for calls on switches; absent when it is none for them
   * @param profile as JSON
   */
  public void putProfile(String tenant, String id, @Nullable Charger onSwitches, String profile) {
    put(tenant, id, onSwitches, profile);
  }

  private void put(String tenant, String id, @Nullable Charger charger, @Nullable String profile) {
    try (Connection connection = source.getConnection();
        PreparedStatement insert = connection.prepareStatement(PUT)) {
      Charger.When when = charger == null ? Charger.When.ALWAYS : charger.when();
      insert.setString(1, tenant);
      insert.setString(2, id);
      insert.setString(3, charger == null ? null : charger.run());
      insert.setArray(4, Sql.texts(connection, when.accounts()));
      insert.setArray(5, Sql.texts(connection, when.prefixes()));
      AccountId account = charger == null ? null : charger.account();
      insert.setString(6, account == null ? null : account.value());
      insert.setString(7, charger == null ? null : charger.subject());
      insert.setString(8, charger == null ? null : charger.category());
      AccountMode mode = charger == null ? null : charger.mode();
      insert.setString(9, mode == null ? null : mode.name());
      insert.setBigDecimal(10, charger == null ? BigDecimal.ZERO : charger.weight());
      insert.setString(11, profile);
      insert.executeUpdate();
    } catch (SQLException failure) {
      throw Database.translate(failure);
    }
    refresh();
  }

  /** The profile of a charger that came as one. */
  public Optional<String> profile(String tenant, String id) {
    return profiles(" and id = ?", tenant, id).stream().findFirst();
  }

  /** The profiles of a tenant, by the names of their chargers. */
  public List<String> profiles(String tenant) {
    return profiles("", tenant);
  }

  private List<String> profiles(String condition, String... values) {
    try (Connection connection = source.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select profile::text from charger where profile is not null and tenant = ?"
                    + condition
                    + " order by id")) {
      for (int i = 0; i < values.length; i++) {
        select.setString(i + 1, values[i]);
      }
      return Query.list(select, row -> row.getString(1));
    } catch (SQLException failure) {
      throw Database.translate(failure);
    }
  }

  @Override
  public boolean remove(String tenant, String id) {
    return remove(tenant, id, "");
  }

  /** Takes a charger away that came as a profile; false when there is none. */
  public boolean removeProfile(String tenant, String id) {
    return remove(tenant, id, " and profile is not null");
  }

  private boolean remove(String tenant, String id, String condition) {
    try (Connection connection = source.getConnection();
        PreparedStatement delete =
            connection.prepareStatement(
                "delete from charger where tenant = ? and id = ?" + condition)) {
      delete.setString(1, tenant);
      delete.setString(2, id);
      return delete.executeUpdate() == 1;
    } catch (SQLException failure) {
      throw Database.translate(failure);
    } finally {
      refresh();
    }
  }

  private synchronized void refresh() {
    try (Connection connection = source.getConnection();
        PreparedStatement look =
            connection.prepareStatement("select version from charger_version");
        ResultSet row = look.executeQuery()) {
      row.next();
      if (row.getLong(1) != version) {
        long latest = row.getLong(1);
        all = read(connection);
        version = latest;
      }
    } catch (SQLException failure) {
      throw Database.translate(failure);
    }
  }

  private static List<Charger> read(Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select * from charger where run is not null order by weight desc, id")) {
      return List.copyOf(Query.list(select, ChargerBook::charger));
    }
  }

  private static Charger charger(ResultSet row) throws SQLException {
    String account = row.getString("account");
    String mode = row.getString("mode");
    return new Charger(
        row.getString("tenant"),
        row.getString("id"),
        row.getString("run"),
        new Charger.When(set(row.getArray("accounts")), set(row.getArray("prefixes"))),
        account == null ? null : new AccountId(account),
        row.getString("subject"),
        row.getString("category"),
        mode == null ? null : AccountMode.valueOf(mode),
        row.getBigDecimal("weight"));
  }

  private static Set<String> set(Array array) throws SQLException {
    return Set.of((String[]) array.getArray());
  }

  private void look() {
    try {
      refresh();
    } catch (RuntimeException failure) {
      LOG.warn("keeping the chargers of before: {}", failure.toString());
    }
  }
}
