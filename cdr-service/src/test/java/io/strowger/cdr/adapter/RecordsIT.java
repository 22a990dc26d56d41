package io.strowger.cdr.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.call.EventHead;
import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.call.LegEnd;
import io.strowger.contracts.call.LegIdentity;
import io.strowger.contracts.call.LegRole;
import io.strowger.contracts.call.LegTimes;
import io.strowger.contracts.call.LegUsage;
import io.strowger.contracts.call.MediaSummary;
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
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Ended calls become records that can be asked for, whatever else is on the topics. */
@QuarkusTest
@QuarkusTestResource(BrokerAndDatabase.class)
class RecordsIT {
  private static final Instant START = Instant.parse("2026-11-23T10:00:00.123456Z");
  private static final Duration LONG_ENOUGH = Patience.LIMIT;
  private static final TopicCatalogue CATALOGUE = new TopicCatalogue("strowger.", 6, 8, (short) 1);
  private static final Map<String, Object> KAFKA =
      Map.of("bootstrap.servers", Brokers.forTests().bootstrapServers());

  @TestHTTPResource("/api/v1/cdrs")
  URI records;

  @Inject DataSource source;

  private final Outgoing.Factory factory = new Outgoing.Factory(CATALOGUE, "test");
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void pages_lose_and_repeat_no_record_even_of_calls_of_the_same_microsecond() throws Exception {
    // Given
    List<Outgoing> ended = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      ended.add(ended("page-" + i, START.plusSeconds(i / 7), "paging", "NORMAL_CLEARING", "Zoë"));
    }
    publish(ended);
    await()
        .atMost(LONG_ENOUGH)
        .until(() -> get("account=paging&limit=500").at("/cdrs").size(), n -> n == 250);

    // When
    Set<String> seen = new LinkedHashSet<>();
    List<String> begins = new ArrayList<>();
    String after = "";
    int pages = 0;
    do {
      JsonNode page = get("account=paging&limit=60" + after);
      page.at("/cdrs")
          .forEach(record -> {
            seen.add(record.at("/call_id").asText());
            begins.add(record.at("/created_at").asText());
          });
      after = "&after=" + encoded(page.path("next_after").asText());
      pages++;
    } while (!after.equals("&after="));

