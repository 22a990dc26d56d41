package io.strowger.rating.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strowger.contracts.wire.WireMapper;
import io.strowger.rating.adapter.cgrates.RatingServers;
import io.strowger.rating.adapter.db.TariffStore;
import io.strowger.testkit.Patience;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Tariffs are imported, compared, activated and taken back. */
@QuarkusTest
@QuarkusTestResource(RatingServers.class)
class TariffsIT {
  private static final Duration LONG_ENOUGH = Patience.LIMIT;
  private static final String PRICED =
      """
      {"destinations": {"DE": ["49"], "DE_MOBILE": ["4915", "4917"]},
       "rates": {"R": [{"rate": %s, "rate_unit": "60s", "rate_increment": "1s"}],
                 "M": [{"connect_fee": 0.1, "rate": 0.2, "rate_unit": "60s", "rate_increment": "60s"}]},
       "destination_rates": {"DR": [{"destination": "DE", "rate": "R"},
                                    {"destination": "DE_MOBILE", "rate": "M"}]},
       "rating_plans": {"RP": [{"destination_rate": "DR"}]},
       "rating_profiles": [{"tenant": "cgrates.org", "category": "call", "subject": "*any",
                            "rating_plan": "RP"}]}
      """;

  @TestHTTPResource("/api/v1/tariffs/")
  URI tariffs;

  @Inject TariffStore store;

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void a_version_is_imported_compared_activated_and_taken_back() throws Exception {
    // Given
    JsonNode first = importJson("retail", PRICED.formatted("0.06"));
    activate("retail", first, null);
    assertThat(cost("retail", "4930123456")).isEqualTo("0.06");

    // When
    JsonNode second = importJson("retail", PRICED.formatted("0.09"));

    // Then
    assertThat(cost("retail", "4930123456")).isEqualTo("0.06");
    JsonNode differences = json(get("retail/versions/" + number(second) + "/differences"));
    assertThat(differences.path("against").asInt()).isEqualTo(number(first));
    assertThat(differences.path("raised").asInt()).isEqualTo(1);
    assertThat(differences.at("/differences/0/prefix").asText()).isEqualTo("49");
    assertThat(differences.at("/differences/0/before/one_minute").asText()).isEqualTo("0.060000");
    assertThat(differences.at("/differences/0/after/one_minute").asText()).isEqualTo("0.090000");

    activate("retail", second, null);
    assertThat(cost("retail", "4930123456")).isEqualTo("0.09");
    assertThat(cost("retail", "4915123456")).isEqualTo("0.30");

    json(post("retail/rollback", ""));
    assertThat(cost("retail", "4930123456")).isEqualTo("0.06");
  }

  @Test
  void a_version_becomes_active_at_the_moment_it_was_scheduled_for() throws Exception {
    activate("evening", importJson("evening", PRICED.formatted("1")), null);
    JsonNode dearer = importJson("evening", PRICED.formatted("2"));

    Instant scheduled = Instant.now().plusSeconds(3).truncatedTo(ChronoUnit.MILLIS);
    // Later than it was scheduled for, where asking for it took longer.
    Instant from = Instant.parse(activate("evening", dearer, scheduled).path("from").asText());
    assertThat(from).isAfterOrEqualTo(scheduled);

    assertThat(cost("evening", "49301", 60, from.minusMillis(1).toString())).isEqualTo("1.00");
    assertThat(cost("evening", "49301", 60, from.toString())).isEqualTo("2.00");
    await().atMost(LONG_ENOUGH).until(() -> cost("evening", "49301"), "2.00"::equals);
    assertThat(Instant.now()).isAfterOrEqualTo(from);
  }

  @Test
  void an_activation_to_come_is_taken_back() throws Exception {
    activate("withdrawn", importJson("withdrawn", PRICED.formatted("1")), null);
    JsonNode dearer = importJson("withdrawn", PRICED.formatted("2"));
    JsonNode later = activate("withdrawn", dearer, Instant.now().plusSeconds(3600));

    HttpResponse<String> answer = delete("withdrawn/activations/" + later.path("id").asLong());

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(delete("withdrawn/activations/" + later.path("id").asLong()).statusCode())
        .isEqualTo(409);
    assertThat(json(get("withdrawn/activations")).at("/0/withdrawn").asBoolean()).isTrue();
  }

