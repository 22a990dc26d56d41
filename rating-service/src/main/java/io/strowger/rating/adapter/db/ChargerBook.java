package io.strowger.rating.adapter.db;

import io.strowger.contracts.id.AccountId;
import io.strowger.messaging.Database;
import io.strowger.rating.account.AccountMode;
import io.strowger.rating.charging.Charger;
import io.strowger.rating.charging.Chargers;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The chargers of the moment, read anew when any instance has changed them. */
@ApplicationScoped
public class ChargerBook implements Chargers {
  private static final Logger LOG = LoggerFactory.getLogger(ChargerBook.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);
  private static final String PUT =
      "insert into charger (tenant, id, run, accounts, prefixes, account, subject, category, mode,"
          + " weight) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (tenant, id) do update set"
          + " run = excluded.run, accounts = excluded.accounts, prefixes = excluded.prefixes,"
          + " account = excluded.account, subject = excluded.subject,"
          + " category = excluded.category, mode = excluded.mode, weight = excluded.weight";

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
    try (Connection connection = source.getConnection();
        PreparedStatement insert = connection.prepareStatement(PUT)) {
      insert.setString(1, charger.tenant());
      insert.setString(2, charger.id());
      insert.setString(3, charger.run());
      insert.setArray(4, Sql.texts(connection, charger.when().accounts()));
      insert.setArray(5, Sql.texts(connection, charger.when().prefixes()));
      AccountId account = charger.account();
      insert.setString(6, account == null ? null : account.value());
      insert.setString(7, charger.subject());
      insert.setString(8, charger.category());
      insert.setString(9, charger.mode() == null ? null : charger.mode().name());
      insert.setBigDecimal(10, charger.weight());
      insert.executeUpdate();
    } catch (SQLException failure) {
      throw Database.translate(failure);
    }
    refresh();
  }

  @Override
  public boolean remove(String tenant, String id) {
    try (Connection connection = source.getConnection();
        PreparedStatement delete =
            connection.prepareStatement("delete from charger where tenant = ? and id = ?")) {
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
    List<Charger> chargers = new ArrayList<>();
    try (PreparedStatement select =
            connection.prepareStatement("select * from charger order by weight desc, id");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        chargers.add(charger(rows));
      }
    }
    return List.copyOf(chargers);
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
