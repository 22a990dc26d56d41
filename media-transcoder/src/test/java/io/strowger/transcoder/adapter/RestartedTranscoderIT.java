package io.strowger.transcoder.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.RequestId;
import io.strowger.contracts.transcoding.TranscoderStatus;
import io.strowger.contracts.transcoding.TranscodingReply;
import io.strowger.contracts.transcoding.TranscodingRequest;
import io.strowger.contracts.wire.Topic;
import io.strowger.contracts.wire.TopicCatalogue;
import io.strowger.messaging.BatchConsumer;
import io.strowger.messaging.ConsumerSettings;
import io.strowger.messaging.Outgoing;
import io.strowger.messaging.Publisher;
import io.strowger.messaging.Received;
import io.strowger.messaging.TopicCreation;
import io.strowger.testkit.broker.Brokers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A transcoder that is started anew while its group still counts on the run that was killed. */
class RestartedTranscoderIT {
  private static final Map<String, Object> KAFKA =
      Map.of("bootstrap.servers", Brokers.forTests().bootstrapServers());
  private static final String NAME = "media-transcoder-0";

  /** Much longer than anything takes that does not wait for it. */
  private static final Duration GIVEN_UP_AFTER = Duration.ofMinutes(1);

  private final TopicCatalogue catalogue =
      new TopicCatalogue("restarted-%x.".formatted(System.nanoTime()), 1, 1, (short) 1);
  private final Publisher publisher = new Publisher(KAFKA);
  private final List<Object> heard = new CopyOnWriteArrayList<>();
  private BatchConsumer listener;
  private TranscoderApplication transcoder;

  @BeforeEach
  void listen() throws Exception {
    TopicCreation.ensure(KAFKA, catalogue);
    listener =
        new BatchConsumer(
            ConsumerSettings.shared(
                KAFKA,
                catalogue,
                "listener-" + catalogue.prefix(),
                List.of(Topic.TRANSCODER_STATUS, Topic.TRANSCODING_REPLIES)),
            publisher,
            batch -> batch.stream().map(Received::message).forEach(heard::add));
    listener.start();
    transcoder =
        new TranscoderApplication(
            new SmallRyeConfigBuilder()
                .withMapping(TranscoderSettings.class)
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withDefaultValue("strowger.topics.prefix", catalogue.prefix())
                .withDefaultValue("strowger.topics.partitions", "1")
                .withDefaultValue("strowger.topics.gateway-instances", "1")
                .withDefaultValue("strowger.transcoder.media-threads", "1")
                .withDefaultValue("strowger.transcoder.pin-threads", "false")
                .build()
                .getConfigMapping(TranscoderSettings.class),
            new SimpleMeterRegistry(),
            KAFKA);
  }

  @AfterEach
  void close() {
    transcoder.stop(new ShutdownEvent());
    listener.close();
    publisher.close();
  }

  @Test
  void it_says_that_it_accepts_once_it_answers_and_does_not_wait_for_the_dead_one() {
    // Given
    memberThatWasKilled();

    // When
    transcoder.start(new StartupEvent());
    await().atMost(GIVEN_UP_AFTER.dividedBy(2)).until(this::accepts);
    publisher.sendAll(List.of(request()));

    // Then: as soon as routing wants it.
    await()
        .atMost(GIVEN_UP_AFTER.dividedBy(3))
        .until(() -> heard.stream().anyMatch(TranscodingReply.RelayAllocated.class::isInstance));
    assertThat(heard)
        .filteredOn(TranscoderStatus.class::isInstance)
        .first()
        .as("as long as it reads nothing")
        .matches(first -> !((TranscoderStatus) first).accepting());
  }

  private boolean accepts() {
    return heard.stream()
        .anyMatch(message -> message instanceof TranscoderStatus status && status.accepting());
  }

  private Outgoing request() {
    Instant now = Instant.now();
    var asked =
        new TranscodingRequest.AllocateRelay(
            new TranscodingRequest.Head(new RequestId("r1"), new CallId("call-1"), now, NAME),
            "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
                + "m=audio 4000 RTP/AVP 104\r\na=rtpmap:104 AMR/8000\r\n",
            List.of("PCMA"),
            null);
    return new Outgoing.Factory(catalogue, "test")
        .of(Topic.TRANSCODING_REQUESTS, "call-1", asked, "r1", null, now);
  }

  /** Holds the group's partitions until the group gives it up. */
  private void memberThatWasKilled() {
    Map<String, Object> settings = new HashMap<>(KAFKA);
    settings.put("group.id", NAME);
    settings.put("group.instance.id", catalogue.prefix() + NAME);
    settings.put("session.timeout.ms", (int) GIVEN_UP_AFTER.toMillis());
    settings.put("partition.assignment.strategy", RangeAssignor.class.getName());
    var dead = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    dead.subscribe(
        List.of(
            catalogue.nameOf(Topic.TRANSCODING_REQUESTS),
            catalogue.nameOf(Topic.TRANSCODER_STATUS)));
    await()
        .until(() -> {
          dead.poll(Duration.ofMillis(100));
          return !dead.assignment().isEmpty();
        });
    dead.close(
        CloseOptions.groupMembershipOperation(GroupMembershipOperation.REMAIN_IN_GROUP)
            .withTimeout(Duration.ofSeconds(1)));
  }
}
