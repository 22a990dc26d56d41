package io.strowger.messaging;

import io.strowger.contracts.wire.Decoded;
import io.strowger.contracts.wire.MalformedMessage;
import io.strowger.contracts.wire.MessageCodec;
import io.strowger.contracts.wire.MessageHeaders;
import io.strowger.contracts.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decodes a batch, has it handled, and puts aside what cannot be. */
final class BatchWork {
  private static final Logger LOG = LoggerFactory.getLogger(BatchWork.class);

  private final Map<String, Topic> topics;
  private final Map<String, MessageCodec<Object>> codecs = new HashMap<>();
  private final String group;
  private final DeadLetters deadLetters;
  private final BatchHandler handler;

  BatchWork(
      String group, Map<String, Topic> topics, DeadLetters deadLetters, BatchHandler handler) {
    this.group = group;
    this.topics = topics;
    topics.forEach((name, topic) -> codecs.put(name, Codecs.of(topic)));
    this.deadLetters = deadLetters;
    this.handler = handler;
  }

  /** Returns when every record was handled, passed over, or buried. */
  void perform(List<ConsumerRecord<String, byte[]>> records) {
    List<Received> readable = new ArrayList<>(records.size());
    List<ConsumerRecord<String, byte[]>> sources = new ArrayList<>(records.size());
    for (ConsumerRecord<String, byte[]> record : records) {
      Received received = read(record);
      if (received != null) {
        readable.add(received);
        sources.add(record);
      }
    }
    if (readable.isEmpty()) {
      return;
    }
    try {
      handler.accept(readable);
    } catch (Unavailable broken) {
      throw broken;
    } catch (RuntimeException | StackOverflowError defect) {
      LOG.warn("a batch of {} failed, trying its records one by one", readable.size(), defect);
      oneByOne(readable, sources);
    }
  }

  private void oneByOne(List<Received> readable, List<ConsumerRecord<String, byte[]>> sources) {
    for (int i = 0; i < readable.size(); i++) {
      try {
        handler.accept(List.of(readable.get(i)));
      } catch (Unavailable broken) {
        throw broken;
      } catch (RuntimeException | StackOverflowError defect) {
        deadLetters.bury(sources.get(i), group, defect.toString());
      }
    }
  }

  private @Nullable Received read(ConsumerRecord<String, byte[]> record) {
    Topic topic = Objects.requireNonNull(topics.get(record.topic()), record.topic());
    MessageCodec<Object> codec = Objects.requireNonNull(codecs.get(record.topic()));
    try {
      return switch (codec.decode(record.value())) {
        case Decoded.Known<Object>(Object message) -> received(topic, record, message);
        case Decoded.Unrecognized<Object>(String type, byte[] _) -> {
          LOG.debug("passed over a {} on {}", type, record.topic());
          yield null;
        }
      };
    } catch (MalformedMessage wrong) {
      deadLetters.bury(record, group, Objects.requireNonNullElse(wrong.getMessage(), "malformed"));
      return null;
    } catch (RuntimeException | StackOverflowError defect) {
      LOG.warn("a record on {} cannot be read", record.topic(), defect);
      deadLetters.bury(record, group, defect.toString());
      return null;
    }
  }

  private static Received received(
      Topic topic, ConsumerRecord<String, byte[]> record, Object message) {
    String id = header(record, MessageHeaders.ID);
    return new Received(
        topic,
        record.key() == null ? "" : record.key(),
        message,
        id == null ? record.topic() + "-" + record.partition() + "-" + record.offset() : id,
        header(record, MessageHeaders.TRACEPARENT),
        record.partition(),
        record.offset());
  }

  private static @Nullable String header(ConsumerRecord<String, byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    byte[] value = header == null ? null : header.value();
    return value == null ? null : new String(value, StandardCharsets.UTF_8);
  }
}
