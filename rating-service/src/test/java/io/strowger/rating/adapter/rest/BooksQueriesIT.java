package io.strowger.rating.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strowger.rating.adapter.cgrates.RatingServers;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is asked of the books: charges, tariffs, balances. */
@QuarkusTest
@QuarkusTestResource(RatingServers.class)
class BooksQueriesIT extends PastCalls {
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

  @Test
  void a_balance_keeps_the_times_at_which_it_may_be_drawn_upon() throws Exception {
    tariff("timed", "0.06");
    account("rr-timed", "timed", "1.00");
    String terms =
        "{\"unit\": \"voice\", \"timings\": [{\"week_days\": [\"SATURDAY\"],"
            + " \"from\": \"08:00\", \"to\": \"%s\"}]}";

    JsonNode account = put("accounts/rr-timed/balances/weekend", terms.formatted("17:59:59"));

    JsonNode timing = balanceNamed(account, "weekend").at("/timings/0");
    assertThat(timing.at("/week_days/0").asText()).isEqualTo("SATURDAY");
    assertThat(timing.path("from").asText()).isEqualTo("08:00");
    assertThat(timing.path("to").asText()).isEqualTo("17:59:59");
    assertThat(balanceNamed(get("accounts/rr-timed"), "weekend").path("timings")).hasSize(1);
    for (String wrong : List.of("07:00", "25:00")) {
      HttpResponse<String> answer =
          send(
              request("accounts/rr-timed/balances/weekend")
                  .PUT(BodyPublishers.ofString(terms.formatted(wrong))));
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("timings: ");
    }
  }

  private static JsonNode balanceNamed(JsonNode account, String name) {
    for (JsonNode balance : account.path("balances")) {
      if (balance.path("name").asText().equals(name)) {
        return balance;
      }
    }
    throw new AssertionError("no balance " + name + " in " + account);
  }

  private JsonNode put(String path, String body) throws Exception {
    return json(send(request(path).PUT(BodyPublishers.ofString(body))));
  }
}
