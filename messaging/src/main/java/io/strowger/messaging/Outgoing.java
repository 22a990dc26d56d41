package io.strowger.messaging;

import io.strowger.contracts.wire.MessageCodec;
import io.strowger.contracts.wire.MessageHeaders;
import io.strowger.contracts.wire.Topic;
import io.strowger.contracts.wire.TopicCatalogue;
import io.strowger.contracts.wire.WireMapper;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record to be sent.
 *
 * @param topic the topic's full name
 * @param partition where it must go; absent leaves it to the key
 * @param key the record's key
 * @param headers by name, UTF-8 on the wire
 * @param value the record's value; empty says that the key is no more, on a compacted topic
 */
@SuppressWarnings("ArrayRecordComponent")
public record Outgoing(
    String topic,
    @Nullable Integer partition,
    String key,
    Map<String, String> headers,
    byte[] value) {

  /** Makes records of one installation's topics, from one sender. */
  public static final class Factory {
    private final TopicCatalogue catalogue;
    private final String source;
    private final Map<Topic, MessageCodec<Object>> codecs = new EnumMap<>(Topic.class);

    /**
     * A factory.
     *
     * @param source the sending service and instance, {@code ce_source}
     */
    public Factory(TopicCatalogue catalogue, String source) {
      this.catalogue = catalogue;
      this.source = source;
      for (Topic topic : Topic.values()) {
        if (topic.messageType() != null) {
          codecs.put(topic, Codecs.of(topic));
        }
      }
    }

    /**
     * A record whose key chooses the partition.
     *
     * @param id {@code ce_id}: the same message sent twice must have the same one
     */
    public Outgoing of(
        Topic topic,
        String key,
        Object message,
        String id,
        @Nullable String traceparent,
        Instant now) {
      MessageCodec<Object> codec =
          Objects.requireNonNull(codecs.get(topic), "no messages of ours on " + topic);
      var headers =
          new MessageHeaders(
              id, codec.typeOf(message), source, WireMapper.micros(now), key, traceparent);
      return new Outgoing(
          catalogue.nameOf(topic), null, key, headers.asMap(), codec.encode(message));
    }

    /** A record for one partition, as commands are: the partition is the return address. */
    public Outgoing toPartition(
        Topic topic,
        int partition,
        String key,
        Object message,
        String id,
        @Nullable String traceparent,
        Instant now) {
      Outgoing free = of(topic, key, message, id, traceparent, now);
      return new Outgoing(free.topic(), partition, key, free.headers(), free.value());
    }
  }
}
