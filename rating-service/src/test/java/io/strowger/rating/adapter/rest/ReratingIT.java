package io.strowger.rating.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strowger.contracts.charging.AccountMovement.Kind;
import io.strowger.contracts.charging.CallCharged;
import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.wire.WireMapper;
import io.strowger.rating.account.Account;
import io.strowger.rating.account.AccountMode;
import io.strowger.rating.adapter.cgrates.RatingServers;
import io.strowger.rating.adapter.db.Books;
import io.strowger.rating.adapter.db.ChargeStore;
import io.strowger.rating.adapter.db.LedgerStore;
import io.strowger.rating.adapter.db.TariffBook;
import io.strowger.rating.balance.Spending;
import io.strowger.rating.charging.ChargedCall;
import io.strowger.rating.charging.TariffRater;
import io.strowger.rating.costing.RatingEngine;
import io.strowger.rating.ledger.Posting;
import io.strowger.rating.metering.Meter;
import io.strowger.rating.metering.Metered;
import io.strowger.rating.tariff.ActiveTariff;
import io.strowger.testkit.broker.Brokers;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/** Charges of the past are priced once more, and the ledger is corrected for them. */
@QuarkusTest
@QuarkusTestResource(RatingServers.class)
class ReratingIT {
  private static final long MINUTE = 60_000_000_000L;

  @TestHTTPResource("/api/v1/")
  URI api;

  @Inject DataSource source;
  @Inject TariffBook book;
  @Inject RatingEngine engine;

  private final HttpClient http = HttpClient.newHttpClient();
  private final LedgerStore ledger = new LedgerStore();
  private final Instant begin = Instant.now().minusSeconds(600);

  @Test
  void a_period_is_re_rated_once_for_each_key_and_can_be_re_rated_again() throws Exception {
    // Given
    tariff("again", "0.06");
    account("rr-again", "again", "1.00");
    charge("rr-again", "again", "a1", 0);
    charge("rr-again", "again", "a2", 120);
    assertThat(balance("rr-again")).isEqualTo("0.88");
    tariff("again", "0.03");

    // When
    JsonNode trial = rerate("again", "k1", "\"version\": 2, \"dry_run\": true");
    assertThat(balance("rr-again")).isEqualTo("0.88");
    JsonNode done = rerate("again", "k1", "\"version\": 2, \"dry_run\": false");

    // Then
    assertThat(trial.path("total")).isEqualTo(done.path("total"));
    assertThat(done.at("/total/before").asText()).isEqualTo("0.12");
    assertThat(done.at("/total/after").asText()).isEqualTo("0.06");
    assertThat(balance("rr-again")).isEqualTo("0.94");
    JsonNode entries = get("accounts/rr-again/entries?limit=2");
    assertThat(entries.at("/0/kind").asText()).isEqualTo("CORRECTION");
    assertThat(entries.at("/0/call_id").asText()).isEqualTo("a2");
    assertThat(entries.at("/1/call_id").asText()).isEqualTo("a1");

    assertThat(
            rerate("again", "k1", "\"version\": 2, \"dry_run\": false").at("/total/calls").asInt())
        .isZero();
    assertThat(balance("rr-again")).isEqualTo("0.94");

    rerate("again", "k2", "\"version\": 1, \"dry_run\": false");
    assertThat(balance("rr-again")).isEqualTo("0.88");
  }

  @Test
  void a_corrected_charge_is_published_once_as_a_later_revision() throws Exception {
    // Given
    tariff("told", "0.06");
    account("rr-told", "told", "1.00");
    charge("rr-told", "told", "t1", 0);
    tariff("told", "0.03");

    // When
    rerate("told", "t-one", "\"version\": 2, \"dry_run\": true");
    rerate("told", "t-one", "\"version\": 2, \"dry_run\": false");
    rerate("told", "t-one", "\"version\": 2, \"dry_run\": false");
    rerate("told", "t-two", "\"version\": 1, \"dry_run\": false");

    // Then
    await().until(() -> charges("t1").size() == 2);
    assertThat(charges("t1"))
        .extracting(CallCharged::revision, CallCharged::costMicros, CallCharged::tariff)
        .containsExactly(tuple(2, 30_000L, "told/2"), tuple(3, 60_000L, "told/1"));
    assertThat(charges("t1"))
        .allSatisfy(each -> {
          assertThat(each.chargeId()).isEqualTo("t1-charge");
          assertThat(each.billedSeconds()).isEqualTo(60);
        });
  }

