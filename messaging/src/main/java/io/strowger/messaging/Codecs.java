package io.strowger.messaging;

import io.strowger.contracts.wire.MessageCodec;
import io.strowger.contracts.wire.Topic;
import java.util.Objects;

/** The codec of a topic, by the topic alone. */
final class Codecs {
  private Codecs() {}

  @SuppressWarnings("unchecked")
  static MessageCodec<Object> of(Topic topic) {
    Class<?> type = Objects.requireNonNull(topic.messageType(), "no messages of ours: " + topic);
    return (MessageCodec<Object>) MessageCodec.of(type);
  }
}
