package io.strowger.transcoder.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.strowger.contracts.transcoding.TranscoderStatus;
import io.strowger.contracts.wire.Topic;
import io.strowger.contracts.wire.TopicCatalogue;
import io.strowger.messaging.BatchConsumer;
import io.strowger.messaging.ConsumerSettings;
import io.strowger.messaging.Outgoing;
import io.strowger.messaging.Publisher;
import io.strowger.messaging.TopicCreation;
import io.strowger.testkit.broker.Brokers;
import io.strowger.transcoder.calls.CallRelays;
import io.strowger.transcoder.calls.Colleagues;
import io.strowger.transcoder.g711.G711;
import io.strowger.transcoder.session.Flow;
import io.strowger.transcoder.session.MediaAddresses;
import io.strowger.transcoder.session.SessionId;
import io.strowger.transcoder.session.SessionsOnPaper;
import io.strowger.transcoder.session.SideDescription;
import io.strowger.transcoder.session.SpeechFormat;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a transcoder tells of itself, as its colleagues and routing hear it. */
class StatusReportsIT {
  private static final Map<String, Object> KAFKA =
      Map.of("bootstrap.servers", Brokers.forTests().bootstrapServers());
  private static final Instant STARTED = Instant.parse("2026-03-01T10:00:00Z");
  private static final Instant NOW = STARTED.plusSeconds(60);
  private static final SideDescription SIDE =
      new SideDescription(
          SideDescription.Codec.of(new SpeechFormat.Companded(G711.PCMA), 8),
          Optional.empty(),
          SideDescription.Transport.unknown(),
          Flow.SENDRECV);

  private final TopicCatalogue catalogue =
      new TopicCatalogue("status-%x.".formatted(System.nanoTime()), 1, 1, (short) 1);
  private final SessionsOnPaper sessions = new SessionsOnPaper();
  private final Publisher publisher = new Publisher(KAFKA);
  private final List<TranscoderStatus> heard = new CopyOnWriteArrayList<>();
  private final StatusReports reports =
      new StatusReports(
          sessions,
          new CallRelays.Identity(
              "t-0",
              new MediaAddresses(
                  InetAddress.ofLiteral("192.0.2.1"), InetAddress.ofLiteral("2001:db8::1")),
              STARTED),
          publisher,
          new Outgoing.Factory(catalogue, "t-0"),
          Clock.fixed(NOW, ZoneOffset.UTC));
  private BatchConsumer listener;

  @BeforeEach
  void listen() {
    TopicCreation.ensure(KAFKA, catalogue);
    listener =
        new BatchConsumer(
            ConsumerSettings.shared(KAFKA, catalogue, "listener", List.of(Topic.TRANSCODER_STATUS)),
            publisher,
            batch -> batch.forEach(received -> heard.add((TranscoderStatus) received.message())));
    listener.start();
  }

  @AfterEach
  void close() {
    listener.close();
    publisher.close();
  }

  @Test
  void a_transcoder_tells_what_it_carries_and_could_carry_and_when_it_leaves() {
    // Given
    sessions.open(new SessionId("one"), SIDE, SIDE);
    sessions.open(new SessionId("other"), SIDE, SIDE);

    // When
    reports.tell(true);
    sessions.close(new SessionId("other"));
    reports.tell(true);
    reports.tell(false);

    // Then: 0.8 of a core may be used, and each session takes a hundredth of one.
    List<TranscoderStatus> told = await().until(() -> List.copyOf(heard), all -> all.size() >= 3);
    TranscoderStatus busy = told.getFirst();
    assertThat(busy.transcoder()).isEqualTo("t-0");
    assertThat(busy.startedAt()).isEqualTo(STARTED);
    assertThat(busy.toldAt()).isEqualTo(NOW);
    assertThat(busy.isAt("192.0.2.1")).isTrue();
    assertThat(busy.isAt("2001:db8:0:0:0:0:0:1")).isTrue();
    assertThat(busy.sessions()).isEqualTo(2);
    assertThat(busy.cores()).isEqualTo(1);
    assertThat(busy.headRoom()).isEqualTo(1 - 0.02 / 0.8);
    assertThat(busy.portsFree()).isEqualTo(1000);
    assertThat(busy.codecs()).containsExactlyInAnyOrder("AMR", "AMR-WB", "PCMA", "PCMU");
    assertThat(busy.accepting()).isTrue();
    assertThat(told.get(1).sessions()).isEqualTo(1);
    assertThat(told.get(1).headRoom()).isGreaterThan(busy.headRoom());
    assertThat(told.get(2).accepting()).isFalse();

    // Then: a colleague hands over to it while it stays, and no longer.
    Colleagues colleague = new Colleagues("t-1");
    colleague.heard(busy);
    assertThat(colleague.withRoom(NOW)).contains("t-0");
    colleague.heard(told.get(2));
    assertThat(colleague.withRoom(NOW)).isEmpty();
  }

  @Test
  void a_status_that_kafka_does_not_take_is_told_again_at_the_next_time_and_harms_nobody() {
    try (Publisher nowhere =
        new Publisher(
            Map.of(
                "bootstrap.servers",
                "127.0.0.1:1",
                "max.block.ms",
                (int) Duration.ofMillis(100).toMillis()))) {
      new StatusReports(
              sessions,
              new CallRelays.Identity(
                  "t-0", MediaAddresses.only(InetAddress.ofLiteral("192.0.2.1")), STARTED),
              nowhere,
              new Outgoing.Factory(catalogue, "t-0"),
              Clock.fixed(NOW, ZoneOffset.UTC))
          .tell(true);
    }

    reports.tell(true);

    await().until(() -> !heard.isEmpty());
  }
}
