package io.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.testkit.broker.Brokers;
import io.strowger.testkit.database.DatabaseAddress;
import io.strowger.testkit.database.Databases;
import java.sql.Connection;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class SharedServersIT {

  @Test
  void every_caller_of_this_process_gets_the_same_broker() throws Exception {
    // When
    String first = Brokers.forTests().bootstrapServers();
    String second = Brokers.forTests().bootstrapServers();

    // Then
    assertThat(second).isEqualTo(first);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", first))) {
      assertThat(admin.describeCluster().nodes().get()).hasSize(1);
    }
  }

  @Test
  void a_database_of_the_same_name_is_empty_again() throws Exception {
    // Given
    DatabaseAddress before = Databases.forTests().createDatabase("fresh");
    try (Connection connection = before.connect();
        var statement = connection.createStatement()) {
      statement.execute("create table left_over(id int)");

      // When
      DatabaseAddress after = Databases.forTests().createDatabase("fresh");

      // Then
      try (Connection again = after.connect();
          var tables = again.getMetaData().getTables(null, "public", "%", null)) {
        assertThat(tables.next()).isFalse();
      }
    }
  }

  @Test
  void a_database_that_exists_keeps_what_it_holds() throws Exception {
    // Given
    DatabaseAddress before = Databases.forTests().createDatabase("kept");
    try (Connection connection = before.connect();
        var statement = connection.createStatement()) {
      statement.execute("create table left_over(id int)");
    }

    // When
    DatabaseAddress after = Databases.forTests().existingOrNewDatabase("kept");

    // Then
    try (Connection again = after.connect();
        var tables = again.getMetaData().getTables(null, "public", "%", null)) {
      assertThat(tables.next()).isTrue();
    }
  }
}
