package io.strowger.rating.adapter.cgrates;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.strowger.testkit.broker.Brokers;
import io.strowger.testkit.database.DatabaseAddress;
import io.strowger.testkit.database.Databases;
import java.util.Map;

/** Points the service at the broker and database of the tests. */
public final class RatingServers implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    DatabaseAddress database = Databases.forTests().createDatabase("rating");
    return Map.of(
        // The testkit's own settings begin with "strowger." too.
        "smallrye.config.mapping.validate-unknown",
        "false",
        "kafka.bootstrap.servers",
        Brokers.forTests().bootstrapServers(),
        "quarkus.datasource.jdbc.url",
        database.jdbcUrl(),
        "quarkus.datasource.username",
        database.username(),
        "quarkus.datasource.password",
        database.password(),
        "quarkus.http.test-port",
        "0");
  }

  @Override
  public void stop() {
    // The servers are shared by the tests of this process and end with it.
  }
}
