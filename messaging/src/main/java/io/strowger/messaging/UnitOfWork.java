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

  private final Connection connection;
  private final int instance;
  private final List<Outgoing> outgoing = new ArrayList<>();
  private final RoundTrip last = new RoundTrip();

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
   * What is still to be done before the transaction commits, and goes to the database with the
   * outgoing records. Nothing of it is seen by what is asked meanwhile.
   */
  public RoundTrip last() {
    return last;
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

  /**
   * Asks on this trip which of these inputs an earlier transaction has remembered by {@link
   * #firstSeen}.
   *
   * @param seen where they go
   */
  public static void seenBefore(RoundTrip trip, Collection<String> ids, Set<String> seen) {
    if (!ids.isEmpty()) {
      List<String> asked = List.copyOf(ids);
      trip.ask(SEEN, with -> with.texts(asked), row -> seen.add(row.getString(1)));
    }
  }

  /**
   * Does what is left to be done, writes what is to be sent, and commits.
   *
   * @return what is to be sent
   */
  List<OutboxRow> commit() throws SQLException {
    List<OutboxRow> written =
        outgoing.isEmpty() ? List.of() : OutboxTable.insert(last, instance, outgoing);
    if (last.isEmpty()) {
      last.tell("select 1"); // refused after an error; a commit alone would quietly undo everything
    }
    last.tell("commit").make(connection);
    return written;
  }
}
