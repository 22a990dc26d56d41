package io.strowger.rating.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strowger.rating.adapter.cgrates.RatingServers;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls are re-rated that were paid from balances which are closed, or not shared, any more. */
@QuarkusTest
@QuarkusTestResource(RatingServers.class)
class BalancesGoneIT extends PastCalls {
  @AfterEach
  void the_books_add_up() throws Exception {
    try (Connection connection = source.getConnection();
        Statement select = connection.createStatement();
        ResultSet row = select.executeQuery("select count(*) from ledger_difference")) {
      row.next();
      assertThat(row.getLong(1)).isZero();
    }
  }

  @Test
  void a_call_that_a_bonus_paid_is_not_paid_again_once_the_bonus_is_closed() throws Exception {
    // Given
    tariff("spent", "1");
    account("bg-spent", "spent", "10.00");
    String bonus = opened("bg-spent", "bonus", "1.00");
    charge("bg-spent", "spent", "g-spent", 0);
    close("bg-spent", bonus);

    // When
    JsonNode done = rerateAsTried("spent", 1);

    // Then
    assertThat(done.at("/total/calls").asInt()).isEqualTo(1);
    assertThat(done.at("/total/after").asText()).isEqualTo("1.00");
    assertThat(balance("bg-spent")).isEqualTo("10.00");
    assertThat(corrections("bg-spent")).isEmpty();
  }

  @Test
  void a_closed_bonus_gets_nothing_back_and_nobody_else_pays_for_that() throws Exception {
    // Given
    tariff("half", "1");
    account("bg-half", "half", "10.00");
    String bonus = opened("bg-half", "bonus", "1.50");
    charge("bg-half", "half", "g-half", 0);
    charge("bg-half", "half", "g-half-too", 120);
    assertThat(balance("bg-half")).isEqualTo("9.50");
    close("bg-half", bonus);
    tariff("half", "0.5");

    // When: of the second call the bonus paid as much as it costs now
    JsonNode done = rerateAsTried("half", 2);
    JsonNode back = rerateAsTried("half", 1);

    // Then
    assertThat(done.at("/total/after").asText()).isEqualTo("1.00");
    assertThat(done.at("/total/uncollected").asText()).isEqualTo("0.00");
    assertThat(corrections("bg-half")).containsExactly("-0.50", "0.50");
    assertThat(back.at("/total/uncollected").asText()).isEqualTo("0.00");
    assertThat(balance("bg-half")).isEqualTo("9.50");
  }

  @Test
  void what_a_dearer_price_takes_beyond_a_closed_bonus_is_paid_by_what_there_is_now()
      throws Exception {
    // Given
    tariff("surplus", "1");
    account("bg-surplus", "surplus", "10.00");
    String bonus = opened("bg-surplus", "bonus", "5.00");
    charge("bg-surplus", "surplus", "g-surplus", 0);
    close("bg-surplus", bonus);
    tariff("surplus", "1.5");

    // When
    JsonNode done = rerateAsTried("surplus", 2);

    // Then
    assertThat(done.at("/total/after").asText()).isEqualTo("1.50");
    assertThat(done.at("/total/uncollected").asText()).isEqualTo("0.00");
    assertThat(balance("bg-surplus")).isEqualTo("9.50");
  }

  @Test
  void a_call_that_another_accounts_balance_paid_is_not_paid_again_once_it_is_not_shared()
      throws Exception {
    // Given
    tariff("shared", "1");
    account("bg-owner", "shared", "10.00");
    account("bg-sharer", "shared", "10.00");
    String pool = opened("bg-owner", "pool", "5.00");
    share("bg-owner", pool, "\"bg-sharer\"");
    charge("bg-sharer", "shared", "g-shared", 0);
    share("bg-owner", pool, "");
    assertThat(balance("bg-owner")).isEqualTo("14.00");

    // When
    rerateAsTried("shared", 1);

    // Then
    assertThat(balance("bg-owner")).isEqualTo("14.00");
    assertThat(balance("bg-sharer")).isEqualTo("10.00");

    tariff("shared", "0.5");
    rerateAsTried("shared", 2);
    assertThat(balance("bg-owner")).isEqualTo("14.50");
    assertThat(balance("bg-sharer")).isEqualTo("10.00");

    tariff("shared", "1.5");
    JsonNode dearer = rerateAsTried("shared", 3);
    assertThat(balance("bg-owner")).isEqualTo("14.50");
    assertThat(balance("bg-sharer")).isEqualTo("9.00");
    assertThat(dearer.at("/total/uncollected").asText()).isEqualTo("0.00");
  }

  @Test
  void a_debt_that_was_closed_with_its_balance_is_not_owed_again() throws Exception {
    // Given
    tariff("debt", "1");
    String terms = "{\"currency\":\"EUR\",\"tariff\":\"debt\",\"mode\":\"POSTPAID\"}";
    put("accounts/bg-debt", terms);
    charge("bg-debt", "debt", "g-debt", 0);
    assertThat(balance("bg-debt")).isEqualTo("-1.00");
    close("bg-debt", get("accounts/bg-debt").at("/balances/0/id").asText());
    put("accounts/bg-debt", terms);

    // When
    rerateAsTried("debt", 1);

    // Then
    assertThat(balance("bg-debt")).isEqualTo("0.00");
    assertThat(corrections("bg-debt")).isEmpty();
  }

  /** Re-rates by a version after a trial, which tells the same. */
  private JsonNode rerateAsTried(String tariff, int version) throws Exception {
    String more = "\"version\": " + version + ", \"dry_run\": ";
    JsonNode trial = rerate(tariff, tariff + version, more + "true");
    JsonNode done = rerate(tariff, tariff + version, more + "false");
    assertThat(trial.path("total")).isEqualTo(done.path("total"));
    return done;
  }

  /** Opens a balance that is drawn upon before others; its id. */
  private String opened(String account, String name, String amount) throws Exception {
    String terms = "{\"key\":\"%s\",\"unit\":\"EUR\",\"weight\":10,\"amount\":\"%s\"}";
    put("accounts/" + account + "/balances/" + name, terms.formatted(name, amount));
    for (JsonNode balance : get("accounts/" + account).path("balances")) {
      if (balance.path("name").asText().equals(name)) {
        return balance.path("id").asText();
      }
    }
    throw new AssertionError(account + " has no balance " + name);
  }

  private void close(String account, String balance) throws Exception {
    json(send(request("accounts/" + account + "/balances/" + balance).DELETE()));
  }

  private void share(String account, String balance, String sharers) throws Exception {
    put(
        "accounts/" + account + "/balances/" + balance + "/sharers",
        "{\"accounts\":[" + sharers + "]}");
  }

  private void put(String path, String body) throws Exception {
    json(send(request(path).PUT(BodyPublishers.ofString(body))));
  }

  /** What was corrected of an account's balances, the latest first. */
  private List<String> corrections(String account) throws Exception {
    return get("accounts/" + account + "/entries?limit=50")
        .valueStream()
        .filter(entry -> entry.path("kind").asText().equals("CORRECTION"))
        .map(entry -> entry.path("amount").asText())
        .toList();
  }
}
