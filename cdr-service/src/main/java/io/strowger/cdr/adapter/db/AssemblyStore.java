package io.strowger.cdr.adapter.db;

import io.strowger.cdr.assembly.CallAssembly;
import io.strowger.messaging.Columns;
import io.strowger.messaging.Query;
import io.strowger.messaging.RoundTrip;
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

/** The calls under way, and those that ended a while ago. */
public final class AssemblyStore {
  private static final String LOCK =
      "select state from assembly where call_id = any (?) order by call_id for update";
  private static final String DUE =
      "select call_id from assembly where due <= ? and call_id <> all (?) order by due limit ?"
          + " for update skip locked";
  private static final String SAVE =
      "insert into assembly (call_id, state, published, due)"
          + " select * from unnest(?::text[], ?::text[], ?::boolean[], ?::timestamptz[])"
          + " on conflict (call_id) do update set state = excluded.state,"
          + " published = excluded.published, due = excluded.due, updated_at = now()";
  // What a call is late with comes within minutes; what never ended is kept for days.
  private static final String FORGET =
      "delete from assembly where call_id in (select call_id from assembly"
          + " where (published and updated_at < now() - interval '15 minutes')"
          + " or updated_at < now() - interval '7 days' limit 500 for update skip locked)";

  /** The assemblies of these calls, locked for the transaction. */
  public Map<String, CallAssembly> lock(Connection connection, Set<String> calls)
      throws SQLException {
    Map<String, CallAssembly> assemblies = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(LOCK)) {
      select.setArray(1, connection.createArrayOf("text", calls.toArray()));
      for (CallAssembly assembly : read(select)) {
        assemblies.put(assembly.call().value(), assembly);
      }
    }
    return assemblies;
  }

  /** Some calls whose grace has passed, but none of these; locked for the transaction. */
  public List<String> lockDue(
      Connection connection, Instant now, Collection<String> without, int limit)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(DUE)) {
      select.setTimestamp(1, Timestamp.from(now));
      select.setArray(2, connection.createArrayOf("text", without.toArray()));
      select.setInt(3, limit);
      return Query.list(select, row -> row.getString(1));
    }
  }

  /** Writes assemblies, new or changed, on this trip. */
  public void save(RoundTrip trip, Collection<CallAssembly> changed) {
    if (changed.isEmpty()) {
      return;
    }
    List<CallAssembly> assemblies = List.copyOf(changed);
    trip.tell(
        SAVE,
        with -> {
          Columns<CallAssembly> columns = new Columns<>(with, assemblies);
          columns.text(assembly -> assembly.call().value());
          columns.text(Json::write);
          columns.flag(assembly -> assembly.published() != null);
          columns.text(assembly -> assembly.due() == null ? null : assembly.due().toString());
        });
  }

  /** Deletes assemblies to which nothing will come any more. */
  public void forgetOld(Connection connection) throws SQLException {
    try (Statement delete = connection.createStatement()) {
      delete.executeUpdate(FORGET);
    }
  }

  private static List<CallAssembly> read(PreparedStatement select) throws SQLException {
    return Query.list(select, row -> Json.read(row.getString(1), CallAssembly.class));
  }
}
