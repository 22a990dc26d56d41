package io.strowger.cdr.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** How long the database may take to answer. */
@QuarkusTest
@QuarkusTestResource(BrokerAndDatabase.class)
class DatabaseConnectionsIT {
  @Inject DataSource source;
  @Inject Flyway migrations;

  @Test
  void an_answer_is_waited_for_a_minute_and_a_migrations_as_long_as_it_takes() throws Exception {
    try (Connection ours = source.getConnection();
        Connection theirs = migrations.getConfiguration().getDataSource().getConnection()) {
      assertThat(ours.getNetworkTimeout()).isEqualTo(60_000);
      assertThat(theirs.getNetworkTimeout()).isZero();
    }
  }
}