  @Test
  void charges_are_found_by_account_call_time_and_tariff_and_tell_their_corrections()
      throws Exception {
    // Given
    tariff("asked", "0.06");
    account("rr-asked", "asked", "1.00");
    for (int i = 0; i < 5; i++) {
      charge("rr-asked", "asked", "q" + i, 60 * i);
    }
    tariff("asked", "0.03");
    String window = ", \"to\": \"%s\"".formatted(begin.plusSeconds(1));
    json(
        post(
            "tariffs/asked/reratings",
            "{\"key\": \"q\", \"from\": \"%s\", \"reason\": \"wrong\", \"version\": 2, \"dry_run\": false%s}"
                .formatted(begin, window)));

    // Then
    assertThat(calls("account=rr-asked&limit=2")).containsExactly("q4", "q3");
    long last = get("charges?account=rr-asked&limit=2").at("/1/id").asLong();
    assertThat(calls("account=rr-asked&before=" + last)).containsExactly("q2", "q1", "q0");
    assertThat(calls("call=q3")).containsExactly("q3");
    assertThat(calls("account=rr-asked&tariff=asked")).hasSize(5);
    assertThat(calls("account=rr-asked&tariff=asked/2")).isEmpty();
    assertThat(
            calls(
                "account=rr-asked&from=%s&to=%s"
                    .formatted(begin.plusSeconds(60), begin.plusSeconds(120))))
        .containsExactly("q1");
    JsonNode corrected = get("charges?call=q0").get(0);
    assertThat(corrected.path("cost").asText()).isEqualTo("0.03");
    assertThat(corrected.path("first_cost").asText()).isEqualTo("0.06");
    assertThat(corrected.path("tariff").asText()).isEqualTo("asked/2");
    assertThat(corrected.path("revision").asInt()).isEqualTo(2);
    assertThat(send(request("charges?limit=0").GET()).statusCode()).isEqualTo(400);
    assertThat(send(request("charges?from=yesterday").GET()).statusCode()).isEqualTo(400);
  }

  @Test
  void tariffs_are_listed_by_name_with_their_active_and_latest_versions() throws Exception {
    tariff("list-a", "0.06");
    tariff("list-a", "0.07");
    tariff("list-b", "0.06");

    JsonNode page = get("tariffs?after=list&limit=2");

    assertThat(page.at("/0/name").asText()).isEqualTo("list-a");
    assertThat(page.at("/0/active").asText()).isEqualTo("list-a/2");
    assertThat(page.at("/0/latest_version").asInt()).isEqualTo(2);
    assertThat(page.at("/1/name").asText()).isEqualTo("list-b");
  }

  private List<String> calls(String query) throws Exception {
    List<String> found = new ArrayList<>();
    get("charges?" + query).forEach(each -> found.add(each.path("call_id").asText()));
    return found;
  }

