package io.strowger.rating.crash;

import io.strowger.contracts.wire.Topic;
import io.strowger.contracts.wire.TopicCatalogue;
import io.strowger.messaging.Outgoing;
import io.strowger.messaging.TopicCreation;
import io.strowger.testkit.broker.Brokers;
import io.strowger.testkit.database.DatabaseAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * An installation of its own: topics under a prefix that nothing else uses, and a database.
 *
 * @param sender makes the records of gateway and routing
 */
record Site(
    TopicCatalogue catalogue,
    Map<String, Object> kafka,
    DatabaseAddress database,
    Outgoing.Factory sender) {

  /** Topics with so many partitions on the tests' broker, and this database. */
  static Site create(DatabaseAddress database, int partitions) {
    String prefix = "crash" + UUID.randomUUID().toString().substring(0, 8) + ".";
    TopicCatalogue catalogue = new TopicCatalogue(prefix, partitions, 1, (short) 1);
    Map<String, Object> kafka = Map.of("bootstrap.servers", Brokers.forTests().bootstrapServers());
    TopicCreation.ensure(kafka, catalogue);
    return new Site(catalogue, kafka, database, new Outgoing.Factory(catalogue, "crash-test"));
  }

  /** A look into the service's own tables. */
  Connection books() throws SQLException {
    Connection connection = database.connect();
    connection.setSchema("rating");
    return connection;
  }

  /** A record of ours. */
  Outgoing record(Topic topic, String key, Object message, String id, Instant now) {
    return sender.of(topic, key, message, id, null, now);
  }

  /** Reads all partitions of these topics, without a group, from the first record on. */
  KafkaConsumer<String, byte[]> reader(List<String> topics) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            kafka.get("bootstrap.servers"),
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            5_000);
    var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        topics.stream()
            .flatMap(topic ->
                consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition())))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return consumer;
  }
}
