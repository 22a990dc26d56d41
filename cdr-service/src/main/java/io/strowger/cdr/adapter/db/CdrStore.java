package io.strowger.cdr.adapter.db;

import io.strowger.cdr.search.CdrQuery;
import io.strowger.contracts.cdr.CallDetailRecord;
import io.strowger.contracts.id.CallId;
import io.strowger.messaging.Database;
import io.strowger.messaging.Query;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The records, the latest revision of each call. */
@ApplicationScoped
public class CdrStore {
  private static final String SAVE =
      "insert into cdr (call_id, revision, started_at, answered_at, ended_at, caller, destination,"
          + " account, carrier, cause, billed_micros, cost_micros, currency, record, sent_to)"
          + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?)"
          + " on conflict (call_id) do update set revision = excluded.revision,"
          + " started_at = excluded.started_at, answered_at = excluded.answered_at,"
          + " ended_at = excluded.ended_at, caller = excluded.caller,"
          + " destination = excluded.destination, account = excluded.account,"
          + " carrier = excluded.carrier, cause = excluded.cause,"
          + " billed_micros = excluded.billed_micros, cost_micros = excluded.cost_micros,"
          + " currency = excluded.currency, record = excluded.record,"
          + " sent_to = excluded.sent_to, stored_at = now()"
          + " where cdr.revision < excluded.revision";

  private static final String LOCK =
      "select record::text from cdr where call_id = any (?) order by call_id for update";

  /** Of longer numbers so many characters are looked for; their records have them whole. */
  private static final int SEARCHED_LENGTH = 256;

  private final DataSource source;

  /** Records of this database. */
  public CdrStore(DataSource source) {
    this.source = source;
  }

  /** Writes records; one that is there in this or a later revision stays. */
  public void save(Connection connection, Collection<CallDetailRecord> records)
      throws SQLException {
    if (records.isEmpty()) {
      return;
    }
    try (PreparedStatement insert = connection.prepareStatement(SAVE)) {
      for (CallDetailRecord record : records) {
        bind(insert, record);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** The records of these calls, locked for the transaction. */
  public Map<String, CallDetailRecord> lock(Connection connection, Set<String> calls)
      throws SQLException {
    if (calls.isEmpty()) {
      return Map.of();
    }
    try (PreparedStatement select = connection.prepareStatement(LOCK)) {
      select.setArray(1, connection.createArrayOf("text", calls.toArray()));
      return read(select).stream()
          .collect(Collectors.toMap(record -> record.callId().value(), record -> record));
    }
  }

  /** The record of a call. */
  public Optional<CallDetailRecord> find(CallId call) {
    try (Connection connection = source.getConnection();
        PreparedStatement select =
            connection.prepareStatement("select record::text from cdr where call_id = ?")) {
      select.setString(1, call.value());
      return read(select).stream().findFirst();
    } catch (SQLException failure) {
      throw Database.translate(failure);
    }
  }

  /** Records by what is looked for, the latest call first. */
  public List<CallDetailRecord> search(CdrQuery query) {
    StringBuilder sql = new StringBuilder("select record::text from cdr where true");
    List<Object> values = new ArrayList<>();
    add(sql, values, " and started_at >= ?", timestamp(query.from()));
    add(sql, values, " and started_at < ?", timestamp(query.to()));
    if (query.number() != null) {
      sql.append(" and (caller = ? or destination = ? or sent_to = ?)");
      String number = searchable(query.number());
      values.addAll(List.of(number, number, number));
    }
    add(sql, values, " and account = ?", query.account() == null ? null : query.account().value());
    add(sql, values, " and cause = ?", query.cause() == null ? null : query.cause().name());
    if (query.after() != null) {
      sql.append(" and (started_at, call_id) < (?, ?)");
      values.add(Timestamp.from(query.after().startedAt()));
      values.add(query.after().call());
    }
    sql.append(" order by started_at desc, call_id desc limit ?");
    values.add(query.limit());
    try (Connection connection = source.getConnection();
        PreparedStatement select = connection.prepareStatement(sql.toString())) {
      for (int i = 0; i < values.size(); i++) {
        select.setObject(i + 1, values.get(i));
      }
      return read(select);
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

  private static void bind(PreparedStatement insert, CallDetailRecord record) throws SQLException {
    insert.setString(1, record.callId().value());
    insert.setInt(2, record.revision());
    insert.setTimestamp(3, Timestamp.from(record.times().createdAt()));
    insert.setTimestamp(4, timestamp(record.times().answeredAt()));
    insert.setTimestamp(5, Timestamp.from(record.times().endedAt()));
    insert.setString(6, searchable(record.callerNumber()));
    insert.setString(7, searchable(record.destination()));
    insert.setString(8, record.account() == null ? null : record.account().value());
    insert.setString(9, record.carrier() == null ? null : record.carrier().value());
    insert.setString(10, record.end().cause().name());
    insert.setLong(11, record.usage().billedMicros());
    insert.setObject(12, record.charge().costMicros(), java.sql.Types.BIGINT);
    insert.setString(
        13,
        record.charge().currency() == null ? null : record.charge().currency().getCurrencyCode());
    insert.setString(14, Json.write(record));
    insert.setString(15, searchable(record.sentTo()));
  }

  /** PostgreSQL's text has no NUL, and its indexes no long texts; what callers send may be both. */
  private static @Nullable String searchable(@Nullable String text) {
    if (text == null) {
      return null;
    }
    boolean isLong = text.codePointCount(0, text.length()) > SEARCHED_LENGTH;
    String searched =
        isLong ? text.substring(0, text.offsetByCodePoints(0, SEARCHED_LENGTH)) : text;
    return searched.replace('\u0000', '\uFFFD');
  }

  private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
    return instant == null ? null : Timestamp.from(instant);
  }

  private static List<CallDetailRecord> read(PreparedStatement select) throws SQLException {
    return Query.list(select, row -> Json.read(row.getString(1), CallDetailRecord.class));
  }
}
