package io.strowger.rating.adapter.db;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.strowger.contracts.wire.WireMapper;
import io.strowger.rating.charging.CallSession;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The money of calls under way, and of those that ended a while ago. */
public final class SessionStore {
  private static final String LOCK =
      "select state::text from session where call_id = any (?) order by call_id for update";
  private static final String OPEN_ACCOUNTS =
      "select call_id, account from session where not settled and call_id = any (?)";
  private static final String SAVE =
      "insert into session (call_id, account, state, settled, renew_at, expires_at)"
          + " select * from unnest(?::text[], ?::text[], ?::jsonb[], ?::boolean[],"
          + " ?::timestamptz[], ?::timestamptz[])"
          + " on conflict (call_id) do update set state = excluded.state,"
          + " settled = excluded.settled, renew_at = excluded.renew_at,"
          + " expires_at = excluded.expires_at, updated_at = now()";
  // Looked at again a little later, should what this sets off get lost.
  private static final String TAKE_RENEWALS =
      "update session set renew_at = ?::timestamptz + interval '2 seconds' where call_id in"
          + " (select call_id from session where renew_at <= ? order by renew_at limit ?"
          + " for update skip locked) returning state::text";
  private static final String TAKE_EXPIRED =
      "update session set expires_at = ?::timestamptz + interval '30 seconds' where call_id in"
          + " (select call_id from session where expires_at <= ? order by expires_at limit ?"
          + " for update skip locked) returning state::text";
  private static final String FORGET =
      "delete from session where call_id in (select call_id from session where settled"
          + " and updated_at < now() - interval '1 day' limit 1000 for update skip locked)";

  /** The sessions of these calls, locked for the transaction. */
  public Map<String, CallSession> lock(Connection connection, Set<String> calls)
      throws SQLException {
    Map<String, CallSession> sessions = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(LOCK)) {
      select.setArray(1, connection.createArrayOf("text", calls.toArray()));
      for (CallSession session : read(select)) {
        sessions.put(session.call().value(), session);
      }
    }
    return sessions;
  }

  /** Who pays for which of these calls, as far as they are under way. */
  public Map<String, String> openAccounts(Connection connection, Set<String> calls)
      throws SQLException {
    Map<String, String> accounts = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(OPEN_ACCOUNTS)) {
      select.setArray(1, connection.createArrayOf("text", calls.toArray()));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          accounts.put(rows.getString("call_id"), rows.getString("account"));
        }
      }
    }
    return accounts;
  }

  /** Writes sessions, new or changed. */
  public void save(Connection connection, Collection<CallSession> sessions) throws SQLException {
    if (sessions.isEmpty()) {
      return;
    }
    try (PreparedStatement insert = connection.prepareStatement(SAVE)) {
      insert.setArray(
          1,
          connection.createArrayOf("text", sessions.stream().map(s -> s.call().value()).toArray()));
      insert.setArray(
          2,
          connection.createArrayOf(
              "text", sessions.stream().map(s -> s.account().value()).toArray()));
      insert.setArray(
          3, connection.createArrayOf("text", sessions.stream().map(SessionStore::json).toArray()));
      insert.setArray(
          4,
          connection.createArrayOf(
              "boolean", sessions.stream().map(CallSession::settled).toArray()));
      insert.setArray(
          5,
          connection.createArrayOf(
              "text", sessions.stream().map(s -> text(s.renewAt())).toArray()));
      insert.setArray(
          6,
          connection.createArrayOf(
              "text", sessions.stream().map(s -> text(s.expiresAt())).toArray()));
      insert.executeUpdate();
    }
  }

  /** Some sessions whose next slice is due. */
  public List<CallSession> takeRenewals(Connection connection, Instant now, int limit)
      throws SQLException {
    return take(connection, TAKE_RENEWALS, now, limit);
  }

  /** Some sessions whose end nobody told. */
  public List<CallSession> takeExpired(Connection connection, Instant now, int limit)
      throws SQLException {
    return take(connection, TAKE_EXPIRED, now, limit);
  }

  /** Deletes sessions that were settled long ago. */
  public void forgetSettled(Connection connection) throws SQLException {
    try (Statement delete = connection.createStatement()) {
      delete.executeUpdate(FORGET);
    }
  }

  private static List<CallSession> take(Connection connection, String sql, Instant now, int limit)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setTimestamp(1, Timestamp.from(now));
      update.setTimestamp(2, Timestamp.from(now));
      update.setInt(3, limit);
      return read(update);
    }
  }

  private static List<CallSession> read(PreparedStatement statement) throws SQLException {
    List<CallSession> sessions = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        sessions.add(WireMapper.mapper().readValue(rows.getString(1), CallSession.class));
      }
    } catch (JsonProcessingException defect) {
      throw new IllegalStateException("a session cannot be read", defect);
    }
    return sessions;
  }

  private static String json(CallSession session) {
    try {
      return WireMapper.mapper().writeValueAsString(session);
    } catch (JsonProcessingException defect) {
      throw new IllegalStateException("a session cannot be written", defect);
    }
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }
}
