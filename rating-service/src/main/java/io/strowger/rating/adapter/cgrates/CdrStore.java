package io.strowger.rating.adapter.cgrates;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strowger.messaging.Database;
import io.strowger.messaging.Query;
import io.strowger.rating.cgrates.RpcJson;
import io.strowger.rating.cgrates.cdr.Cdr;
import io.strowger.rating.cgrates.cdr.CdrQuery;
import io.strowger.rating.cgrates.cdr.ChargeName;
import io.strowger.rating.cgrates.event.CgrEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Rated events in PostgreSQL: each run once. Calls charged on switches are told with them. */
final class CdrStore {
  private static final String ADD =
      "insert into cgrates_cdr (cgrid, run_id, origin_id, origin_host, source, tor, request_type,"
          + " tenant, category, account, subject, destination, setup_time, answer_time, usage,"
          + " event, extra_fields, cost, cost_source, cost_details, extra_info, charge_id)"
          + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?,"
          + " ?::jsonb, ?, ?)";
  private static final String SELECT =
      "select order_id, tenant, event::text as event, setup_time, answer_time, usage, cost,"
          + " cost_source, cost_details::text as cost_details, extra_info, charge_id, tariff,"
          + " stretches from cgrates_record";

  private static final String KEPT =
      "select 1 from cgrates_cdr where cgrid = ? and run_id = ? and origin_id = ?"
          + " union all select 1 from charge where charge_id = ?";
  private static final String UPDATE =
      "update cgrates_cdr set cost = ?, cost_source = ?, cost_details = ?::jsonb, extra_info = ?,"
          + " charge_id = ?, updated_at = now() where order_id = ?";

  private static final String REPLACE =
      "update cgrates_cdr set (cgrid, run_id, origin_id, origin_host, source, tor, request_type,"
          + " tenant, category, account, subject, destination, setup_time, answer_time, usage,"
          + " event, extra_fields, cost, cost_source, cost_details, extra_info, charge_id,"
          + " updated_at) = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?,"
          + " ?::jsonb, ?, ?, now()) where order_id = ?";
  private static final String OF_RUN =
      " where cgrid = ? and run_id = ? and (? = '' or origin_id = ?) order by order_id limit 1";
  private static final int LAST_COLUMN = 22;

  private final DataSource source;

  /** Records in this database. */
  CdrStore(DataSource source) {
    this.source = source;
  }

