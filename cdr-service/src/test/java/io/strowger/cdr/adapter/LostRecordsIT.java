package io.strowger.cdr.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.call.EventHead;
import io.strowger.contracts.call.LegIdentity;
import io.strowger.contracts.call.LegRole;
import io.strowger.contracts.charging.CallCharged;
import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.EventId;
import io.strowger.contracts.id.LegId;
import io.strowger.contracts.id.SwitchId;
import io.strowger.contracts.wire.Topic;
import io.strowger.contracts.wire.TopicCatalogue;
import io.strowger.contracts.wire.WireMapper;
import io.strowger.messaging.Outgoing;
import io.strowger.messaging.Publisher;
import io.strowger.testkit.Patience;
import io.strowger.testkit.broker.Brokers;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Calls whose hang-up never comes have a record all the same. */
@QuarkusTest
@QuarkusTestResource(BrokerAndDatabase.class)
class LostRecordsIT {
  private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
  private static final Instant ANSWERED = START.plusSeconds(3);
  private static final CallId CALL = new CallId("lost-1");

  @TestHTTPResource("/api/v1/cdrs/lost-1")
  URI record;

  @Inject DataSource source;

  private final Outgoing.Factory factory =
      new Outgoing.Factory(new TopicCatalogue("strowger.", 6, 8, (short) 1), "test");
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void a_charged_call_of_which_nothing_more_is_heard_has_a_record() throws Exception {
    // Given a caller whose switch brought it, so that only the park tells of it
    try (Publisher publisher =
        new Publisher(Map.of("bootstrap.servers", Brokers.forTests().bootstrapServers()))) {
      publisher.sendAll(List.of(event("park", parked()), event("answer", answered())));
      await()
          .atMost(Patience.LIMIT)
          .until(() -> count("state::jsonb #>> '{seen,0,answered_at}' <> ''") == 1);
      publisher.sendAll(
          List.of(factory.of(Topic.CHARGES, CALL.value(), charge(), "lost-charge", null, START)));
    }
    await()
        .atMost(Patience.LIMIT)
        .until(() -> count("state::jsonb #>> '{charge,cost_micros}' = '30000'") == 1);

    // When its hang-up has not come in time
    waitLongEnough();

    // Then
    await().atMost(Patience.LIMIT).until(() -> get().statusCode() == 200);
    JsonNode told = WireMapper.mapper().readTree(get().body());
    assertThat(told.path("reconstructed").asBoolean()).isTrue();
    assertThat(told.path("destination").asText()).isEqualTo("61255500100");
    assertThat(told.path("ended_at").asLong())
        .isEqualTo(WireMapper.micros(ANSWERED.plus(Duration.ofSeconds(60))));
  }

  private void waitLongEnough() throws Exception {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("update assembly set due = now() where call_id = 'lost-1'");
    }
  }

  private int count(String which) throws Exception {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select count(*) from assembly where call_id = 'lost-1' and " + which)) {
      row.next();
      return row.getInt(1);
    }
  }

  private HttpResponse<String> get() throws Exception {
    return http.send(HttpRequest.newBuilder(record).build(), HttpResponse.BodyHandlers.ofString());
  }

  private Outgoing event(String id, CallEvent event) {
    return factory.of(Topic.CALL_EVENTS, CALL.value(), event, "lost:" + id, null, START);
  }

  private static CallEvent parked() {
    LegIdentity caller =
        new LegIdentity(
            LegRole.A_LEG,
            null,
            "6139",
            null,
            "61255500100",
            null,
            null,
            new AccountId("lost"),
            null,
            null);
    return new CallEvent.CallParked(head("park", START), caller, null, null, false, Map.of());
  }

  private static CallEvent answered() {
    return new CallEvent.LegAnswered(head("answer", ANSWERED), LegRole.A_LEG, ANSWERED, null);
  }

  private static EventHead head(String id, Instant at) {
    return new EventHead(
        new EventId("lost:" + id), CALL, new LegId(CALL.value()), new SwitchId("fs-1"), at, 0, 1);
  }

  private static CallCharged charge() {
    return new CallCharged(
        "lost-1-charge",
        CALL,
        new AccountId("lost"),
        "61",
        "retail/1",
        "61",
        60_000_000,
        60,
        30_000,
        Currency.getInstance("EUR"),
        0,
        START,
        null,
        null);
  }
}