  @Test
  void files_of_cgrates_are_imported_as_they_are() throws Exception {
    JsonNode version =
        json(
            upload(
                "migrated",
                Map.of(
                    "Destinations.csv",
                    "#Id,Prefix\nDST_1002,1002\nDST_FS,10\n",
                    "Timings.csv",
                    "#Tag,Years,Months,MonthDays,WeekDays,Time\n"
                        + "NIGHT,*any,*any,*any,1;2;3;4;5;6;7,20:00:00\n",
                    "Rates.csv",
                    "#Id,ConnectFee,Rate,RateUnit,RateIncrement,GroupIntervalStart\n"
                        + "RT_20CNT,0.4,0.2,60s,60s,0s\nRT_20CNT,0,0.1,60s,1s,60s\n\n"
                        + "RT_1CNT,0,0.01,60s,60s,0s\n",
                    "DestinationRates.csv",
                    "DR_FS,DST_FS,RT_20CNT,*up,4,0,\nDR_NIGHT,DST_FS,RT_1CNT,*up,4,0,\n",
                    "RatingPlans.csv",
                    "RP_RETAIL,DR_FS,*any,10\nRP_RETAIL,DR_NIGHT,NIGHT,20\n",
                    "RatingProfiles.csv",
                    "cgrates.org,call,*any,2014-01-14T00:00:00Z,RP_RETAIL,\n")));

    activate("migrated", version, null);

    assertThat(cost("migrated", "1004", 90, "2036-01-31T12:00:00Z")).isEqualTo("0.65");
    assertThat(cost("migrated", "1004", 90, "2036-01-31T21:00:00Z")).isEqualTo("0.02");
  }

  @Test
  void all_that_is_wrong_is_told_at_once_and_nothing_is_kept() throws Exception {
    HttpResponse<String> answer =
        upload(
            "broken",
            Map.of(
                "Rates.csv",
                "#comment\nRT_1,0,0.1,60s,0s,0s\nRT_2,0,much,60s,1s,0s\nRT_3,0,1,60s,1s,0s\n",
                "DestinationRates.csv",
                "DR_1,NOWHERE,RT_3,*up,4,0,\nDR_1,*any,RT_9,*sideways,4,0,\n",
                "RatingPlans.csv",
                "RP,DR_1,NEVER,10\n",
                "RatingProfiles.csv",
                "cgrates.org,call,*any,someday,RP,\n"));

    assertThat(answer.statusCode()).isEqualTo(422);
    JsonNode failures = WireMapper.mapper().readTree(answer.body()).path("failures");
    List<String> told = new ArrayList<>();
    failures.forEach(
        failure -> told.add(failure.path("file").asText() + ":" + failure.path("line").asInt()));
    assertThat(told)
        .containsExactly(
            "DestinationRates.csv:1",
            "DestinationRates.csv:2",
            "Rates.csv:2",
            "Rates.csv:3",
            "RatingPlans.csv:1",
            "RatingProfiles.csv:1");
    assertThat(json(get("broken/versions"))).isEmpty();
  }

  @Test
  void a_part_of_a_tariff_is_put_over_the_version_it_is_based_on() throws Exception {
    JsonNode base = importJson("part", PRICED.formatted("0.06"));

    JsonNode version =
        json(
            post(
                "part/versions?currency=EUR&base=" + number(base),
                "{\"destinations\": {\"DE_MOBILE\": [\"4916\"]}}"));

    activate("part", version, null);
    assertThat(cost("part", "4916123")).isEqualTo("0.30");
    assertThat(cost("part", "4915123")).isEqualTo("0.06");
  }

  @Test
  void a_hundred_and_seventy_thousand_prefixes_are_switched_at_once_while_calls_are_rated()
      throws Exception {
    // Given
    activate("big", json(post("big/versions?currency=EUR", big("1"))), null);
    JsonNode second = json(post("big/versions?currency=EUR", big("2")));
    Set<String> seen = ConcurrentHashMap.newKeySet();
    AtomicBoolean done = new AtomicBoolean();
    Thread caller =
        Thread.ofVirtual()
            .start(() -> {
              while (!done.get()) {
                seen.add(costOrFailure("big", "4930169999"));
              }
            });

    // When
    activate("big", second, null);

    // Then
    await().atMost(LONG_ENOUGH).until(() -> seen.contains("2.00"));
    done.set(true);
    caller.join();
    assertThat(seen).isSubsetOf("1.00", "2.00");
    assertThat(
            json(get("big/versions/" + number(second) + "/differences?against=1&limit=0"))
                .path("raised")
                .asInt())
        .isEqualTo(170_000);
  }

  private static String big(String price) {
    StringBuilder prefixes = new StringBuilder();
    for (int i = 0; i < 170_000; i++) {
      prefixes.append(i == 0 ? "" : ",").append('"').append(4_930_000_000L + i).append('"');
    }
    return """
    {"destinations": {"D": [%s]},
     "rates": {"R": [{"rate": %s, "rate_unit": "60s", "rate_increment": "1s"}]},
     "destination_rates": {"DR": [{"destination": "D", "rate": "R"}]},
     "rating_plans": {"RP": [{"destination_rate": "DR"}]},
     "rating_profiles": [{"tenant": "cgrates.org", "category": "call", "subject": "*any",
                          "rating_plan": "RP"}]}
    """
        .formatted(prefixes, price);
  }

