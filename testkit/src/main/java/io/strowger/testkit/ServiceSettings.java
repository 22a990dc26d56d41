package io.strowger.testkit;

import io.strowger.testkit.broker.Brokers;
import io.strowger.testkit.database.DatabaseAddress;
import io.strowger.testkit.database.Databases;
import java.util.HashMap;
import java.util.Map;

/** Points a service at the broker and a database of the tests. */
public final class ServiceSettings {
  private ServiceSettings() {}

  /**
   * Settings by the names of Quarkus: the tests' broker, a new database, any free port.
   *
   * @param database what the new database's name begins with
   * @param more settings of the service itself
   */
  public static Map<String, String> of(String database, Map<String, String> more) {
    DatabaseAddress address = Databases.forTests().createDatabase(database);
    Map<String, String> settings = new HashMap<>(more);
    // The testkit's own settings begin with "strowger." too.
    settings.put("smallrye.config.mapping.validate-unknown", "false");
    settings.put("kafka.bootstrap.servers", Brokers.forTests().bootstrapServers());
    settings.put("quarkus.datasource.jdbc.url", address.jdbcUrl());
    settings.put("quarkus.datasource.username", address.username());
    settings.put("quarkus.datasource.password", address.password());
    settings.put("quarkus.http.test-port", "0");
    return settings;
  }
}
