package io.strowger.messaging;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose the rows of the outbox are. An instance that lives holds a lock in the database, on a
 * connection of its own; who finds no such lock on others' rows takes them over: their instance was
 * removed, and would never send them.
 */
final class OutboxOwner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxOwner.class);
  private static final int ANSWERS_WITHIN_SECONDS = 5;

  /** A host that is gone without a word loses its lock within a minute. */
  private static final String NOTICE_LOSS =
      "set tcp_keepalives_idle = 20; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 4";

  private static final String HOLD = "select pg_try_advisory_lock('outbox'::regclass::oid::int, ?)";
  private static final String LET_GO = "select pg_advisory_unlock_all()";
  private static final String OTHERS = "select distinct instance from outbox where instance <> ?";
  private static final String IS_GONE =
      "select pg_try_advisory_xact_lock('outbox'::regclass::oid::int, ?)";
  private static final String TAKE_OVER = "update outbox set instance = ? where instance = ?";

  private final DataSource source;
  private final int instance;
  private @Nullable Connection holder;
  private boolean held;

  OutboxOwner(DataSource source, int instance) {
    this.source = source;
    this.instance = instance;
  }

  /** Tells the others that this instance lives; to be said again now and then. */
  void live() throws SQLException {
    Connection own = holder;
    if (own == null || !own.isValid(ANSWERS_WITHIN_SECONDS)) {
      forget();
      own = source.getConnection();
      holder = own;
      try (Statement settings = own.createStatement()) {
        settings.execute(NOTICE_LOSS);
      }
    }
    if (!held) {
      held = ask(own, HOLD, instance);
    }
  }

  private void forget() {
    try {
      close();
    } catch (SQLException broken) {
      LOG.debug("the connection is lost, and its lock with it: {}", broken.toString());
    }
  }

  /**
   * Makes the rows of instances that are gone its own.
   *
   * @return how many rows
   */
  int takeOver() throws SQLException {
    int taken = 0;
    try (Connection connection = source.getConnection()) {
      for (int other : others(connection)) {
        taken += takeOver(connection, other);
      }
    }
    return taken;
  }

  private List<Integer> others(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OTHERS)) {
      select.setInt(1, instance);
      return Query.list(select, row -> row.getInt(1));
    }
  }

  private int takeOver(Connection connection, int other) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement update = connection.prepareStatement(TAKE_OVER)) {
      int taken = 0;
      if (ask(connection, IS_GONE, other)) {
        update.setInt(1, instance);
        update.setInt(2, other);
        taken = update.executeUpdate();
      }
      connection.commit();
      return taken;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private static boolean ask(Connection connection, String sql, int instance) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setInt(1, instance);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  /** Lets go: the connection may be one of a pool, and live on. */
  @Override
  public void close() throws SQLException {
    Connection former = holder;
    holder = null;
    held = false;
    if (former != null) {
      try (former;
          Statement unlock = former.createStatement()) {
        unlock.execute(LET_GO);
      }
    }
  }
}