  @Test
  void simple_rates_by_prefix_are_active_at_once() throws Exception {
    HttpResponse<String> answer =
        send(
            request("simple")
                .PUT(
                    BodyPublishers.ofString(
                        """
                        {"currency": "EUR", "rates": [
                          {"prefix": "", "slots": [{"price": "1"}]},
                          {"prefix": "49", "connect_fee": "0.05",
                           "slots": [{"price": "0.10", "increment_seconds": 60},
                                     {"from_seconds": 60, "price": "0.05"}]}]}
                        """)));

    assertThat(json(answer).path("version").asInt()).isEqualTo(1);
    assertThat(cost("simple", "+4930", 90, null)).isEqualTo("0.175");
    assertThat(cost("simple", "1", 60, null)).isEqualTo("1.00");
  }

  @Test
  void a_body_that_lacks_what_is_needed_is_refused_with_the_place_or_the_reason() throws Exception {
    JsonNode version = importJson("lacking", PRICED.formatted("0.06"));

    assertThat(refusal(put("lacking", "{\"currency\": \"EUR\", \"rates\": [null]}")))
        .isEqualTo("rates.0 cannot be read");
    assertThat(refusal(put("lacking", "{\"currency\": \"EUR\", \"rates\": 7}")))
        .isEqualTo("rates cannot be read");
    assertThat(
            refusal(
                put(
                    "lacking",
                    "{\"currency\": \"EUR\", \"rates\": [{\"prefix\": \"1\", \"slots\": [null]}]}")))
        .isEqualTo("rates.0.slots.0 cannot be read");
    assertThat(refusal(post("lacking/versions/" + number(version) + "/what-if", "")))
        .isEqualTo("from and to are needed");
  }

  @Test
  void a_version_that_cannot_be_read_is_not_activated() throws Exception {
    // Given
    activate("unreadable", importJson("unreadable", PRICED.formatted("0.06")), null);
    int broken =
        store
            .add(
                "unreadable",
                Currency.getInstance("EUR"),
                ZoneOffset.UTC,
                1,
                "{\"destinations\": {\"DE\": [\"\"]}}")
            .version();

    // When
    HttpResponse<String> answer =
        post("unreadable/activations", "{\"version\": %d}".formatted(broken));

    // Then
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(WireMapper.mapper().readTree(answer.body()).path("detail").asText())
        .startsWith("tariff unreadable version %d cannot be read".formatted(broken));
    assertThat(cost("unreadable", "4930123")).isEqualTo("0.06");
  }

  private static String refusal(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    return WireMapper.mapper().readTree(answer.body()).path("detail").asText();
  }

  private HttpResponse<String> put(String path, String body) throws Exception {
    return send(request(path).PUT(BodyPublishers.ofString(body)));
  }

  private JsonNode importJson(String name, String body) throws Exception {
    return json(post(name + "/versions?currency=EUR", body));
  }

  private JsonNode activate(String name, JsonNode version, Instant from) throws Exception {
    String when = from == null ? "" : ", \"from\": \"" + from + "\"";
    return json(
        post(name + "/activations", "{\"version\": %d%s}".formatted(number(version), when)));
  }

  private static int number(JsonNode version) {
    return version.path("version").asInt();
  }

  private String cost(String name, String number) throws Exception {
    return cost(name, number, 60, null);
  }

  private String costOrFailure(String name, String number) {
    try {
      return cost(name, number);
    } catch (Exception failure) {
      return failure.toString();
    }
  }

  private String cost(String name, String number, int seconds, String at) throws Exception {
    String moment = at == null ? "" : "&at=" + at;
    return json(get(
            "%s/quote?number=%s&seconds=%d%s"
                .formatted(name, number.replace("+", "%2B"), seconds, moment)))
        .path("cost")
        .asText();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(tariffs.resolve(path)).header("content-type", "application/json");
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(request(path).GET());
  }

  private HttpResponse<String> delete(String path) throws Exception {
    return send(request(path).DELETE());
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return send(request(path).POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> upload(String name, Map<String, String> files) throws Exception {
    StringBuilder body = new StringBuilder();
    files.forEach((file, text) ->
        body.append("--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"")
            .append(file)
            .append("\"\r\nContent-Type: text/csv\r\n\r\n")
            .append(text)
            .append("\r\n"));
    body.append("--part--\r\n");
    return send(
        HttpRequest.newBuilder(tariffs.resolve(name + "/versions?currency=EUR"))
            .header("content-type", "multipart/form-data; boundary=part")
            .POST(BodyPublishers.ofString(body.toString())));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return WireMapper.mapper().readTree(answer.body());
  }
}
