package io.strowger.rating.adapter.db;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.strowger.contracts.wire.WireMapper;
import io.strowger.messaging.Database;
import io.strowger.rating.tariff.Rate;
import io.strowger.rating.tariff.RateSlot;
import io.strowger.rating.tariff.Tariff;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Tariffs in PostgreSQL: a version, once there, never changes. */
@ApplicationScoped
public class TariffStore {
  private static final TypeReference<List<RateSlot>> SLOTS = new TypeReference<>() {};
  private static final String ACTIVE =
      "select t.name, t.version, t.currency, r.prefix, r.connect_fee, r.slots::text as slots"
          + " from tariff t join rate r on r.tariff = t.name and r.version = t.version"
          + " where t.active order by t.name";
  private static final String NEXT =
      "insert into tariff (name, version, currency, active)"
          + " select ?, coalesce(max(version), 0) + 1, ?, true from tariff where name = ?"
          + " returning version";
  private static final String RATES =
      "insert into rate (tariff, version, prefix, connect_fee, slots)"
          + " select ?, ?, * from unnest(?::text[], ?::numeric[], ?::jsonb[])";

  private final DataSource source;

  /** Tariffs of this database. */
  public TariffStore(DataSource source) {
    this.source = source;
  }

  /** Grows with every new tariff. */
  public long version() {
    try (Connection connection = source.getConnection();
        PreparedStatement select =
            connection.prepareStatement("select version from tariff_version");
        ResultSet rows = select.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException failure) {
      throw Database.translate(failure);
    }
  }

  /** The active version of every tariff, by name. */
  public Map<String, Tariff> active() {
    record Named(String name, int version, Currency currency) {}
    Map<Named, List<Rate>> rates = new HashMap<>();
    try (Connection connection = source.getConnection();
        PreparedStatement select = connection.prepareStatement(ACTIVE);
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        Named named =
            new Named(
                rows.getString("name"),
                rows.getInt("version"),
                Currency.getInstance(rows.getString("currency")));
        rates.computeIfAbsent(named, _ -> new ArrayList<>()).add(rate(rows));
      }
    } catch (SQLException failure) {
      throw Database.translate(failure);
    }
    Map<String, Tariff> tariffs = new HashMap<>();
    rates.forEach((named, list) ->
        tariffs.put(
            named.name(), new Tariff(named.name(), named.version(), named.currency(), list)));
    return Map.copyOf(tariffs);
  }

  /**
   * Adds the next version of a tariff and makes it the active one.
   *
   * @return its version
   */
  public int activateNext(String name, Currency currency, List<Rate> rates) {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try {
        int version = add(connection, name, currency, rates);
        connection.commit();
        return version;
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException failure) {
      throw Database.translate(failure);
    }
  }

  private static int add(Connection connection, String name, Currency currency, List<Rate> rates)
      throws SQLException {
    try (PreparedStatement retire =
        connection.prepareStatement("update tariff set active = false where name = ?")) {
      retire.setString(1, name);
      retire.executeUpdate();
    }
    int version;
    try (PreparedStatement next = connection.prepareStatement(NEXT)) {
      next.setString(1, name);
      next.setString(2, currency.getCurrencyCode());
      next.setString(3, name);
      try (ResultSet row = next.executeQuery()) {
        row.next();
        version = row.getInt(1);
      }
    }
    try (PreparedStatement insert = connection.prepareStatement(RATES)) {
      insert.setString(1, name);
      insert.setInt(2, version);
      insert.setArray(
          3, connection.createArrayOf("text", rates.stream().map(Rate::prefix).toArray()));
      insert.setArray(
          4, connection.createArrayOf("numeric", rates.stream().map(Rate::connectFee).toArray()));
      insert.setArray(
          5, connection.createArrayOf("text", rates.stream().map(TariffStore::slots).toArray()));
      insert.executeUpdate();
    }
    return version;
  }

  private static String slots(Rate rate) {
    try {
      return WireMapper.mapper().writeValueAsString(rate.slots());
    } catch (JsonProcessingException defect) {
      throw new IllegalStateException("slots cannot be written", defect);
    }
  }

  private static Rate rate(ResultSet row) throws SQLException {
    try {
      return new Rate(
          row.getString("prefix"),
          row.getBigDecimal("connect_fee"),
          WireMapper.mapper().readValue(row.getString("slots"), SLOTS));
    } catch (JsonProcessingException defect) {
      throw new IllegalStateException("slots cannot be read", defect);
    }
  }
}
