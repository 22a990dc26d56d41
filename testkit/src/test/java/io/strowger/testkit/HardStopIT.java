package io.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.testkit.broker.EmbeddedKafka;
import io.strowger.testkit.database.DatabaseAddress;
import io.strowger.testkit.database.EmbeddedDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HardStopIT {

  private static final String TOPIC = "kept";

  @Test
  void a_broker_and_a_database_start_again_on_the_data_of_a_killed_process(@TempDir Path folder)
      throws Exception {
    // Given
    ServersInAnotherProcess killed = ServersInAnotherProcess.start(folder);
    publish(killed.bootstrapServers, "before the stop");
    execute(killed.jdbcUrl, "create table kept(text text)");
    execute(killed.jdbcUrl, "insert into kept values ('before the stop')");
    killed.kill();

    // When
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
        EmbeddedDatabase database =
            EmbeddedDatabase.start(
                folder.resolve("postgres"), 0, EmbeddedDatabase.Durability.ON_DISK)) {

      // Then
      assertThat(firstRecord(kafka.bootstrapServers())).isEqualTo("before the stop");
      assertThat(firstRow(database.administration())).isEqualTo("before the stop");
    }
  }

  private static void publish(String bootstrapServers, String text) throws Exception {
    Map<String, Object> configuration = Map.of("bootstrap.servers", bootstrapServers);
    try (Admin admin = Admin.create(configuration)) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    }
    try (var producer =
        new KafkaProducer<>(configuration, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(TOPIC, text)).get();
    }
  }

  private static String firstRecord(String bootstrapServers) {
    Map<String, Object> configuration =
        Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest");
    try (var consumer =
        new KafkaConsumer<>(configuration, new StringDeserializer(), new StringDeserializer())) {
      TopicPartition partition = new TopicPartition(TOPIC, 0);
      consumer.assign(List.of(partition));
      for (ConsumerRecord<String, String> kept : consumer.poll(Duration.ofSeconds(20))) {
        return kept.value();
      }
      return "nothing";
    }
  }

  private static void execute(String jdbcUrl, String sql) throws SQLException {
    try (Connection connection = new DatabaseAddress(jdbcUrl, "postgres", "postgres").connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String firstRow(DatabaseAddress address) throws SQLException {
    try (Connection connection = address.connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select text from kept")) {
      return rows.next() ? rows.getString(1) : "nothing";
    }
  }
}