  /** What was published of a call's charge. */
  private static List<CallCharged> charges(String call) {
    Map<String, Object> kafka = Map.of("bootstrap.servers", Brokers.forTests().bootstrapServers());
    try (var consumer =
        new KafkaConsumer<>(kafka, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor("strowger.charges").stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      List<CallCharged> found = new ArrayList<>();
      long end = consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
      for (long read = 0; read < end; ) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          read++;
          if (record.key().equals(call)) {
            found.add(read(record.value()));
          }
        }
      }
      return found;
    }
  }

  private static CallCharged read(byte[] value) {
    try {
      return WireMapper.mapper().readValue(value, CallCharged.class);
    } catch (IOException defect) {
      throw new UncheckedIOException(defect);
    }
  }

  @Test
  void no_prepaid_balance_is_taken_below_zero_and_only_what_was_collected_comes_back()
      throws Exception {
    // Given
    tariff("dear", "0.06");
    account("rr-dear", "dear", "1.00");
    charge("rr-dear", "dear", "d1", 0);
    tariff("dear", "10");

    // When
    JsonNode done = rerate("dear", "d-up", "\"version\": 2, \"dry_run\": false");

    // Then
    assertThat(balance("rr-dear")).isEqualTo("0.00");
    assertThat(done.at("/total/uncollected").asText()).isEqualTo("9.00");

    rerate("dear", "d-down", "\"version\": 1, \"dry_run\": false");
    assertThat(balance("rr-dear")).isEqualTo("0.94");
  }

  @Test
  void a_key_names_one_re_rating_only() throws Exception {
    tariff("key", "0.06");
    rerate("key", "k-one", "\"version\": 1, \"dry_run\": false");

    HttpResponse<String> answer =
        post(
            "tariffs/key/reratings", window("k-one", "\"account\": \"other\", \"dry_run\": false"));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("was used for another re-rating");
  }

  @Test
  void a_draft_tells_what_it_would_change_for_each_customer_and_destination() throws Exception {
    // Given
    tariff("draft", "0.06");
    account("rr-draft", "draft", "1.00");
    charge("rr-draft", "draft", "w1", 0);
    tariff("draft", "0.09");

    // When
    JsonNode told =
        json(
            post(
                "tariffs/draft/versions/2/what-if",
                "{\"from\": \"%s\", \"to\": \"%s\"}"
                    .formatted(begin.minusSeconds(60), Instant.now())));

    // Then
    assertThat(told.at("/total/before").asText()).isEqualTo("0.06");
    assertThat(told.at("/total/after").asText()).isEqualTo("0.09");
    assertThat(told.at("/groups/0/customer").asText()).isEqualTo("rr-draft");
    assertThat(told.at("/groups/0/destination").asText()).isEqualTo("49");
    assertThat(told.at("/groups/0/sums/difference").asText()).isEqualTo("0.03");
    assertThat(balance("rr-draft")).isEqualTo("0.94");
  }

  /** A call of a minute, settled and kept as rating does. */
  private void charge(String account, String tariffName, String call, int after) throws Exception {
    Instant start = begin.plusSeconds(after);
    ActiveTariff tariff = book.active(tariffName, Instant.now()).orElseThrow();
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      Books books = ledger.lock(connection, Set.of(account));
      Account payer = books.account(new AccountId(account)).orElseThrow();
      Metered metered =
          Meter.of(new TariffRater(engine, tariff))
              .settle(
                  Metered.NOTHING,
                  payer.purse(),
                  Spending.call(payer.profile(), "4930123", start),
                  MINUTE,
                  true);
      List<Posting> postings = new ArrayList<>();
      metered
          .holds()
          .forEach((balance, micros) ->
              postings.add(
                  Posting.ofCall(
                      call + "-settle", balance, new CallId(call), Kind.SETTLEMENT, -micros, 0)));
      books.post(postings);
      books.write();
      new ChargeStore()
          .keep(connection, List.of(kept(payer, call, start, metered, tariff.label())));
      connection.commit();
      connection.setAutoCommit(true);
    }
  }

  private static ChargedCall kept(
      Account payer, String call, Instant start, Metered metered, String tariff) {
    return new ChargedCall(
        call + "-charge",
        call,
        "*default",
        new ChargedCall.Payer(payer.id(), AccountMode.PREPAID, payer.profile(), "4930123"),
        new ChargedCall.Cost(
            metered.costMicros(),
            payer.terms().currency(),
            tariff,
            "49",
            null,
            metered.stretches()),
        new ChargedCall.Times(start, start, start.plusSeconds(60)),
        60_000_000,
        Map.of());
  }

  private void tariff(String name, String price) throws Exception {
    json(
        send(
            request("tariffs/" + name)
                .PUT(
                    BodyPublishers.ofString(
                        "{\"currency\":\"EUR\",\"rates\":[{\"prefix\":\"49\",\"slots\":[{\"price\":\"%s\"}]}]}"
                            .formatted(price)))));
  }

  private void account(String id, String tariff, String money) throws Exception {
    json(
        send(
            request("accounts/" + id)
                .PUT(
                    BodyPublishers.ofString(
                        "{\"currency\":\"EUR\",\"tariff\":\"%s\",\"prepaid\":true}"
                            .formatted(tariff)))));
    json(
        post(
            "accounts/" + id + "/top-ups",
            "{\"key\":\"first\",\"amount\":\"%s\"}".formatted(money)));
  }

  private String balance(String account) throws Exception {
    return get("accounts/" + account).path("balance").asText();
  }

  private JsonNode rerate(String tariff, String key, String more) throws Exception {
    return json(post("tariffs/" + tariff + "/reratings", window(key, more)));
  }

  private String window(String key, String more) {
    return "{\"key\": \"%s\", \"from\": \"%s\", \"to\": \"%s\", \"reason\": \"wrong price\", %s}"
        .formatted(key, begin.minusSeconds(60), begin.plusSeconds(3600), more);
  }

  private JsonNode get(String path) throws Exception {
    return json(send(request(path).GET()));
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return send(request(path).POST(BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(api.resolve(path)).header("content-type", "application/json");
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return WireMapper.mapper().readTree(answer.body());
  }
}
