package io.strowger.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.strowger.contracts.wire.WireMapper;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One transaction under way. */
public final class UnitOfWork {
  private static final String SEE =
      "insert into inbox (id) select distinct unnest(?) on conflict do nothing returning id";
  private static final String SEEN = "select id from inbox where id = any (?)";
  private static final String SEND =
      "insert into outbox (instance, topic, partition, key, headers, value)"
          + " select ?, t.topic, t.partition, t.key, t.headers::jsonb, t.value from"
          + " unnest(?::text[], ?::int[], ?::text[], ?::text[], ?::bytea[])"
          + " with ordinality as t(topic, partition, key, headers, value, position)"
          + " order by t.position returning id";

  private final Connection connection;
  private final int instance;
  private final List<Outgoing> outgoing = new ArrayList<>();

  UnitOfWork(Connection connection, int instance) {
    this.connection = connection;
    this.instance = instance;
  }

  /** The transaction's connection; not to be committed or closed by the work. */
  public Connection connection() {
    return connection;
  }

  /** Sends the record when, and only if, the transaction commits. */
  public void send(Outgoing record) {
    outgoing.add(record);
  }

  /**
   * Remembers inputs as done in this transaction.
   *
   * @return those never seen before; the others' effects are in the database already
   */
  public Set<String> firstSeen(Collection<String> ids) throws SQLException {
    if (ids.isEmpty()) {
      return Set.of();
    }
    // Sorted, so that two instances seeing the same ids take their locks in the same order.
    String[] ordered = new LinkedHashSet<>(ids).stream().sorted().toArray(String[]::new);
    Array array = connection.createArrayOf("text", ordered);
    Set<String> fresh = new HashSet<>();
    try (PreparedStatement see = connection.prepareStatement(SEE)) {
      see.setArray(1, array);
      try (ResultSet rows = see.executeQuery()) {
        while (rows.next()) {
          fresh.add(rows.getString(1));
        }
      }
    }
    return fresh;
  }

  /** Which of these inputs an earlier transaction has remembered by {@link #firstSeen}. */
  public Set<String> seenBefore(Collection<String> ids) throws SQLException {
    Set<String> seen = new HashSet<>();
    if (ids.isEmpty()) {
      return seen;
    }
    try (PreparedStatement look = connection.prepareStatement(SEEN)) {
      look.setArray(1, connection.createArrayOf("text", ids.toArray()));
      try (ResultSet rows = look.executeQuery()) {
        while (rows.next()) {
          seen.add(rows.getString(1));
        }
      }
    }
    return seen;
  }

  List<OutboxRow> writeOutbox() throws SQLException {
    if (outgoing.isEmpty()) {
      return List.of();
    }
    List<OutboxRow> written = new ArrayList<>(outgoing.size());
    try (PreparedStatement send = connection.prepareStatement(SEND)) {
      send.setInt(1, instance);
      send.setArray(2, text(outgoing.stream().map(Outgoing::topic).toArray()));
      send.setArray(
          3, connection.createArrayOf("int", outgoing.stream().map(Outgoing::partition).toArray()));
      send.setArray(4, text(outgoing.stream().map(Outgoing::key).toArray()));
      send.setArray(5, text(outgoing.stream().map(UnitOfWork::headers).toArray()));
      send.setArray(
          6,
          connection.createArrayOf(
              "bytea", outgoing.stream().map(Outgoing::value).toArray(byte[][]::new)));
      try (ResultSet ids = send.executeQuery()) {
        for (Outgoing record : outgoing) {
          ids.next();
          written.add(new OutboxRow(ids.getLong(1), record));
        }
      }
    }
    return written;
  }

  private Array text(Object[] values) throws SQLException {
    return connection.createArrayOf("text", values);
  }

  private static String headers(Outgoing record) {
    try {
      return WireMapper.mapper().writeValueAsString(record.headers());
    } catch (JsonProcessingException defect) {
      throw new IllegalStateException(defect);
    }
  }
}
