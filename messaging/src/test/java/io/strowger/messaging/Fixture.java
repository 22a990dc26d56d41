package io.strowger.messaging;

import static org.awaitility.Awaitility.await;

import io.strowger.contracts.charging.CallCharged;
import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.wire.Topic;
import io.strowger.contracts.wire.TopicCatalogue;
import io.strowger.testkit.Patience;
import io.strowger.testkit.broker.Brokers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** An installation of its own on the shared broker. */
final class Fixture implements AutoCloseable {
  final TopicCatalogue catalogue =
      new TopicCatalogue("t" + UUID.randomUUID().toString().substring(0, 8) + ".", 2, 2, (short) 1);
  final Map<String, Object> kafka =
      Map.of("bootstrap.servers", Brokers.forTests().bootstrapServers());
  final Publisher publisher = new Publisher(kafka);
  final Outgoing.Factory factory = new Outgoing.Factory(catalogue, "test");

  Fixture() {
    TopicCreation.ensure(kafka, catalogue);
  }

  Outgoing charge(String call, long cost) {
    CallCharged charged =
        new CallCharged(
            call + "-charge",
            new CallId(call),
            new AccountId("1001"),
            null,
            null,
            null,
            0,
            0,
            cost,
            Currency.getInstance("EUR"),
            0,
            Instant.EPOCH);
    return factory.of(Topic.CHARGES, call, charged, call + "-" + cost, null, Instant.EPOCH);
  }

  /** A record for a partition of {@code call-commands}, such as may be none. */
  Outgoing command(int partition, String id) {
    return new Outgoing(
        catalogue.nameOf(Topic.CALL_COMMANDS),
        partition,
        "call",
        Map.of("ce_id", id),
        "{}".getBytes(StandardCharsets.UTF_8));
  }

  /** A charge of so many bytes. */
  Outgoing charge(String id, byte[] value) {
    return new Outgoing(catalogue.nameOf(Topic.CHARGES), null, "call", Map.of("ce_id", id), value);
  }

  /** Sends a charge as somebody else may, with any headers. */
  void sendForeign(Outgoing charge, Header... headers) throws Exception {
    try (var producer =
        new KafkaProducer<>(kafka, new StringSerializer(), new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  charge.topic(), null, charge.key(), charge.value(), List.of(headers)))
          .get();
    }
  }

  Outgoing raw(String key, String value) {
    return new Outgoing(
        catalogue.nameOf(Topic.CHARGES),
        null,
        key,
        Map.of(),
        value.getBytes(StandardCharsets.UTF_8));
  }

  /** Everything on a topic, once at least so many records are there. */
  List<ConsumerRecord<String, byte[]>> read(String topic, int atLeast) {
    List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(kafka, new StringDeserializer(), new ByteArrayDeserializer())) {
      // A topic that was just created is not known to the broker at once.
      var known =
          await()
              .pollInSameThread()
              .until(() -> consumer.partitionsFor(topic), infos -> !infos.isEmpty());
      var partitions =
          known.stream()
              .map(p -> new org.apache.kafka.common.TopicPartition(topic, p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Instant latest = Instant.now().plus(Patience.LIMIT);
      while (found.size() < atLeast && Instant.now().isBefore(latest)) {
        consumer.poll(Duration.ofMillis(100)).forEach(found::add);
      }
      consumer.poll(Duration.ofMillis(200)).forEach(found::add);
    }
    return found;
  }

  static String header(ConsumerRecord<String, byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    publisher.close();
  }
}
