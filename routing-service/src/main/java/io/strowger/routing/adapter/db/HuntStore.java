package io.strowger.routing.adapter.db;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.strowger.contracts.wire.WireMapper;
import io.strowger.messaging.Columns;
import io.strowger.messaging.Query;
import io.strowger.messaging.RoundTrip;
import io.strowger.routing.hunt.Hunt;
import io.strowger.routing.hunt.Stage;
import io.strowger.routing.relay.Transcoders;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The hunts under way, and those that ended a while ago. */
public final class HuntStore {
  private static final String LOCK =
      "select state from hunt where call_id = any (?) order by call_id for update";
  private static final String OVERDUE =
      "select call_id from hunt where deadline <= ? and call_id <> all (?)"
          + " and state not like all (?) order by deadline limit ? for update skip locked";
  private static final String RELAYED_ELSEWHERE =
      "select state from hunt where relay is not null and relay <> all (?) and call_id > ?"
          + " order by call_id limit ? for update skip locked";
  private static final String SAVE =
      "insert into hunt (call_id, state, ended, deadline, relay)"
          + " select * from unnest(?::text[], ?::text[], ?::boolean[], ?::timestamptz[], ?::text[])"
          + " on conflict (call_id) do update set state = excluded.state, ended = excluded.ended,"
          + " deadline = excluded.deadline, relay = excluded.relay, updated_at = now()";
  private static final String FORGET =
      "delete from hunt where call_id in (select call_id from hunt where ended"
          + " and updated_at < now() - interval '10 minutes' limit 1000 for update skip locked)";
  // Longer than rating lets a call last.
  private static final String FORGET_UNHEARD_OF =
      "delete from hunt where call_id in (select call_id from hunt where not ended"
          + " and updated_at < now() - interval '8 days' limit 1000 for update skip locked)";

  /** The hunts of these calls, locked for the transaction. */
  public Map<String, Hunt> lock(Connection connection, Set<String> calls) throws SQLException {
    Map<String, Hunt> hunts = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(LOCK)) {
      select.setArray(1, connection.createArrayOf("text", calls.toArray()));
      for (Hunt hunt : read(select)) {
        hunts.put(hunt.caller().call().value(), hunt);
      }
    }
    return hunts;
  }

  /**
   * Some calls whose hunt's deadline has passed, but none of these; locked.
   *
   * @param leaving none at these stages
   */
  public List<String> lockOverdue(
      Connection connection,
      Instant now,
      Collection<String> without,
      Collection<Stage> leaving,
      int limit)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OVERDUE)) {
      select.setTimestamp(1, Timestamp.from(now));
      select.setArray(2, connection.createArrayOf("text", without.toArray()));
      // As text: one whose state is no JSON keeps no other from being found.
      Stream<String> stages = leaving.stream().map(stage -> "%\"stage\":\"" + stage + "\"%");
      select.setArray(3, connection.createArrayOf("text", stages.toArray()));
      select.setInt(4, limit);
      return Query.list(select, row -> row.getString(1));
    }
  }

  /**
   * Some hunts whose relay is at none of these starts of transcoders, locked; by their calls.
   *
   * @param after of the calls behind this one; empty for the first
   */
  public List<Hunt> lockRelayedElsewhere(
      Connection connection, List<String> incarnations, String after, int limit)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(RELAYED_ELSEWHERE)) {
      select.setArray(1, connection.createArrayOf("text", incarnations.toArray()));
      select.setString(2, after);
      select.setInt(3, limit);
      return read(select);
    }
  }

  /** Writes hunts, new or changed, on this trip. */
  public void save(RoundTrip trip, Collection<Hunt> changed) {
    if (changed.isEmpty()) {
      return;
    }
    List<Hunt> hunts = List.copyOf(changed);
    trip.tell(
        SAVE,
        with -> {
          Columns<Hunt> columns = new Columns<>(with, hunts);
          columns.text(hunt -> hunt.caller().call().value());
          columns.text(HuntStore::json);
          columns.flag(hunt -> hunt.stage() == Stage.ENDED);
          columns.text(hunt -> hunt.due() == null ? null : hunt.due().toString());
          columns.text(HuntStore::relay);
        });
  }

  private static @Nullable String relay(Hunt hunt) {
    Hunt.Relay relay = hunt.relay();
    Hunt.RelayHolder holder = relay == null ? null : relay.holder();
    return holder == null
        ? null
        : new Transcoders.Incarnation(holder.transcoder(), holder.startedAt()).name();
  }

  /** Deletes hunts that ended long ago. */
  public void forgetEnded(Connection connection) throws SQLException {
    try (Statement delete = connection.createStatement()) {
      delete.executeUpdate(FORGET);
    }
  }

  /**
   * Deletes hunts of calls whose end was never told, such as those of a gateway that died and whose
   * switch no other one dials. Looks at every hunt: not for each moment.
   */
  public void forgetUnheardOf(Connection connection) throws SQLException {
    try (Statement delete = connection.createStatement()) {
      delete.executeUpdate(FORGET_UNHEARD_OF);
    }
  }

  private static List<Hunt> read(PreparedStatement select) throws SQLException {
    return Query.list(select, row -> hunt(row.getString(1)));
  }

  private static Hunt hunt(String json) {
    try {
      return WireMapper.mapper().readValue(json, Hunt.class);
    } catch (JsonProcessingException defect) {
      throw new IllegalStateException("a hunt cannot be read", defect);
    }
  }

  private static String json(Hunt hunt) {
    try {
      return WireMapper.mapper().writeValueAsString(hunt);
    } catch (JsonProcessingException defect) {
      throw new IllegalStateException("a hunt cannot be written", defect);
    }
  }
}
