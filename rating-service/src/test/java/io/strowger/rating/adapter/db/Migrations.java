package io.strowger.rating.adapter.db;

import io.strowger.testkit.database.DatabaseAddress;
import org.flywaydb.core.Flyway;

/** The schema as a service finds it at its start. */
final class Migrations {
  private Migrations() {}

  static void apply(DatabaseAddress database) {
    upTo(database, "latest");
  }

  static void upTo(DatabaseAddress database, String version) {
    Flyway.configure()
        .dataSource(database.jdbcUrl(), database.username(), database.password())
        .outOfOrder(true)
        .target(version)
        .load()
        .migrate();
  }
}
