package io.strowger.rating.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strowger.contracts.charging.AccountEvent;
import io.strowger.contracts.charging.CallCharged;
import io.strowger.rating.adapter.cgrates.RatingServers;
import io.strowger.rating.adapter.kafka.Published;
import io.strowger.testkit.Patience;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Charges of the past are priced once more, and the ledger is corrected for them. */
@QuarkusTest
@QuarkusTestResource(RatingServers.class)
class ReratingIT extends PastCalls {
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
    await().atMost(Patience.LIMIT).until(() -> charges("t1").size() == 2);
    assertThat(charges("t1"))
        .extracting(CallCharged::revision, CallCharged::costMicros, CallCharged::tariff)
        .containsExactly(tuple(2, 30_000L, "told/2"), tuple(3, 60_000L, "told/1"));
    assertThat(charges("t1"))
        .allSatisfy(each -> {
          assertThat(each.chargeId()).isEqualTo("t1-charge");
          assertThat(each.billedSeconds()).isEqualTo(60);
        });
  }

  /** What was published of a call's charge. */
  private static List<CallCharged> charges(String call) {
    return Published.charges(charge -> charge.callId().value().equals(call));
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
  void a_trial_tells_what_could_not_be_collected_of_all_charges_together() throws Exception {
    // Given
    tariff("sum", "1");
    account("rr-sum", "sum", "7.00");
    charge("rr-sum", "sum", "s1", 0);
    charge("rr-sum", "sum", "s2", 120);
    tariff("sum", "5");

    // When
    JsonNode trial = rerate("sum", "sum-up", "\"version\": 2, \"dry_run\": true");
    JsonNode done = rerate("sum", "sum-up", "\"version\": 2, \"dry_run\": false");

    // Then
    assertThat(done.at("/total/uncollected").asText()).isEqualTo("3.00");
    assertThat(trial.path("total")).isEqualTo(done.path("total"));
  }

  @Test
  void what_was_given_back_before_a_later_call_is_not_given_away_by_the_next_re_rating()
      throws Exception {
    // Given
    tariff("twice", "1");
    account("rr-twice", "twice", "10.00");
    json(
        send(
            request("accounts/rr-twice/balances/bonus")
                .PUT(
                    BodyPublishers.ofString(
                        "{\"key\":\"b\",\"unit\":\"EUR\",\"weight\":10,\"amount\":\"1.00\"}"))));
    charge("rr-twice", "twice", "w-first", 0);
    tariff("twice", "0.5");
    rerate("twice", "tw-one", "\"version\": 2, \"dry_run\": false");
    charge("rr-twice", "twice", "w-bonus", 120);
    charge("rr-twice", "twice", "w-money", 240);
    assertThat(balance("rr-twice")).isEqualTo("9.50");

    // When
    JsonNode again = rerate("twice", "tw-two", "\"version\": 2, \"dry_run\": false");

    // Then
    assertThat(again.at("/total/uncollected").asText()).isEqualTo("0.00");
    assertThat(balance("rr-twice")).isEqualTo("9.50");
  }

  @Test
  void who_has_little_left_after_a_re_rating_hears_of_it() throws Exception {
    // Given
    tariff("little", "0.06");
    account("rr-little", "little", "1.00");
    json(
        send(
            request("accounts/rr-little")
                .PUT(
                    BodyPublishers.ofString(
                        "{\"currency\":\"EUR\",\"tariff\":\"little\",\"prepaid\":true,"
                            + "\"limits\":{\"low_balance\":\"0.50\"}}"))));
    charge("rr-little", "little", "l1", 0);
    tariff("little", "0.60");

    // When
    rerate("little", "little-up", "\"version\": 2, \"dry_run\": false");

    // Then
    await()
        .atMost(Patience.LIMIT)
        .untilAsserted(() ->
            assertThat(Published.on("strowger.account-events", AccountEvent.class))
                .filteredOn(event -> event.accountId().value().equals("rr-little"))
                .hasSize(1));
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
}
