package io.strowger.rating.adapter.db;

import io.strowger.messaging.Database;
import io.strowger.messaging.Query;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What is asked about charges, as they were made and as re-rating corrected them. */
@ApplicationScoped
public class ChargeQueries {
  private static final String CHARGES =
      "select c.*, r.after_micros, r.corrected_by, coalesce(r.corrections, 0) + 1 as revision"
          + " from charge c left join lateral ("
          + " select after_micros, nullif(tariff, '') as corrected_by, count(*) over () as corrections"
          + " from tariff_rerated_charge where charge_id = c.charge_id order by id desc limit 1)"
          + " r on true where c.id < ?";

  private final DataSource source;

  /** Charges of this database. */
  public ChargeQueries(DataSource source) {
    this.source = source;
  }

  /**
   * What charges are looked for by; what is absent does not matter.
   *
   * @param from calls that began then or later
   * @param to calls that began before
   * @param tariff a tariff, or one version of it as {@code retail/2}: what it was first priced by
   */
  public record Wanted(
      @Nullable String account,
      @Nullable String call,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable String tariff) {}

  /**
   * One charge.
   *
   * @param id grows in the order in which charges were made
   * @param unit of what was used: {@code voice}, or what is counted
   * @param usedMicros in micro-seconds, or millionths of what is counted
   * @param costMicros as it stands, in micro-units; absent when there was no price
   * @param firstCostMicros as it was first charged, likewise
   * @param tariff the tariff and version it is priced by as it stands
   * @param failure why there was no price
   * @param revision 1, and one more for each correction
   */
  public record Charge(
      long id,
      String chargeId,
      String callId,
      String run,
      String account,
      String subject,
      String destination,
      Instant setupAt,
      @Nullable Instant answeredAt,
      Instant endedAt,
      String unit,
      long usedMicros,
      @Nullable Long costMicros,
      @Nullable Long firstCostMicros,
      String currency,
      @Nullable String tariff,
      @Nullable String prefix,
      @Nullable String failure,
      int revision) {}

  /**
   * Charges, the latest first.
   *
   * @param before only those with a lower id
   * @param limit how many at most
   */
  public List<Charge> find(Wanted wanted, long before, int limit) {
    StringBuilder sql = new StringBuilder(CHARGES);
    List<Object> values = new ArrayList<>(List.of(before));
    add(sql, values, " and c.account = ?", wanted.account());
    add(sql, values, " and c.call_id = ?", wanted.call());
    add(sql, values, " and c.setup_at >= ?", timestamp(wanted.from()));
    add(sql, values, " and c.setup_at < ?", timestamp(wanted.to()));
    String tariff = wanted.tariff();
    if (tariff != null && tariff.contains("/")) {
      add(sql, values, " and c.tariff = ?", tariff);
    } else {
      add(sql, values, " and split_part(c.tariff, '/', 1) = ?", tariff);
    }
    sql.append(" order by c.id desc limit ?");
    values.add(limit);
    try (Connection connection = source.getConnection();
        PreparedStatement select = connection.prepareStatement(sql.toString())) {
      for (int i = 0; i < values.size(); i++) {
        select.setObject(i + 1, values.get(i));
      }
      return Query.list(select, ChargeQueries::charge);
    } catch (SQLException failure) {
      throw Database.translate(failure);
    }
  }

  private static void add(
      StringBuilder sql, List<Object> values, String condition, @Nullable Object value) {
    if (value != null) {
      sql.append(condition);
      values.add(value);
    }
  }

  private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
    return instant == null ? null : Timestamp.from(instant);
  }

  private static Charge charge(ResultSet row) throws SQLException {
    int revision = row.getInt("revision");
    boolean corrected = revision > 1;
    return new Charge(
        row.getLong("id"),
        row.getString("charge_id"),
        row.getString("call_id"),
        row.getString("run"),
        row.getString("account"),
        row.getString("subject"),
        row.getString("destination"),
        row.getTimestamp("setup_at").toInstant(),
        Sql.instant(row, "answered_at"),
        row.getTimestamp("ended_at").toInstant(),
        row.getString("unit"),
        row.getLong("used_micros"),
        number(row, corrected ? "after_micros" : "cost_micros"),
        number(row, "cost_micros"),
        row.getString("currency"),
        row.getString(corrected ? "corrected_by" : "tariff"),
        row.getString("prefix"),
        row.getString("failure"),
        revision);
  }

  private static @Nullable Long number(ResultSet row, String column) throws SQLException {
    long number = row.getLong(column);
    return row.wasNull() ? null : (Long) number;
  }
}
