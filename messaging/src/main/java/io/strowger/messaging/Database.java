package io.strowger.messaging;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;

/** Transactions of which effect, input ids and outgoing records are one. */
public final class Database {
  /**
   * Classes of SQL states (PostgreSQL, appendix A) that another time changes nothing of: rows that
   * are too many, values, constraints, our own words, checks of views, limits such as an index
   * entry's, and what functions and triggers refuse.
   */
  private static final Set<String> DEFECTS = Set.of("21", "22", "23", "42", "44", "54", "P0");

  /**
   * Of those, what the database lacks for now, while it is restored or migrated: a right, a column,
   * a table.
   */
  private static final Set<String> LACKING = Set.of("42501", "42703", "42P01");

  /** The transaction had failed before, and the work did not tell. */
  private static final String PASSED_OVER_ERROR = "25P02";

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
   * @throws Unavailable when the database is broken, read-only or refuses us; what lies in what was
   *     asked is a defect and comes as {@link IllegalStateException}
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

  /**
   * {@link Unavailable} for what may pass, {@link IllegalStateException} for what lies in what was
   * asked. What nobody knows may pass: nothing is lost by waiting.
   */
  public static RuntimeException translate(SQLException failure) {
    String state = Objects.requireNonNullElse(failure.getSQLState(), "unknown");
    return liesInWhatWasAsked(state)
        ? new IllegalStateException("SQL state " + state + ": " + failure.getMessage(), failure)
        : new Unavailable("the database is unavailable (SQL state " + state + ")", failure);
  }

  private static boolean liesInWhatWasAsked(String state) {
    return state.equals(PASSED_OVER_ERROR)
        || DEFECTS.stream().anyMatch(state::startsWith) && !LACKING.contains(state);
  }
}
