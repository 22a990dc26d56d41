package io.strowger.rating.adapter.db;

import io.strowger.contracts.call.CallAddress;
import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.CallId;
import io.strowger.messaging.Columns;
import io.strowger.messaging.Query;
import io.strowger.messaging.RoundTrip;
import io.strowger.rating.charging.CallSession;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The money of calls under way, and of those that ended a while ago. */
public final class SessionStore {
  private static final Logger LOG = LoggerFactory.getLogger(SessionStore.class);
  private static final String LOCK =
      "select state from session where call_id = any (?) order by call_id for update";
  private static final String UNDER_WAY =
      "select call_id, account, state::json #>> '{moments,answered_before}' is not null as before"
          + " from session where not settled and call_id = any (?)";
  private static final String SAVE =
      "insert into session (call_id, account, state, settled, renew_at, announce_at, expires_at,"
          + " claim_micros, payer)"
          + " select * from unnest(?::text[], ?::text[], ?::text[], ?::boolean[],"
          + " ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::bigint[], ?::text[])"
          + " on conflict (call_id) do update set state = excluded.state,"
          + " settled = excluded.settled, renew_at = excluded.renew_at,"
          + " announce_at = excluded.announce_at, expires_at = excluded.expires_at,"
          + " claim_micros = excluded.claim_micros, payer = excluded.payer,"
          + " updated_at = now()";
  // Looked at again a little later, should what this sets off get lost.
  private static final String TAKE =
      "update session set %1$s = ?::timestamptz + interval '%2$d seconds' where call_id in"
          + " (select call_id from session where %1$s <= ? order by %1$s limit ?"
          + " for update skip locked) returning call_id, state";
  private static final String READDRESS =
      "update session set state = jsonb_set(jsonb_set(state::jsonb, '{route,partition}',"
          + " to_jsonb(?::int)), '{route,epoch}', to_jsonb(?::bigint))::text"
          + " where call_id = ? and not settled and jsonb_typeof(state::jsonb -> 'route') = 'object'"
          + " and (state::jsonb -> 'route' ->> 'epoch')::bigint < ?";
  private static final String FORGET =
      "delete from session where call_id in (select call_id from session where settled"
          + " and updated_at < now() - interval '1 day' limit 1000 for update skip locked)";

  /** What may be due for a session. */
  public enum Due {
    /** The next slice. */
    RENEWAL("renew_at", 2),
    /** A word to the caller. */
    ANNOUNCEMENT("announce_at", 2),
    /** Its end, which nobody told. */
    EXPIRY("expires_at", 30);

    private final String sql;

    Due(String column, int againAfterSeconds) {
      this.sql = TAKE.formatted(column, againAfterSeconds);
    }
  }

  /**
   * A transaction's first trip, for one that looks up a handful of rows by their keys again and
   * again: planning each statement anew, for just the values that it has, would take longer than
   * carrying it out; and what is planned while tables are empty must not stay for good.
   */
  public static RoundTrip byKeys() {
    return new RoundTrip()
        .tell("set local plan_cache_mode = force_generic_plan")
        .tell("set local enable_seqscan = off");
  }

  /**
   * Asks on this trip for the sessions of these calls, which are locked for the transaction.
   *
   * @param found where they go, by their calls
   */
  public RoundTrip lock(RoundTrip trip, Set<String> calls, Map<String, CallSession> found) {
    return trip.ask(
        LOCK,
        with -> with.texts(calls),
        row -> {
          CallSession session = session(row);
          found.put(session.call().value(), session);
        });
  }

  /**
   * What is to be known of a call under way when something happens to it.
   *
   * @param account who pays
   * @param answeredBefore true when its caller had been answered before it was handed over
   */
  public record UnderWay(AccountId account, boolean answeredBefore) {}

  /** Those of these calls that are under way. */
  public Map<String, UnderWay> underWay(Connection connection, Set<String> calls)
      throws SQLException {
    Map<String, UnderWay> found = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(UNDER_WAY)) {
      select.setArray(1, Sql.texts(connection, calls));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.put(
              rows.getString("call_id"),
              new UnderWay(new AccountId(rows.getString("account")), rows.getBoolean("before")));
        }
      }
    }
    return found;
  }

  /**
   * Commands for a call go there from now on, unless that is an older address; nothing when it is
   * not under way.
   */
  public void readdress(Connection connection, CallId call, CallAddress address)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(READDRESS)) {
      update.setInt(1, address.partition());
      update.setLong(2, address.epoch());
      update.setString(3, call.value());
      update.setLong(4, address.epoch());
      update.executeUpdate();
    }
  }

  /** Writes sessions, new or changed, on this trip. */
  public void save(RoundTrip trip, Collection<CallSession> sessions) {
    if (sessions.isEmpty()) {
      return;
    }
    List<CallSession> rows = List.copyOf(sessions);
    trip.tell(
        SAVE,
        with -> {
          Columns<CallSession> columns = new Columns<>(with, rows);
          columns.text(session -> session.call().value());
          columns.text(session -> session.account().value());
          columns.text(Sql::json);
          columns.flag(CallSession::settled);
          columns.text(session -> Sql.text(session.moments().renewAt()));
          columns.text(session -> Sql.text(session.moments().announcementDue()));
          columns.text(session -> Sql.text(session.moments().expiresAt()));
          columns.number(CallSession::claimedMicros);
          columns.text(SessionStore::otherPayer);
        });
  }

  /** Told apart only where it is not the caller: most calls need no second place to be found. */
  private static @Nullable String otherPayer(CallSession session) {
    AccountId payer = session.payer();
    return payer.equals(session.account()) ? null : payer.value();
  }

  /**
   * Some sessions for which something is due now; one that cannot be read keeps no other from it.
   */
  public List<CallSession> take(Connection connection, Due due, Instant now, int limit)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(due.sql)) {
      update.setTimestamp(1, Timestamp.from(now));
      update.setTimestamp(2, Timestamp.from(now));
      update.setInt(3, limit);
      return Query.list(update, SessionStore::readable).stream().flatMap(Optional::stream).toList();
    }
  }

  /** Deletes sessions that were settled long ago. */
  public void forgetSettled(Connection connection) throws SQLException {
    try (Statement delete = connection.createStatement()) {
      delete.executeUpdate(FORGET);
    }
  }

  private static Optional<CallSession> readable(ResultSet row) throws SQLException {
    String call = row.getString("call_id");
    String state = row.getString("state");
    try {
      return Optional.of(Sql.value(state, CallSession.class));
    } catch (RuntimeException defect) {
      LOG.error("the session of call {} cannot be read, and waits", call, defect);
      return Optional.empty();
    }
  }

  private static CallSession session(ResultSet row) throws SQLException {
    return Sql.value(row.getString(1), CallSession.class);
  }
}
