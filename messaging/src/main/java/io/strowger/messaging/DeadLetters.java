package io.strowger.messaging;

import io.strowger.contracts.wire.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts aside what cannot be read, done or sent, whole and with the reason, so that the rest flows
 * on. Of what is too large for that there is as much as fits, and how much there was.
 */
final class DeadLetters {
  /** Header: why it lies here. */
  static final String REASON = "strowger_reason";

  /** Header: what is not here, because it did not fit. */
  static final String CUT = "strowger_cut";

  private static final String CONSUMER = "strowger_consumer";
  private static final String TOPIC = "strowger_topic";
  private static final String PARTITION = "strowger_partition";
  private static final String OFFSET = "strowger_offset";
  private static final Set<String> OURS = Set.of(REASON, CONSUMER, TOPIC, PARTITION, OFFSET);

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
  private static final int TEXT_LENGTH = 1024;

  /** Bytes of a value that was cut: any broker takes so many. */
  private static final int VALUE_KEPT = 64 * 1024;

  private final Publisher publisher;

  DeadLetters(Publisher publisher) {
    this.publisher = publisher;
  }

  /**
   * Puts aside what a consumer cannot use. Returns once Kafka has it.
   *
   * @throws Unavailable when Kafka does not take it now
   */
  void bury(ConsumerRecord<String, byte[]> record, String consumer, String reason) {
    LOG.warn(
        "{} cannot use {}[{}]@{}: {}",
        consumer,
        record.topic(),
        record.partition(),
        record.offset(),
        reason);
    var letter = letter(record.topic(), record.key(), record.value(), record.headers());
    set(letter, REASON, shortened(reason));
    set(letter, CONSUMER, consumer);
    set(letter, PARTITION, Integer.toString(record.partition()));
    set(letter, OFFSET, Long.toString(record.offset()));
    if (!isTaken(letter)) {
      LOG.error("nothing of it can be put aside: it is passed over");
    }
  }

  /**
   * Puts aside what Kafka refuses where it belongs.
   *
   * @return true once Kafka has it, false when it will never take it here either
   * @throws Unavailable when Kafka does not take it now
   */
  boolean bury(Refused refused) {
    Outgoing record = refused.record();
    String reason = refused.reason().toString();
    LOG.error(
        "a record with key {} cannot be sent to {}: {}", record.key(), record.topic(), reason);
    var letter = letter(record.topic(), record.key(), record.value(), List.of());
    record.headers().forEach((name, value) -> set(letter, name, value));
    set(letter, REASON, shortened(reason));
    if (record.partition() != null) {
      set(letter, PARTITION, Integer.toString(record.partition()));
    }
    return isTaken(letter);
  }

  private static ProducerRecord<String, byte[]> letter(
      String topic, @Nullable String key, byte @Nullable [] value, Iterable<Header> headers) {
    var letter =
        new ProducerRecord<>(TopicCatalogue.deadLettersOf(topic), null, key, value, headers);
    set(letter, TOPIC, topic);
    return letter;
  }

  private static void set(ProducerRecord<String, byte[]> letter, String name, String text) {
    letter.headers().remove(name).add(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Whole, or as much of it as Kafka takes. */
  private boolean isTaken(ProducerRecord<String, byte[]> letter) {
    return publisher.refusalOf(letter) == null
        || publisher.refusalOf(withLessValue(letter)) == null
        || publisher.refusalOf(withOurWordsAlone(letter)) == null;
  }

  private static ProducerRecord<String, byte[]> withLessValue(
      ProducerRecord<String, byte[]> letter) {
    byte[] whole = letter.value();
    if (whole == null || whole.length <= VALUE_KEPT) {
      return letter;
    }
    byte[] value = Arrays.copyOf(whole, VALUE_KEPT);
    var less = new ProducerRecord<>(letter.topic(), null, letter.key(), value, letter.headers());
    set(less, CUT, "the value had " + whole.length + " bytes");
    return less;
  }

  /** What others wrote may be of any length: what we say of it is not. */
  private static ProducerRecord<String, byte[]> withOurWordsAlone(
      ProducerRecord<String, byte[]> letter) {
    List<Header> ours =
        StreamSupport.stream(letter.headers().spliterator(), false)
            .filter(header -> OURS.contains(header.key()))
            .toList();
    int length = letter.value() == null ? 0 : letter.value().length;
    String key = letter.key() == null ? "" : shortened(letter.key());
    var words = new ProducerRecord<>(letter.topic(), null, key, new byte[0], ours);
    set(words, CUT, "the value had " + length + " bytes, and headers are missing");
    return words;
  }

  private static String shortened(String text) {
    return text.length() <= TEXT_LENGTH ? text : text.substring(0, TEXT_LENGTH);
  }
}
