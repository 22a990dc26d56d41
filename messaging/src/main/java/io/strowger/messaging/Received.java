package io.strowger.messaging;

import io.strowger.contracts.wire.Topic;
import org.jspecify.annotations.Nullable;

/**
 * A message that arrived.
 *
 * @param topic where
 * @param key the record's key
 * @param message of the topic's message type
 * @param id {@code ce_id}, or topic, partition and offset where a foreign sender gave none
 * @param traceparent W3C trace context to pass on; absent if none came
 * @param partition of the topic
 * @param offset in the partition
 */
public record Received(
    Topic topic,
    String key,
    Object message,
    String id,
    @Nullable String traceparent,
    int partition,
    long offset) {}