    // Then
    assertThat(pages).isEqualTo(5);
    assertThat(seen).hasSize(250);
    assertThat(begins).hasSize(250).isSortedAccordingTo((a, b) -> b.compareTo(a));
  }

  @Test
  void records_are_found_by_time_number_account_and_cause() throws Exception {
    publish(
        List.of(
            ended("find-1", START, "finder", "USER_BUSY", "A"),
            ended("find-2", START.plusSeconds(10), "finder", "NORMAL_CLEARING", "B")));
    await().atMost(LONG_ENOUGH).until(() -> calls("account=finder").size() == 2);

    assertThat(calls("account=finder&cause=USER_BUSY")).containsExactly("find-1");
    assertThat(calls("account=finder&from=2026-11-23T10:00:05Z")).containsExactly("find-2");
    assertThat(calls("account=finder&to=2026-11-23T10:00:05Z")).containsExactly("find-1");
    assertThat(calls("account=finder&number=6139")).containsExactly("find-2", "find-1");
    assertThat(calls("account=finder&number=4711")).isEmpty();
    assertThat(get("account=finder&cause=USER_BUSY").at("/cdrs/0/created_at").asLong())
        .isEqualTo(WireMapper.micros(START));
  }

  @Test
  void a_call_that_the_dialplan_sent_on_is_found_by_either_number() throws Exception {
    LegIdentity sentOn = caller("sent-on", "6139", "A").sentOn("61411111111");
    publish(List.of(ended("sent-on-1", START, sentOn, end("NORMAL_CLEARING", false))));
    await().atMost(LONG_ENOUGH).until(() -> calls("account=sent-on").size() == 1);

    assertThat(calls("account=sent-on&number=61")).containsExactly("sent-on-1");
    assertThat(calls("account=sent-on&number=61411111111")).containsExactly("sent-on-1");
    assertThat(get("account=sent-on").at("/cdrs/0/sent_to").asText()).isEqualTo("61411111111");
  }

  @Test
  void an_impossible_search_names_the_parameter() throws Exception {
    assertRefused("limit=0", "limit: ");
    assertRefused("limit=many", "limit: ");
    assertRefused("from=yesterday", "from: ");
    assertRefused("after=%21%21", "after: ");
    assertThat(send("/no-such-call", "").statusCode()).isEqualTo(404);
  }

  @Test
  void a_hostile_caller_name_is_kept_as_data() throws Exception {
    String hostile = "'; drop table cdr; --\u0000\r\n${system(halt)}\uD83D\uDE00<>";

    publish(List.of(ended("hostile-1", START, "hostile", "NORMAL_CLEARING", hostile)));

    await().atMost(LONG_ENOUGH).until(() -> calls("account=hostile").size() == 1);
    assertThat(get("account=hostile").at("/cdrs/0/caller_name").asText())
        .startsWith("'; drop table cdr; --")
        .endsWith("\r\n${system(halt)}\uD83D\uDE00<>");
  }

  @Test
  void a_caller_of_any_length_has_a_record_and_keeps_no_other_call_from_its_own() throws Exception {
    // Given what no index takes, of calls whose charge is late
    String caller =
        new Random(4000)
            .ints(4000, 'a', 'z' + 1)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();

    // When
    publish(
        List.of(
            ended("long-1", START, caller("long", caller, "A"), end("NORMAL_CLEARING", false)),
            ended("long-2", START.plusSeconds(1), "long", "NORMAL_CLEARING", "B")));

    // Then
    await().atMost(LONG_ENOUGH).until(() -> calls("account=long").size() == 2);
    JsonNode found = get("account=long&number=" + caller);
    assertThat(found.at("/cdrs")).hasSize(1);
    assertThat(found.at("/cdrs/0/caller_number").asText()).isEqualTo(caller);
  }

  @Test
  void a_poison_message_goes_to_dead_letters_and_a_repeated_one_changes_nothing() throws Exception {
    Outgoing twice = ended("twice-1", START, "twice", "NORMAL_CLEARING", "A");
    Outgoing poison =
        new Outgoing(
            twice.topic(),
            null,
            "twice-1",
            Map.of(),
            "{\"type\":\"leg_hung_up\",\"call_id\":\"".getBytes(StandardCharsets.UTF_8));

    publish(List.of(poison, twice, twice, ended("twice-2", START, "twice", "CALL_REJECTED", "B")));

    await().atMost(LONG_ENOUGH).until(() -> calls("account=twice").size() == 2);
    assertThat(get("account=twice&cause=NORMAL_CLEARING").at("/cdrs/0/revision").asInt())
        .isEqualTo(1);
    assertThat(deadLetters()).contains(new String(poison.value(), StandardCharsets.UTF_8));
  }

  @Test
  void the_record_of_a_call_long_past_is_revised_when_its_charge_is_corrected() throws Exception {
    // Given a record whose assembly is forgotten
    publish(List.of(ended("past-1", START, "past", "NORMAL_CLEARING", "A"), charged(30_000, null)));
    await()
        .atMost(LONG_ENOUGH)
        .until(() -> get("account=past").at("/cdrs/0/cost_micros").asLong() == 30_000);
    // The second, where the charge came after the record had ceased to wait for it.
    int before = get("account=past").at("/cdrs/0/revision").asInt();
    forget("past-1");

    // When
    publish(List.of(charged(10_000, 3), charged(20_000, 2), charged(10_000, 3)));

    // Then
    await()
        .atMost(LONG_ENOUGH)
        .until(() -> get("account=past").at("/cdrs/0/cost_micros").asLong() == 10_000);
    JsonNode record = get("account=past").at("/cdrs/0");
    assertThat(record.path("revision").asInt()).isEqualTo(before + 1);
    assertThat(record.path("charge_revision").asInt()).isEqualTo(3);
  }

  @Test
  void the_end_of_a_call_that_was_taken_for_lost_is_told_though_its_assembly_is_forgotten()
      throws Exception {
    // Given
    LegIdentity caller = caller("found", "6139", "A");
    publish(List.of(ended("found-1", START, caller, end("NORMAL_UNSPECIFIED", true))));
    await().atMost(LONG_ENOUGH).until(() -> calls("account=found").size() == 1);
    forget("found-1");

    // When, and a word of before once more
    Instant later = START.plusSeconds(3600);
    publish(
        List.of(
            ended("found-1", START, caller, end("NORMAL_UNSPECIFIED", true)),
            ended("found-1", later, caller, end("NORMAL_CLEARING", false)),
            ended("found-1", later, caller, end("NORMAL_CLEARING", false))));

    // Then
    await()
        .atMost(LONG_ENOUGH)
        .until(() -> calls("account=found&cause=NORMAL_CLEARING").size() == 1);
    JsonNode record = get("account=found").at("/cdrs/0");
    assertThat(record.path("revision").asInt()).isEqualTo(2);
    assertThat(record.path("ended_at").asLong()).isEqualTo(WireMapper.micros(later.plusSeconds(5)));
  }

  @Test
  void a_call_that_a_request_told_has_its_record_with_its_charge_and_leaves_nothing_unfinished()
      throws Exception {
    // When
    publish(
        List.of(
            told("first", 30_000, null, 0),
            told("first", 30_000, null, 0),
            told("supplier", 10_000, null, 0),
            told("first", 0, 2, 10),
            told("second", 20_000, null, 20),
            told("first", 0, 2, 10)));

    // Then
    await()
        .atMost(LONG_ENOUGH)
        .until(() -> get("account=told").at("/cdrs/0/cost_micros").asLong() == 20_000);
    JsonNode record = get("account=told").at("/cdrs/0");
    assertThat(get("account=told").path("cdrs")).hasSize(1);
    assertThat(record.path("charge_id").asText()).isEqualTo("second");
    assertThat(record.path("revision").asInt()).isEqualTo(3);
    assertThat(record.path("switch_id").asText()).isEqualTo("elsewhere");
    assertThat(record.path("destination").asText()).isEqualTo("61");
    assertThat(record.path("created_at").asLong()).isEqualTo(WireMapper.micros(START));
    assertThat(record.path("answered_at").asLong())
        .isEqualTo(WireMapper.micros(START.plusSeconds(4)));
    assertThat(record.path("duration_micros").asLong()).isEqualTo(64_000_000);
    assertThat(record.path("billed_micros").asLong()).isEqualTo(60_000_000);
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet unfinished =
            statement.executeQuery("select 1 from assembly where call_id = 'told-1'")) {
      assertThat(unfinished.next()).isFalse();
    }
  }

  private void forget(String call) throws Exception {
    try (Connection connection = source.getConnection();
        Statement forget = connection.createStatement()) {
      forget.execute("delete from assembly where call_id = '" + call + "'");
    }
  }

  private Outgoing told(String id, long cost, @Nullable Integer revision, long secondsLater) {
    CallCharged charge =
        new CallCharged(
                id,
                new CallId("told-1"),
                new AccountId("told"),
                "61",
                "cgrates/1",
                "61",
                60_000_000,
                60,
                cost,
                Currency.getInstance("EUR"),
                0,
                START.plusSeconds(100 + secondsLater),
                id.equals("supplier") ? "supplier" : null,
                revision)
            .of(START, START.plusSeconds(4), START.plusSeconds(64));
    return factory.of(Topic.CHARGES, "told-1", charge, id + "-" + revision, null, START);
  }

  private Outgoing charged(long cost, @Nullable Integer revision) {
    CallCharged charge =
        new CallCharged(
            "past-1-charge",
            new CallId("past-1"),
            new AccountId("past"),
            "61",
            "retail/1",
            "61",
            0,
            0,
            cost,
            Currency.getInstance("EUR"),
            0,
            START,
            null,
            revision);
    return factory.of(Topic.CHARGES, "past-1", charge, "past-1-" + revision, null, START);
  }

  private Outgoing ended(String call, Instant begin, String account, String cause, String name) {
    return ended(call, begin, caller(account, "6139", name), end(cause, false));
  }

  private Outgoing ended(String call, Instant begin, LegIdentity caller, LegEnd end) {
    CallEvent.LegHungUp event =
        new CallEvent.LegHungUp(
            new EventHead(
                new EventId("core:" + call),
                new CallId(call),
                new LegId(call),
                new SwitchId("fs-1"),
                begin.plusSeconds(5),
                0,
                1),
            caller,
            new LegTimes(begin, null, null, null, null, begin.plusSeconds(5)),
            new LegUsage(5, 5_000_000, 0, 0),
            end,
            new MediaSummary("PCMA", "PCMA", 4.5, 100.0, 1L, 1L),
            Map.of());
    return factory.of(Topic.CALL_EVENTS, call, event, "core:" + call, null, begin);
  }

  private static LegIdentity caller(String account, String number, String name) {
    return new LegIdentity(
        LegRole.A_LEG, null, number, name, "61", null, null, new AccountId(account), null, null);
  }

  private static LegEnd end(String cause, boolean reconstructed) {
    return new LegEnd(new HangupCause(cause), 16, null, "send_refuse", reconstructed);
  }

  private static void publish(List<Outgoing> records) {
    try (Publisher publisher = new Publisher(KAFKA)) {
      publisher.sendAll(records);
    }
  }

  private static List<String> deadLetters() {
    List<String> found = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(KAFKA, new StringDeserializer(), new ByteArrayDeserializer())) {
      String topic = CATALOGUE.deadLettersOf(Topic.CALL_EVENTS);
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new org.apache.kafka.common.TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      await()
          .atMost(LONG_ENOUGH)
          .until(() -> {
            consumer
                .poll(Duration.ofMillis(200))
                .forEach(record -> found.add(new String(record.value(), StandardCharsets.UTF_8)));
            return !found.isEmpty();
          });
    }
    return found;
  }

  @Test
  void an_unknown_path_is_a_problem_in_json() throws Exception {
    URI nowhere = records.resolve("/api/v1/records");

    HttpResponse<String> answer =
        http.send(HttpRequest.newBuilder(nowhere).build(), HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(WireMapper.mapper().readTree(answer.body()).at("/detail").asText())
        .isEqualTo("there is nothing at /api/v1/records");
  }

  private void assertRefused(String query, String reason) throws Exception {
    HttpResponse<String> answer = send("", query);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("content-type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    assertThat(WireMapper.mapper().readTree(answer.body()).at("/detail").asText())
        .startsWith(reason);
  }

  private List<String> calls(String query) throws Exception {
    List<String> found = new ArrayList<>();
    get(query).at("/cdrs").forEach(record -> found.add(record.at("/call_id").asText()));
    return found;
  }

  private JsonNode get(String query) throws Exception {
    HttpResponse<String> answer = send("", query);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return WireMapper.mapper().readTree(answer.body());
  }

  private HttpResponse<String> send(String path, String query) throws Exception {
    URI uri = URI.create(records + path + (query.isEmpty() ? "" : "?" + query));
    return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
