package io.strowger.rating.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.charging.AccountMovement;
import io.strowger.contracts.charging.CallCharged;
import io.strowger.contracts.charging.ChargingDecision;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Holds what callers did against the books and against what was told: nothing lost, nothing twice,
 * nobody below zero.
 */
final class Audit {
  private final Site site;
  private final Told told;

  Audit(Site site, Told told) {
    this.site = site;
    this.told = told;
  }

  /** All of it. */
  void passes(List<PlayedCall> calls, Map<String, Long> paidIn) throws SQLException {
    nothingWasPutAside();
    everyRequestHasOneAnswer(calls);
    everyCallHasItsCharge(calls);
    entriesMakeTheBalances();
    accountsLostWhatTheirCallsCost(paidIn);
    nobodyWentBelowZero();
    everyEntryWasTold();
  }

  private void nothingWasPutAside() {
    assertThat(told.deadLetters()).isEmpty();
  }

  private void everyRequestHasOneAnswer(List<PlayedCall> calls) {
    for (PlayedCall call : calls) {
      List<ChargingDecision> answers = told.byTheBooks(call);
      assertThat(answers).as("decisions about %s", call.id).isNotEmpty();
      assertThat(answers.stream().map(Object::getClass).distinct().toList())
          .as("answers to the same request, %s of %s", call.id, call.account)
          .hasSize(1);
    }
  }

  private void everyCallHasItsCharge(List<PlayedCall> calls) {
    assertThat(told.withoutCharge(calls)).as("calls without a charge").isEmpty();
    for (PlayedCall call : calls) {
      List<CallCharged> charges = Objects.requireNonNull(told.charges().get(call.id.value()));
      assertThat(charges.stream().distinct().toList()).as("charges of %s", call.id).hasSize(1);
      long due = Prices.of(call.destination, call.used());
      long cost = charges.getFirst().costMicros();
      if (call.endNeverTold) {
        assertThat(cost).as("an end never told, %s", call.id).isNotNegative();
      } else if (Population.paysInFull(call.account)) {
        assertThat(cost).as("the price of %s, %s", call.id, call.used()).isEqualTo(due);
      } else {
        assertThat(cost).as("the price of %s", call.id).isBetween(0L, due);
      }
    }
  }

  private void entriesMakeTheBalances() throws SQLException {
    assertThat(numbers(Books.DIFFERENCES)).as("accounts whose entries do not add up").isEmpty();
    assertThat(numbers(Books.RESERVED)).as("accounts with money still reserved").isEmpty();
  }

  private void accountsLostWhatTheirCallsCost(Map<String, Long> paidIn) throws SQLException {
    Map<String, Long> expected = new HashMap<>(paidIn);
    told.charges()
        .values()
        .forEach(charges ->
            expected.merge(
                charges.getFirst().accountId().value(),
                -charges.getFirst().costMicros(),
                Long::sum));
    assertThat(numbers(Books.BALANCES)).as("paid in, less what calls cost").isEqualTo(expected);
  }

  private void nobodyWentBelowZero() throws SQLException {
    assertThat(numbers(Books.BELOW_ZERO)).as("prepaid accounts below zero").isEmpty();
  }

  private void everyEntryWasTold() throws SQLException {
    Map<String, Long> entered = numbers(Books.ENTRIES);
    assertThat(told.movements().keySet()).isEqualTo(entered.keySet());
    told.movements()
        .forEach((posting, movements) -> {
          List<Long> amounts =
              movements.stream().map(AccountMovement::amountMicros).distinct().toList();
          assertThat(amounts).as("%s as told", posting).containsExactly(entered.get(posting));
        });
  }

  private Map<String, Long> numbers(String sql) throws SQLException {
    Map<String, Long> found = new HashMap<>();
    try (Connection connection = site.books();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.put(rows.getString(1), rows.getLong(2));
      }
    }
    return found;
  }
}
