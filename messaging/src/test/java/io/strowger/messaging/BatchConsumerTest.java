package io.strowger.messaging;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.strowger.contracts.wire.Topic;
import io.strowger.contracts.wire.TopicCatalogue;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchConsumerTest {
  private static final Map<String, Object> NOBODY = Map.of("bootstrap.servers", "127.0.0.1:1");

  @Test
  void closes_though_it_never_began() {
    try (Publisher publisher = new Publisher(NOBODY)) {
      TopicCatalogue catalogue = new TopicCatalogue("never.", 1, 1, (short) 1);
      BatchConsumer consumer =
          new BatchConsumer(
              ConsumerSettings.assigned(NOBODY, catalogue, "test", Topic.CALL_COMMANDS, 0),
              publisher,
              batch -> {});

      assertThatCode(consumer::close).doesNotThrowAnyException();
    }
  }
}
