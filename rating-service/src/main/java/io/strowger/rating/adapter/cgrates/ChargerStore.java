package io.strowger.rating.adapter.cgrates;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.strowger.rating.cgrates.Fields;
import io.strowger.rating.cgrates.RpcJson;
import io.strowger.rating.cgrates.event.ChargerProfile;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Chargers in PostgreSQL. */
final class ChargerStore {
  private final Rows rows;

  /** Chargers in this database. */
  ChargerStore(DataSource source) {
    this.rows = new Rows(source);
  }

  /** Keeps a profile, instead of one of the same name. */
  void put(Fields profile) {
    rows.update(
        "insert into cgrates_charger (tenant, id, profile) values (?, ?, ?::jsonb)"
            + " on conflict (tenant, id) do update set profile = excluded.profile",
        profile.text("Tenant"),
        profile.text("ID"),
        RpcJson.write(profile.json()));
  }

  /** A profile. */
  Optional<Fields> get(String tenant, String id) {
    return rows
        .select(
            "select profile::text from cgrates_charger where tenant = ? and id = ?",
            row -> profile(row.getString(1)),
            tenant,
            id)
        .stream()
        .findFirst();
  }

  /** The profiles of a tenant, by their names. */
  List<Fields> all(String tenant) {
    return rows.select(
        "select profile::text from cgrates_charger where tenant = ? order by id",
        row -> profile(row.getString(1)),
        tenant);
  }

  /** Forgets a profile; false when there is none. */
  boolean remove(String tenant, String id) {
    return rows.update("delete from cgrates_charger where tenant = ? and id = ?", tenant, id) > 0;
  }

  private static Fields profile(String json) {
    try {
      return ChargerProfile.SHAPE.read(RpcJson.read(json));
    } catch (JsonProcessingException defect) {
      throw new IllegalStateException("a charger cannot be read", defect);
    }
  }
}
