package io.strowger.rating.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.strowger.testkit.FreePort;
import io.strowger.testkit.PackagedService;
import io.strowger.testkit.Patience;
import io.strowger.testkit.database.Databases;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sessions that rating debits by itself go on being debited after a kill, each second once. */
class DebitedSessionsIT {
  private static final Duration SOON = Patience.START;
  private static final long SECOND = 1_000_000_000;
  private static final String EVENT =
      "{\"OriginID\":\"loop\",\"RequestType\":\"*prepaid\",\"Account\":\"1001\","
          + "\"Destination\":\"4930123\",\"AnswerTime\":\"2026-03-04T10:00:05Z\"}";

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private final int port = FreePort.any();

  @Test
  void a_session_that_nobody_updates_is_debited_each_second_once_though_the_service_is_killed()
      throws Exception {
    // Given
    Site site = Site.create(Databases.forTests().createDatabase("crash_debits"), 1);
    Map<String, String> settings = Map.of("STROWGER_RATING_CGRATES_PORT", Integer.toString(port));
    try (PackagedService service = RatingProcess.start(site, 0, settings)) {
      await().atMost(SOON).until(service::isReady);
      Operator operator = new Operator(service::address);
      operator.tariff("cgrates", "[{\"prefix\":\"49\",\"slots\":[{\"price\":\"0.60\"}]}]");
      operator.account("1001", "cgrates", true);
      operator.topUp("1001", "money", 10_00).join();
      call("APIerSv1.SetChargerProfile", "{\"ID\":\"DEFAULT\",\"RunID\":\"*default\"}");
      JsonNode opened = call("SessionSv1.InitiateSession", session("InitSession", "1s"));
      assertThat(opened.path("MaxUsage").asLong()).isEqualTo(-1);
      await().until(() -> used() >= 2 * SECOND);

      // When
      service.killAndRestart();
      await().atMost(SOON).until(service::isReady);
      Instant back = Instant.now();
      await().atMost(SOON).until(() -> next().isAfter(back));

      // Then: what passed meanwhile was debited, and no second of it twice
      call("SessionSv1.TerminateSession", session("TerminateSession", "1s"));
      Instant ended = Instant.now();
      long seconds = seconds(site);
      assertThat(seconds)
          .isGreaterThanOrEqualTo(Duration.between(opened(site), back).toSeconds())
          .isLessThanOrEqualTo(Duration.between(opened(site), ended).toSeconds() + 3);
      assertThat(balance())
          .isEqualByComparingTo(BigDecimal.TEN.subtract(BigDecimal.valueOf(seconds, 2)));
      assertThat(number(site, "select count(*) from ledger_difference")).isZero();
    }
  }

  private static String session(String flag, String interval) {
    return "{\"%s\":true,\"Event\":%s,\"APIOpts\":{\"*sessionsDebitInterval\":\"%s\"}}"
        .formatted(flag, EVENT, interval);
  }

  private JsonNode active() throws Exception {
    return call("SessionSv1.GetActiveSessions", "{}").path(0);
  }

  private long used() throws Exception {
    return active().path("Usage").asLong();
  }

  private Instant next() throws Exception {
    return Instant.parse(active().path("NextAutoDebit").asText());
  }

  private BigDecimal balance() throws Exception {
    JsonNode account = call("APIerSv2.GetAccount", "{\"Account\":\"1001\"}");
    return account.path("BalanceMap").path("*monetary").path(0).path("Value").decimalValue();
  }

  private JsonNode call(String method, String argument) throws IOException, InterruptedException {
    String body = "{\"method\":\"%s\",\"params\":[%s],\"id\":1}".formatted(method, argument);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/jsonrpc"))
            .POST(BodyPublishers.ofString(body))
            .build();
    JsonNode reply = json.readTree(http.send(request, BodyHandlers.ofString()).body());
    assertThat(reply.path("error").isNull()).as(reply.toString()).isTrue();
    return reply.path("result");
  }

  /** How many were charged. */
  private static long seconds(Site site) throws Exception {
    return number(site, "select used_micros / 1000000 from charge");
  }

  private static Instant opened(Site site) throws Exception {
    return Instant.ofEpochMilli(
        number(
            site,
            "select (extract(epoch from min(recorded_at)) * 1000)::bigint from entry"
                + " where kind = 'RESERVATION'"));
  }

  private static long number(Site site, String query) throws Exception {
    try (Connection connection = site.books();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      assertThat(row.next()).isTrue();
      return row.getLong(1);
    }
  }
}
