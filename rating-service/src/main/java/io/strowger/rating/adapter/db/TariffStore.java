package io.strowger.rating.adapter.db;

import io.strowger.messaging.Database;
import io.strowger.messaging.Query;
import io.strowger.rating.tariff.Activation;
import io.strowger.rating.tariff.TariffVersion;
import io.strowger.rating.tariff.Timeline;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** Tariffs in PostgreSQL: versions and activations, once there, never change. */
@ApplicationScoped
public class TariffStore {
  private static final String VERSION =
      "select name, version, currency, zone, rows, created_at from tariff";
  private static final String LOCK = "select pg_advisory_xact_lock(hashtext('tariff ' || ?))";
  private static final String ADD =
      "insert into tariff (name, version, currency, zone, rows, content)"
          + " select ?, coalesce(max(version), 0) + 1, ?, ?, ?, ?::json from tariff where name = ?"
          + " returning name, version, currency, zone, rows, created_at";
  private static final String ACTIVATE =
      "insert into tariff_activation (tariff, version, kind, active_from)"
          + " values (?, ?, ?, greatest(now(), ?))"
          + " returning id, tariff, version, kind, active_from, withdrawn_at";
  private static final String ACTIVATIONS =
      "select id, tariff, version, kind, active_from, withdrawn_at from tariff_activation";
  private static final String WITHDRAW =
      "update tariff_activation set withdrawn_at = now()"
          + " where id = ? and tariff = ? and withdrawn_at is null and active_from > now()";

  private final DataSource source;

  /** Tariffs of this database. */
  public TariffStore(DataSource source) {
    this.source = source;
  }

  /** What a version holds. */
  public record Document(TariffVersion version, String content) {}

  /** Grows with every import and activation. */
  public long changes() {
    return read("select version from tariff_version", _ -> {}, rows -> rows.getLong(1)).getFirst();
  }

  /** Keeps the next version of a tariff. It is not active yet. */
  public TariffVersion add(String name, Currency currency, ZoneId zone, int rows, String content) {
    return transact(connection -> {
      execute(connection, LOCK, statement -> statement.setString(1, name));
      return query(
              connection,
              ADD,
              statement -> {
                statement.setString(1, name);
                statement.setString(2, currency.getCurrencyCode());
                statement.setString(3, zone.getId());
                statement.setInt(4, rows);
                statement.setString(5, content);
                statement.setString(6, name);
              },
              TariffStore::version)
          .getFirst();
    });
  }

  /** Makes a version the active one, from now on or from a later moment. */
  public Activation activate(String name, int version, Activation.Kind kind, Instant from) {
    return transact(connection ->
        query(
                connection,
                ACTIVATE,
                statement -> {
                  statement.setString(1, name);
                  statement.setInt(2, version);
                  statement.setString(3, kind.name());
                  statement.setObject(4, OffsetDateTime.ofInstant(from, ZoneOffset.UTC));
                },
                TariffStore::activation)
            .getFirst());
  }

  /** Takes an activation back; false when there is none that is still to come. */
  public boolean withdraw(String name, long id) {
    return transact(connection ->
        execute(
                connection,
                WITHDRAW,
                statement -> {
                  statement.setLong(1, id);
                  statement.setString(2, name);
                })
            == 1);
  }

  /** The latest version of each tariff, by name. */
  public List<TariffVersion> latest(String afterName, int limit) {
    return read(
        "select distinct on (name) name, version, currency, zone, rows, created_at from tariff"
            + " where name > ? order by name, version desc limit ?",
        statement -> {
          statement.setString(1, afterName);
          statement.setInt(2, limit);
        },
        TariffStore::version);
  }

  /** All versions of a tariff, the latest first. */
  public List<TariffVersion> versions(String name) {
    return read(
        VERSION + " where name = ? order by version desc",
        statement -> statement.setString(1, name),
        TariffStore::version);
  }

  /** One version with its content. */
  public Optional<Document> document(String name, int version) {
    return read(
            "select name, version, currency, zone, rows, created_at, content::text as content"
                + " from tariff where name = ? and version = ?",
            statement -> {
              statement.setString(1, name);
              statement.setInt(2, version);
            },
            row -> new Document(version(row), row.getString("content")))
        .stream()
        .findFirst();
  }

  /** All activations of a tariff, the latest first. */
  public List<Activation> activations(String name) {
    return read(
        ACTIVATIONS + " where tariff = ? order by active_from desc, id desc",
        statement -> statement.setString(1, name),
        TariffStore::activation);
  }

  /** Which versions of all tariffs are active when. */
  public Map<String, Timeline> timelines() {
    Map<String, List<Activation>> byTariff = new HashMap<>();
    read(ACTIVATIONS + " where withdrawn_at is null", _ -> {}, TariffStore::activation)
        .forEach(each -> byTariff.computeIfAbsent(each.tariff(), _ -> new ArrayList<>()).add(each));
    Map<String, Timeline> timelines = new HashMap<>();
    byTariff.forEach((name, activations) -> timelines.put(name, new Timeline(activations)));
    return timelines;
  }

  private static TariffVersion version(ResultSet row) throws SQLException {
    return new TariffVersion(
        row.getString("name"),
        row.getInt("version"),
        Currency.getInstance(row.getString("currency")),
        ZoneId.of(row.getString("zone")),
        row.getInt("rows"),
        instant(row, "created_at"));
  }

  private static Activation activation(ResultSet row) throws SQLException {
    return new Activation(
        row.getLong("id"),
        row.getString("tariff"),
        row.getInt("version"),
        Activation.Kind.valueOf(row.getString("kind")),
        instant(row, "active_from"),
        row.getObject("withdrawn_at") != null);
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private interface Setting {
    void set(PreparedStatement statement) throws SQLException;
  }

  private interface Work<T> {
    T perform(Connection connection) throws SQLException;
  }

  private <T> List<T> read(String sql, Setting setting, Query.Row<T> row) {
    try (Connection connection = source.getConnection()) {
      return query(connection, sql, setting, row);
    } catch (SQLException failure) {
      throw Database.translate(failure);
    }
  }

  private <T> T transact(Work<T> work) {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.perform(connection);
        connection.commit();
        return result;
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException failure) {
      throw Database.translate(failure);
    }
  }

  private static <T> List<T> query(
      Connection connection, String sql, Setting setting, Query.Row<T> row) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      setting.set(statement);
      return Query.list(statement, row);
    }
  }

  private static int execute(Connection connection, String sql, Setting setting)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      setting.set(statement);
      statement.execute();
      return Math.max(0, statement.getUpdateCount());
    }
  }
}
