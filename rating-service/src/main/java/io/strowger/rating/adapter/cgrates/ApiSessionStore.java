package io.strowger.rating.adapter.cgrates;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.strowger.contracts.wire.WireMapper;
import io.strowger.messaging.Database;
import io.strowger.messaging.Query;
import io.strowger.rating.cgrates.session.ApiSession;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Sessions led by requests, in PostgreSQL. */
final class ApiSessionStore {
  private static final String SAVE =
      "insert into cgrates_session (cgrid, tenant, state, ended, updated_at, expires_at)"
          + " values (?, ?, ?::jsonb, ?, ?, ?) on conflict (cgrid) do update set"
          + " state = excluded.state, ended = excluded.ended, updated_at = excluded.updated_at,"
          + " expires_at = excluded.expires_at";

  private final DataSource source;

  ApiSessionStore(DataSource source) {
    this.source = source;
  }

  /** Keeps everybody else from leading a session of this id, and tells how it stands. */
  Optional<ApiSession> lock(Connection connection, String cgrId) throws SQLException {
    try (PreparedStatement lock =
        connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended(?, 2080))")) {
      lock.setString(1, cgrId);
      lock.execute();
    }
    try (PreparedStatement select =
        connection.prepareStatement("select state::text from cgrates_session where cgrid = ?")) {
      select.setString(1, cgrId);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(session(row.getString(1))) : Optional.empty();
      }
    }
  }

  void save(Connection connection, ApiSession session) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(SAVE)) {
      insert.setString(1, session.cgrId());
      insert.setString(2, session.tenant());
      insert.setString(3, json(session));
      insert.setBoolean(4, session.ended());
      insert.setObject(5, CdrStore.at(session.updatedAt()));
      insert.setObject(6, CdrStore.at(session.dueAt()));
      insert.executeUpdate();
    }
  }

  /** Sessions that are under way. */
  List<ApiSession> active(String tenant) {
    return new Rows(source)
        .select(
            "select state::text from cgrates_session where tenant = ? and not ended"
                + " order by updated_at",
            row -> session(row.getString(1)),
            tenant);
  }

  /** The session of an id, under way or ended. */
  Optional<ApiSession> find(String cgrId) {
    return new Rows(source)
            .select(
                "select state::text from cgrates_session where cgrid = ?",
                row -> session(row.getString(1)),
                cgrId)
            .stream()
            .findFirst();
  }

  /** The ids of some sessions that something is to be done about, the longest due first. */
  List<String> due(Instant now, int limit) {
    try (Connection connection = source.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select cgrid from cgrates_session where expires_at <= ?"
                    + " order by expires_at limit "
                    + limit)) {
      select.setObject(1, CdrStore.at(now));
      return Query.list(select, row -> row.getString(1));
    } catch (SQLException failure) {
      throw Database.translate(failure);
    }
  }

  private static ApiSession session(String json) {
    try {
      return WireMapper.mapper().readValue(json, ApiSession.class);
    } catch (JsonProcessingException defect) {
      throw new IllegalStateException("a session cannot be read", defect);
    }
  }

  private static String json(ApiSession session) {
    try {
      return WireMapper.mapper().writeValueAsString(session);
    } catch (JsonProcessingException defect) {
      throw new IllegalStateException("a session cannot be written", defect);
    }
  }
}
