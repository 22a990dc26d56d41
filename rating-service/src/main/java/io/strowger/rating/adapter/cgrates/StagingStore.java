package io.strowger.rating.adapter.cgrates;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.strowger.messaging.Database;
import io.strowger.rating.cgrates.Fields;
import io.strowger.rating.cgrates.RpcJson;
import io.strowger.rating.cgrates.staging.PlanPart;
import io.strowger.rating.cgrates.staging.StagedPlan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Tariff plans being prepared; CGRateS calls this StorDB. */
final class StagingStore {
  private static final String PUT =
      "insert into cgrates_staged (tpid, part, id, value) values (?, ?, ?, ?::jsonb)"
          + " on conflict (tpid, part, id) do update set value = excluded.value";
  private static final String GET =
      "select value::text from cgrates_staged where tpid = ? and part = ? and id = ?";
  private static final String IDS =
      "select id from cgrates_staged where tpid = ? and part = ? and strpos(id, ?) > 0 order by id";
  private static final String PLANS = "select distinct tpid from cgrates_staged order by tpid";
  private static final String REMOVE =
      "delete from cgrates_staged where tpid = ? and part = ? and id = ?";
  private static final String ALL =
      "select part, value::text from cgrates_staged where tpid = ? order by part, id";

  private final DataSource source;
  private final Rows rows;

  /** Plans in this database. */
  StagingStore(DataSource source) {
    this.source = source;
    this.rows = new Rows(source);
  }

  /** Keeps a part, instead of one of the same name. */
  void put(String tpid, PlanPart part, String id, Fields value) {
    rows.update(PUT, tpid, part.name(), id, RpcJson.write(value.json()));
  }

  /** Keeps several parts, all or none. */
  void putAll(String tpid, StagedPlan plan) {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement insert = connection.prepareStatement(PUT)) {
        for (PlanPart part : PlanPart.values()) {
          for (Fields value : plan.of(part)) {
            Rows.bind(insert, tpid, part.name(), part.idOf(value), RpcJson.write(value.json()));
            insert.addBatch();
          }
        }
        insert.executeBatch();
        connection.commit();
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException failure) {
      throw Database.translate(failure);
    }
  }

  /** A part. */
  Optional<Fields> get(String tpid, PlanPart part, String id) {
    return rows.select(GET, row -> fields(part, row.getString(1)), tpid, part.name(), id).stream()
        .findFirst();
  }

  /** The names of parts that contain a text, sorted. */
  List<String> ids(String tpid, PlanPart part, String search) {
    return rows.select(IDS, row -> row.getString(1), tpid, part.name(), search);
  }

  /** The ids of all plans, sorted. */
  List<String> plans() {
    return rows.select(PLANS, row -> row.getString(1));
  }

  /** Forgets a part. */
  void remove(String tpid, PlanPart part, String id) {
    rows.update(REMOVE, tpid, part.name(), id);
  }

  /** All parts of a plan. */
  StagedPlan plan(String tpid) {
    StagedPlan.Builder plan = StagedPlan.builder();
    rows.select(ALL, row -> staged(PlanPart.valueOf(row.getString(1)), row.getString(2)), tpid)
        .forEach(staged -> plan.add(staged.part(), staged.value()));
    return plan.build();
  }

  private record Staged(PlanPart part, Fields value) {}

  private static Staged staged(PlanPart part, String json) {
    return new Staged(part, fields(part, json));
  }

  /** The database does not keep the order of members: the struct has it. */
  private static Fields fields(PlanPart part, String json) {
    try {
      return part.shape().read(RpcJson.read(json));
    } catch (JsonProcessingException defect) {
      throw new IllegalStateException("a part of a tariff plan cannot be read", defect);
    }
  }
}
