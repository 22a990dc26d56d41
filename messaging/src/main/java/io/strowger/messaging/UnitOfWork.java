package io.strowger.messaging;

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
  private static final int MOST_PACKED = 200;

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
    List<List<Outgoing>> parts = new ArrayList<>();
    for (int from = 0; from < outgoing.size(); from += MOST_PACKED) {
      parts.add(List.copyOf(outgoing.subList(from, Math.min(from + MOST_PACKED, outgoing.size()))));
    }
    return parts.isEmpty() ? List.of() : OutboxTable.insert(connection, instance, parts);
  }
}