  /** Keeps everybody else from keeping records of this event until the transaction ends. */
  void lock(Connection connection, CgrEvent run) throws SQLException {
    try (PreparedStatement lock =
        connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended(?, 2081))")) {
      lock.setString(1, run.cgrId());
      lock.execute();
    }
  }

  /**
   * A record as it is kept.
   *
   * @param chargeId its charge; absent when there is none
   * @param tariff the tariff and version that the charge stands by, where details are not kept
   * @param stretches what was drawn for it, likewise
   */
  record Kept(
      Cdr cdr, @Nullable String chargeId, @Nullable String tariff, @Nullable String stretches) {
    private long row() {
      return cdr.orderId() / 2;
    }

    /** True when it tells a call that was charged on a switch. */
    boolean isOfSwitch() {
      return cdr.orderId() % 2 == 1;
    }
  }

  /** True when there is a record of this event and run, or was one that was charged. */
  boolean isKept(Connection connection, CgrEvent run) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(KEPT)) {
      Rows.bind(
          select,
          run.cgrId(),
          run.text("RunID"),
          run.text("OriginID"),
          ChargeName.of(run).chargeId());
      return select.executeQuery().next();
    }
  }

  /** The record of a run, whoever keeps it. */
  Optional<Kept> find(Connection connection, CgrEvent run) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SELECT + OF_RUN)) {
      Rows.bind(select, run.cgrId(), run.text("RunID"), run.text("OriginID"), run.text("OriginID"));
      return Query.list(select, CdrStore::kept).stream().findFirst();
    }
  }

  /** Puts what is told of a run now in the place of what was told before. */
  void replace(Connection connection, Kept kept, Cdr cdr, @Nullable String chargeId)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(REPLACE)) {
      bind(update, cdr, chargeId);
      update.setLong(LAST_COLUMN + 1, kept.row());
      update.executeUpdate();
    }
  }

  /** True when nobody has charged a record meanwhile. */
  boolean isUncharged(Connection connection, Kept kept) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select 1 from cgrates_cdr where order_id = ? and charge_id is null")) {
      select.setLong(1, kept.row());
      return select.executeQuery().next();
    }
  }

  /** Puts another cost into a record. */
  void update(Connection connection, Kept kept, Cdr.Cost cost, @Nullable String chargeId)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
      update.setBigDecimal(1, cost.amount());
      update.setString(2, cost.source());
      update.setString(3, RpcJson.write(cost.details()));
      update.setString(4, cost.error());
      update.setString(5, chargeId);
      update.setLong(6, kept.row());
      update.executeUpdate();
    }
  }

  /** Keeps a record; one that is kept already is refused by the database. */
  void add(Connection connection, Cdr cdr, @Nullable String chargeId) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(ADD)) {
      bind(insert, cdr, chargeId);
      insert.executeUpdate();
    }
  }

  private static void bind(PreparedStatement insert, Cdr cdr, @Nullable String chargeId)
      throws SQLException {
    CgrEvent event = cdr.event();
    Rows.bind(
        insert,
        event.cgrId(),
        event.text("RunID"),
        event.text("OriginID"),
        event.text("OriginHost"),
        event.text("Source"),
        event.text("ToR"),
        event.text("RequestType"),
        event.tenant(),
        event.text("Category"),
        event.text("Account"),
        event.text("Subject"),
        event.text("Destination"));
    insert.setObject(13, at(cdr.setupTime()));
    insert.setObject(14, at(cdr.answerTime()));
    insert.setLong(15, cdr.usage());
    insert.setString(16, RpcJson.write(event.fields()));
    insert.setString(17, RpcJson.write(cdr.extraFields()));
    insert.setBigDecimal(18, cdr.cost().amount());
    insert.setString(19, cdr.cost().source());
    insert.setString(20, RpcJson.write(cdr.cost().details()));
    insert.setString(21, cdr.cost().error());
    insert.setString(LAST_COLUMN, chargeId);
  }

  /** The records that a client wants. */
  List<Kept> find(CdrQuery query) {
    CdrConditions where = new CdrConditions(query.conditions());
    String paged = query.limit() > 0 ? " limit " + query.limit() : "";
    String sql =
        SELECT
            + where.sql()
            + " order by "
            + query.order().name().toLowerCase(Locale.ROOT)
            + (query.descending() ? " desc" : "")
            + ", order_id"
            + paged
            + " offset "
            + Math.max(0, query.offset());
    return read(sql, where, CdrStore::kept);
  }

  /** How many there are. */
  long count(CdrQuery query) {
    CdrConditions where = new CdrConditions(query.conditions());
    return read("select count(*) from cgrates_record" + where.sql(), where, row -> row.getLong(1))
        .getFirst();
  }

  /** Forgets records of events that were told; charges of calls on switches are for good. */
  void remove(CdrQuery query) {
    CdrConditions where = new CdrConditions(query.conditions());
    String told =
        "select order_id / 2 from cgrates_record" + where.sql() + where.and("order_id % 2 = 0");
    read(
        "delete from cgrates_cdr where order_id in (" + told + ") returning order_id",
        where,
        row -> row.getLong(1));
  }

  private <T> List<T> read(String sql, CdrConditions where, Query.Row<T> row) {
    try (Connection connection = source.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      where.bind(connection, select);
      return Query.list(select, row);
    } catch (SQLException failure) {
      throw Database.translate(failure);
    }
  }

  private static Kept kept(ResultSet row) throws SQLException {
    return new Kept(
        cdr(row), row.getString("charge_id"), row.getString("tariff"), row.getString("stretches"));
  }

  private static Cdr cdr(ResultSet row) throws SQLException {
    return new Cdr(
        row.getLong("order_id"),
        CgrEvent.of(row.getString("tenant"), (ObjectNode) json(row.getString("event"))),
        instant(row.getObject("setup_time", OffsetDateTime.class)),
        instant(row.getObject("answer_time", OffsetDateTime.class)),
        row.getLong("usage"),
        new Cdr.Cost(
            row.getBigDecimal("cost"),
            row.getString("cost_source"),
            json(row.getString("cost_details")),
            row.getString("extra_info")));
  }

  private static JsonNode json(String text) {
    try {
      return RpcJson.read(text);
    } catch (JsonProcessingException defect) {
      throw new IllegalStateException("a record cannot be read", defect);
    }
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }

  static @Nullable OffsetDateTime at(@Nullable Instant time) {
    return time == null ? null : OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
  }
}
