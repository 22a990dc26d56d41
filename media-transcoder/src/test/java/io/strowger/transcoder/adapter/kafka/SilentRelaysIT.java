package io.strowger.transcoder.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.RequestId;
import io.strowger.contracts.transcoding.TranscodingReply;
import io.strowger.contracts.transcoding.TranscodingRequest;
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
import io.strowger.transcoder.calls.Outcome;
import io.strowger.transcoder.session.MediaAddresses;
import io.strowger.transcoder.session.RecorderOnPaper;
import io.strowger.transcoder.session.SessionsOnPaper;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Relays that fall silent while Kafka is away. */
class SilentRelaysIT {
  private static final Map<String, Object> KAFKA =
      Map.of("bootstrap.servers", Brokers.forTests().bootstrapServers());
  private static final Map<String, Object> NOWHERE =
      Map.of("bootstrap.servers", "127.0.0.1:1", "max.block.ms", 100);
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final Duration SILENCE = Duration.ofSeconds(60);
  private static final Duration ON_HOLD = Duration.ofHours(1);

  private final TopicCatalogue catalogue =
      new TopicCatalogue("silent-%x.".formatted(System.nanoTime()), 1, 1, (short) 1);
  private final SessionsOnPaper sessions = new SessionsOnPaper();
  private final CallRelays relays =
      new CallRelays(
          sessions,
          new RecorderOnPaper(),
          new CallRelays.Identity(
              "t-0", MediaAddresses.only(InetAddress.ofLiteral("192.0.2.1")), NOW),
          new Colleagues("t-0"));

  @Test
  void a_relay_that_ended_while_kafka_was_away_is_told_once_it_is_back() {
    List<Object> heard = new CopyOnWriteArrayList<>();
    TopicCreation.ensure(KAFKA, catalogue);
    try (Publisher nowhere = new Publisher(NOWHERE);
        Publisher publisher = new Publisher(KAFKA);
        BatchConsumer listener =
            new BatchConsumer(
                ConsumerSettings.shared(
                    KAFKA, catalogue, "listener", List.of(Topic.TRANSCODING_REPLIES)),
                publisher,
                batch -> batch.forEach(received -> heard.add(received.message())))) {
      // Given
      listener.start();
      relays.perform(allocate("call-1"), NOW);
      relays.perform(allocate("call-2"), NOW);
      sessions.silent = Duration.ofSeconds(601);
      requests(nowhere).closeSilent(SILENCE, ON_HOLD);
      assertThat(relays.count()).isZero();

      // When
      requests(publisher).closeSilent(SILENCE, ON_HOLD);
      requests(publisher).closeSilent(SILENCE, ON_HOLD);
      publisher.sendAll(List.of(last()));

      // Then: each once.
      await().until(() -> heard.size() >= 3);
      assertThat(heard)
          .filteredOn(TranscodingReply.RelayReleased.class::isInstance)
          .extracting(reply -> ((TranscodingReply) reply).head().callId().value())
          .containsExactlyInAnyOrder("call-1", "call-2");
    }
  }

  private RelayRequests requests(Publisher publisher) {
    return new RelayRequests(
        relays,
        new Colleagues("t-0"),
        publisher,
        new Outgoing.Factory(catalogue, "t-0"),
        Clock.fixed(NOW.plusSeconds(601), ZoneOffset.UTC));
  }

  private Outgoing last() {
    TranscodingReply reply = ((Outcome.Answer) relays.perform(allocate("call-3"), NOW)).reply();
    return new Outgoing.Factory(catalogue, "t-0")
        .of(Topic.TRANSCODING_REPLIES, "call-3", reply, "last", null, NOW);
  }

  private static TranscodingRequest allocate(String call) {
    return new TranscodingRequest.AllocateRelay(
        new TranscodingRequest.Head(new RequestId(call + "-r"), new CallId(call), NOW, "t-0"),
        "v=0\r\no=- 1 1 IN IP4 192.0.2.7\r\ns=-\r\nc=IN IP4 192.0.2.7\r\nt=0 0\r\n"
            + "m=audio 4000 RTP/AVP 104\r\na=rtpmap:104 AMR/8000\r\n",
        List.of("PCMA"),
        null);
  }
}
