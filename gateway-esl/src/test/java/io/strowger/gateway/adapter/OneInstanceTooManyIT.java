package io.strowger.gateway.adapter;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.strowger.contracts.wire.Topic;
import io.strowger.contracts.wire.TopicCatalogue;
import io.strowger.gateway.ownership.LeaseTerms;
import io.strowger.gateway.session.Credentials;
import io.strowger.testkit.TemporaryFolder;
import io.strowger.testkit.broker.Brokers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.junit.jupiter.api.Test;

class OneInstanceTooManyIT {
  private static final int INSTANCES = 2;

  private final TopicCatalogue catalogue =
      new TopicCatalogue(
          "gw" + UUID.randomUUID().toString().substring(0, 8) + ".", 3, INSTANCES, (short) 1);
  private final Map<String, Object> kafka =
      Map.of("bootstrap.servers", Brokers.forTests().bootstrapServers());

  @Test
  void serves_nothing_before_there_is_a_partition_for_its_commands() throws Exception {
    try (Gateway third = gateway(INSTANCES);
        Admin admin = Admin.create(kafka)) {
      // Given
      third.start();
      await().during(Duration.ofSeconds(4)).until(() -> !third.isReady());

      // When
      String commands = catalogue.nameOf(Topic.CALL_COMMANDS);
      admin.createPartitions(Map.of(commands, NewPartitions.increaseTo(INSTANCES + 1))).all().get();

      // Then
      await().until(third::isReady);
    }
  }

  private Gateway gateway(int instance) {
    return new Gateway(
        new Gateway.Setup(
            instance,
            catalogue,
            List.of(),
            name -> new Credentials(null, "none"),
            GatewayUnderTest.session(false),
            LeaseTerms.STANDARD,
            new Gateway.Buffer(TemporaryFolder.untilExit("gateway-buffer"), 64 * 1024, 1024 * 1024),
            "127.0.0.1",
            0),
        kafka,
        new SimpleMeterRegistry(),
        Clock.systemUTC(),
        wrong -> {});
  }
}
