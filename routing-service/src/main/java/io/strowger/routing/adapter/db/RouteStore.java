package io.strowger.routing.adapter.db;

import io.strowger.contracts.command.Trunk;
import io.strowger.contracts.id.CarrierId;
import io.strowger.contracts.transcoding.AddressFamily;
import io.strowger.messaging.Database;
import io.strowger.messaging.Query;
import io.strowger.routing.carrier.Carrier;
import io.strowger.routing.carrier.EarlyMedia;
import io.strowger.routing.carrier.Route;
import io.strowger.routing.number.NumberTranslation;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Carriers and routes in PostgreSQL; a broken database is told as {@code Unavailable}. */
@ApplicationScoped
public class RouteStore {
  private static final String FOREIGN_KEY = "23503";
  private static final String PUT_CARRIER =
      "insert into carrier (id, trunk, codecs, originate_timeout_seconds,"
          + " progress_timeout_seconds, strip, prepend, enabled, early_media, address_family)"
          + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
          + " on conflict (id) do update set trunk = excluded.trunk, codecs = excluded.codecs,"
          + " originate_timeout_seconds = excluded.originate_timeout_seconds,"
          + " progress_timeout_seconds = excluded.progress_timeout_seconds,"
          + " strip = excluded.strip, prepend = excluded.prepend, enabled = excluded.enabled,"
          + " early_media = excluded.early_media, address_family = excluded.address_family";
  private static final String PUT_ROUTE =
      "insert into route (prefix, carrier, priority) values (?, ?, ?)"
          + " on conflict (prefix, carrier) do update set priority = excluded.priority";

  private final DataSource source;

  /** Carriers and routes of this database. */
  public RouteStore(DataSource source) {
    this.source = source;
  }

  /** Grows with every change. */
  public long version() {
    return run(
        "select version from route_version",
        statement -> {
          try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
          }
        });
  }

  /** All carriers, by id. */
  public List<Carrier> carriers() {
    return run(
        "select * from carrier order by id",
        statement -> Query.list(statement, RouteStore::carrier));
  }

  /** All routes, by prefix and priority. */
  public List<Route> routes() {
    return run(
        "select * from route order by prefix, priority, carrier",
        statement -> Query.list(statement, RouteStore::route));
  }

  /** Adds a carrier or replaces it. */
  public void put(Carrier carrier) {
    run(
        PUT_CARRIER,
        statement -> {
          statement.setString(1, carrier.id().value());
          statement.setString(2, carrier.trunk().value());
          statement.setArray(
              3, statement.getConnection().createArrayOf("text", carrier.codecs().toArray()));
          statement.setInt(4, carrier.originateTimeoutSeconds());
          statement.setObject(5, carrier.progressTimeoutSeconds(), java.sql.Types.INTEGER);
          statement.setInt(6, carrier.translation().strip());
          statement.setString(7, carrier.translation().prepend());
          statement.setBoolean(8, carrier.enabled());
          statement.setString(9, nameOf(carrier.earlyMedia()));
          statement.setString(10, nameOf(carrier.addressFamily()));
          return statement.executeUpdate();
        });
  }

  /**
   * Adds a route or replaces it.
   *
   * @return false when there is no such carrier
   */
  public boolean put(Route route) {
    return run(
        PUT_ROUTE,
        statement -> {
          statement.setString(1, route.prefix());
          statement.setString(2, route.carrier().value());
          statement.setInt(3, route.priority());
          try {
            return statement.executeUpdate() > 0;
          } catch (SQLException refused) {
            if (FOREIGN_KEY.equals(refused.getSQLState())) {
              return false;
            }
            throw refused;
          }
        });
  }

  /** What became of a deletion. */
  public enum Deleted {
    /** It is gone. */
    DONE,
    /** There was none. */
    MISSING,
    /** Routes lead to it. */
    IN_USE
  }

  /** Deletes a carrier that no route leads to. */
  public Deleted deleteCarrier(CarrierId id) {
    return run(
        "delete from carrier where id = ?",
        statement -> {
          statement.setString(1, id.value());
          try {
            return statement.executeUpdate() > 0 ? Deleted.DONE : Deleted.MISSING;
          } catch (SQLException refused) {
            if (FOREIGN_KEY.equals(refused.getSQLState())) {
              return Deleted.IN_USE;
            }
            throw refused;
          }
        });
  }

  /**
   * Deletes a route.
   *
   * @return false when there was none
   */
  public boolean deleteRoute(String prefix, CarrierId carrier) {
    return run(
        "delete from route where prefix = ? and carrier = ?",
        statement -> {
          statement.setString(1, prefix);
          statement.setString(2, carrier.value());
          return statement.executeUpdate() > 0;
        });
  }

  private interface Use<T> {
    T of(PreparedStatement statement) throws SQLException;
  }

  private <T> T run(String sql, Use<T> use) {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      return use.of(statement);
    } catch (SQLException failure) {
      throw Database.translate(failure);
    }
  }

  private static Route route(ResultSet row) throws SQLException {
    return new Route(
        row.getString("prefix"), new CarrierId(row.getString("carrier")), row.getInt("priority"));
  }

  private static Carrier carrier(ResultSet row) throws SQLException {
    int progress = row.getInt("progress_timeout_seconds");
    boolean noProgress = row.wasNull();
    String earlyMedia = row.getString("early_media");
    String family = row.getString("address_family");
    return new Carrier(
        new CarrierId(row.getString("id")),
        new Trunk(row.getString("trunk")),
        List.of((String[]) row.getArray("codecs").getArray()),
        row.getInt("originate_timeout_seconds"),
        noProgress ? null : progress,
        new NumberTranslation(row.getInt("strip"), row.getString("prepend")),
        row.getBoolean("enabled"),
        earlyMedia == null ? null : EarlyMedia.valueOf(earlyMedia),
        family == null ? null : AddressFamily.valueOf(family));
  }

  private static @Nullable String nameOf(@Nullable Enum<?> constant) {
    return constant == null ? null : constant.name();
  }
}
