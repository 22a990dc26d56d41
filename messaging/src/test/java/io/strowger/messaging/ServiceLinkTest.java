package io.strowger.messaging;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.strowger.contracts.wire.Topic;
import io.strowger.contracts.wire.TopicCatalogue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class ServiceLinkTest {
  private static final Map<String, Object> NOBODY = Map.of("bootstrap.servers", "127.0.0.1:1");

  @Test
  void a_service_that_waits_for_kafka_still_can_be_stopped() {
    TopicCatalogue catalogue = new TopicCatalogue("never.", 1, 1, (short) 1);
    ServiceLink link =
        new ServiceLink(NOBODY, catalogue, new PGSimpleDataSource(), "waiting", 0)
            .reading("waiting", List.of(Topic.CALL_EVENTS), batch -> {});

    link.start();

    assertThatCode(link::close).doesNotThrowAnyException();
  }
}
