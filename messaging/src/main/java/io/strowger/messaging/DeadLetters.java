package io.strowger.messaging;

import io.strowger.contracts.wire.Topic;
import io.strowger.contracts.wire.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts aside what cannot be read or done, whole and with the reason, so that the rest flows on. */
final class DeadLetters {
  /** Header: why it lies here. */
  static final String REASON = "strowger_reason";

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
  private static final int REASON_LENGTH = 1024;

  private final TopicCatalogue catalogue;
  private final Publisher publisher;
  private final String consumer;

  DeadLetters(TopicCatalogue catalogue, Publisher publisher, String consumer) {
    this.catalogue = catalogue;
    this.publisher = publisher;
    this.consumer = consumer;
  }

  /** Returns once Kafka has it; throws {@link Unavailable} when Kafka does not take it. */
  void bury(Topic topic, ConsumerRecord<String, byte[]> record, String reason) {
    LOG.warn(
        "{} cannot use {}[{}]@{}: {}",
        consumer,
        record.topic(),
        record.partition(),
        record.offset(),
        reason);
    Map<String, String> headers = new LinkedHashMap<>();
    record
        .headers()
        .forEach(header ->
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
    headers.put(
        REASON, reason.length() > REASON_LENGTH ? reason.substring(0, REASON_LENGTH) : reason);
    headers.put("strowger_consumer", consumer);
    headers.put("strowger_topic", record.topic());
    headers.put("strowger_partition", Integer.toString(record.partition()));
    headers.put("strowger_offset", Long.toString(record.offset()));
    String key = record.key() == null ? "" : record.key();
    byte[] value = record.value() == null ? new byte[0] : record.value();
    publisher.sendAll(
        List.of(new Outgoing(catalogue.deadLettersOf(topic), null, key, headers, value)));
  }
}
