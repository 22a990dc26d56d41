package io.strowger.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.strowger.contracts.wire.WireMapper;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The outbox and inbox tables of a service's schema. */
final class OutboxTable {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxTable.class);
  private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

  /** In place of a topic, where a row holds several records packed. */
  private static final String PACKED = "";

  /**
   * Bytes that, compressed, fit into a page of PostgreSQL (8 KiB) where they are of records that
   * resemble one another. What does not is cut by the database into slices of 2 KB, each with an
   * entry in an index, all of them to be deleted again.
   */
  private static final int ABOUT_A_PAGE = 32 * 1024;

  private static final String INSERT =
      "insert into outbox (instance, topic, key, headers, value)"
          + " select ?, '', '', '{}', t.value from unnest(?::bytea[]) with ordinality"
          + " as t(value, position) order by t.position returning id";
  private static final String OLDEST =
      "select id, topic, partition, key, headers::text, value from outbox where instance = ?"
          + " and id <> all (?) order by id limit ?";

  /** Longer than any topic keeps what is deduplicated here. */
  private static final String FORGET =
      "delete from inbox where seen_at < now() - interval '73 hours'";

  private final DataSource source;
  private final int instance;

  OutboxTable(DataSource source, int instance) {
    this.source = source;
    this.instance = instance;
  }

  int instance() {
    return instance;
  }

  /**
   * Writes records on this trip, in as few rows as hold them.
   *
   * @return the rows, in the same order; empty until the trip is made
   */
  static List<OutboxRow> insert(RoundTrip trip, int instance, List<Outgoing> records) {
    List<PackedRecords.Pack> packs = PackedRecords.pack(records, ABOUT_A_PAGE);
    List<OutboxRow> written = new ArrayList<>(packs.size());
    trip.ask(
        INSERT,
        with -> {
          with.number(instance);
          with.array("bytea", packs.stream().map(PackedRecords.Pack::value).toArray(byte[][]::new));
        },
        row -> written.add(new OutboxRow(row.getLong(1), packs.get(written.size()).records())));
    return written;
  }

  /** The oldest rows but these. */
  List<OutboxRow> oldest(List<Long> without, int limit) throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement select = connection.prepareStatement(OLDEST)) {
      select.setInt(1, instance);
      select.setArray(2, ids(connection, without));
      select.setInt(3, limit);
      return Query.list(select, OutboxTable::row);
    }
  }

  /** Need not be durable at once: a row that reappears after a crash is only sent again. */
  void delete(List<Long> ids) throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement delete =
            connection.prepareStatement("delete from outbox where id = any (?)")) {
      connection.setAutoCommit(false);
      try (Statement relax = connection.createStatement()) {
        relax.execute("set local synchronous_commit = off");
      }
      delete.setArray(1, ids(connection, ids));
      delete.executeUpdate();
      connection.commit();
      connection.setAutoCommit(true);
    }
  }

  private static Array ids(Connection connection, List<Long> ids) throws SQLException {
    return connection.createArrayOf("bigint", ids.toArray());
  }

  void forgetInputsSeenLongAgo() throws SQLException {
    try (Connection connection = source.getConnection();
        Statement delete = connection.createStatement()) {
      delete.executeUpdate(FORGET);
    }
  }

  private static OutboxRow row(ResultSet found) throws SQLException {
    long id = found.getLong("id");
    try {
      List<Outgoing> records =
          PACKED.equals(found.getString("topic"))
              ? PackedRecords.unpack(found.getBytes("value"))
              : List.of(single(found));
      return new OutboxRow(id, records);
    } catch (IllegalStateException unreadable) {
      LOG.error("outbox row {} cannot be read and stays where it is", id, unreadable);
      return OutboxRow.unreadable(id);
    }
  }

  /** A row of one record, as earlier versions left them. */
  private static Outgoing single(ResultSet found) throws SQLException {
    int partition = found.getInt("partition");
    boolean free = found.wasNull();
    return new Outgoing(
        found.getString("topic"),
        free ? null : partition,
        found.getString("key"),
        headers(found.getString("headers")),
        found.getBytes("value"));
  }

  private static Map<String, String> headers(String json) {
    try {
      return WireMapper.mapper().readValue(json, HEADERS);
    } catch (JsonProcessingException defect) {
      throw new IllegalStateException("outbox row with unreadable headers", defect);
    }
  }
}
