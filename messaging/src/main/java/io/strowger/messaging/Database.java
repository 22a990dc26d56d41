package io.strowger.messaging;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** Transactions of which effect, input ids and outgoing records are one. */
public final class Database {
  private final DataSource source;
  private final OutboxRelay relay;

  /** Transactions on this source, whose outgoing records this relay publishes. */
  public Database(DataSource source, OutboxRelay relay) {
    this.source = source;
    this.relay = relay;
  }

  /** What is done in one transaction. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it, and gives what the caller wants to know of it. */
    T perform(UnitOfWork unit) throws SQLException;
  }

  /**
   * Runs the work and commits; then its outgoing records are published.
   *
   * @throws Unavailable when the database is broken; any other failure of SQL is a defect and comes
   *     as {@link IllegalStateException}
   */
  public <T> T transact(Work<T> work) {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      boolean committed = false;
      try {
        UnitOfWork unit = new UnitOfWork(connection, relay.instance());
        T result = work.perform(unit);
        var rows = commit(unit);
        committed = true;
        relay.committed(rows);
        return result;
      } finally {
        if (!committed) {
          connection.rollback();
        }
        connection.setAutoCommit(true);
      }
    } catch (SQLException failure) {
      throw translate(failure);
    }
  }

  /** Where the answer to a commit is lost, its outgoing records may be in the outbox or not. */
  private List<OutboxRow> commit(UnitOfWork unit) throws SQLException {
    try {
      return unit.commit();
    } catch (SQLException unanswered) {
      relay.readThrough();
      throw unanswered;
    }
  }

  /** {@link Unavailable} for what may pass, {@link IllegalStateException} for what will not. */
  public static RuntimeException translate(SQLException failure) {
    String state = failure.getSQLState();
    boolean passing =
        state == null
            || state.startsWith("08") // connection
            || state.startsWith("53") // out of resources
            || state.startsWith("57") // operator intervention, shutdown
            || state.startsWith("40"); // deadlock, serialisation
    return passing
        ? new Unavailable("the database is unavailable", failure)
        : new IllegalStateException("SQL state " + state + ": " + failure.getMessage(), failure);
  }
}
