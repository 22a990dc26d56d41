package io.strowger.rating.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.strowger.rating.balance.Draw;
import io.strowger.rating.balance.Drawing;
import io.strowger.rating.balance.Drawn;
import io.strowger.rating.balance.Purse;
import io.strowger.rating.balance.Reach;
import io.strowger.rating.balance.Stretch;
import io.strowger.rating.balance.Unit;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Debits, authorisations and sessions as CGRateS answers them, to the last digit. */
class BalanceVectorsTest {
  private static final List<String> KINDS = List.of("debit", "max_debit", "max_session", "session");
  private static final Drawn.Taken NOTHING = new Drawn.Taken(List.of(), 0, false);

  static Stream<Vector> cases() {
    return Vector.all().stream().filter(vector -> KINDS.contains(vector.kind()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void as_cgrates_answers(Vector vector) {
    BalanceCase one = new BalanceCase(vector, false);
    switch (vector.kind()) {
      case "debit" -> debit(one, false);
      case "max_debit" -> debit(one, true);
      case "max_session" -> maxSession(one);
      default -> session(one);
    }
  }

  private static void debit(BalanceCase one, boolean upTo) {
    Drawing drawing = new Drawing(one.rater);
    JsonNode request = one.json.get("request");
    Reach reach = Reach.whole(BalanceCase.nanos(request.get("usage").asText()));
    Drawn drawn =
        upTo
            ? drawing.upTo(one.purse, one.spending, reach)
            : drawing.all(one.purse, one.spending, reach);
    if (upTo && request.path("force_duration").asBoolean() && covered(drawn) < reach.to()) {
      drawn = new Drawn.Refused(Drawn.Why.INSUFFICIENT_CREDIT);
    }
    check(one, drawn);
  }

  private static long covered(Drawn drawn) {
    return drawn instanceof Drawn.Taken taken ? taken.covered() : 0;
  }

  private static void check(BalanceCase one, Drawn drawn) {
    JsonNode expected = one.json.get("expected");
    if (expected.has("error")) {
      assertThat(drawn)
          .isEqualTo(new Drawn.Refused(Drawn.Why.valueOf(expected.get("error").asText())));
    } else {
      assertThat(drawn).isInstanceOf(Drawn.Taken.class);
    }
    Drawn.Taken taken = drawn instanceof Drawn.Taken it ? it : NOTHING;
    if (expected.has("cost")) {
      assertThat(cost(taken.stretches())).isEqualByComparingTo(expected.get("cost").decimalValue());
    }
    if (expected.has("usage_charged")) {
      assertThat(taken.covered())
          .isEqualTo(BalanceCase.nanos(expected.get("usage_charged").asText()));
    }
    checkEach(one, expected.path("balances_after"), Drawn.sums(taken.stretches()));
  }

  private static void checkEach(BalanceCase one, JsonNode expected, Map<String, Long> taken) {
    expected
        .properties()
        .forEach(type -> {
          Unit unit = BalanceCase.unit(type.getKey());
          List<String> ids = one.idsByType.getOrDefault(type.getKey(), List.of());
          for (int i = 0; i < type.getValue().size(); i++) {
            long left =
                i < ids.size()
                    ? one.purse.balance(ids.get(i)).orElseThrow().availableMicros()
                        - taken.getOrDefault(ids.get(i), 0L)
                    : -taken.getOrDefault("*debt", 0L);
            assertThat(BalanceCase.value(unit, left))
                .as("%s %d", type.getKey(), i)
                .isEqualByComparingTo(type.getValue().get(i).decimalValue());
          }
        });
  }

  private static void maxSession(BalanceCase one) {
    long wanted = BalanceCase.nanos(one.json.at("/request/usage").asText());
    var affordable =
        new Drawing(one.rater).affordable(one.purse, one.spending, Reach.whole(wanted));
    JsonNode expected = one.json.get("expected");
    if (expected.has("error")) {
      assertThat(affordable.why()).hasToString(expected.get("error").asText());
    } else if (expected.has("max_usage_gt")) {
      assertThat(affordable.usage())
          .isGreaterThan(BalanceCase.nanos(expected.get("max_usage_gt").asText()));
    } else if (expected.get("max_usage").asText().startsWith("-1")) {
      assertThat(affordable.usage()).isEqualTo(Drawing.UNLIMITED);
    } else {
      assertThat(affordable.why()).isNull();
      assertThat(affordable.usage())
          .isEqualTo(BalanceCase.nanos(expected.get("max_usage").asText()));
    }
  }

  private static void session(BalanceCase one) {
    PlayedSession session = new PlayedSession(one);
    for (JsonNode step : one.json.get("steps")) {
      Long granted = session.play(step);
      checkStep(one, session, step.get("expected"), granted, step.toString());
    }
    checkStep(one, session, one.json.at("/expected/final"), null, "at the end");
  }

  private static void checkStep(
      BalanceCase one,
      PlayedSession session,
      JsonNode expected,
      @org.jspecify.annotations.Nullable Long granted,
      String step) {
    if (expected.has("max_usage") && granted != null) {
      assertThat(granted).as(step).isEqualTo(BalanceCase.nanos(expected.get("max_usage").asText()));
    }
    if (expected.has("cdr_cost")) {
      assertThat(cost(session.metered.stretches()))
          .as(step)
          .isEqualByComparingTo(expected.get("cdr_cost").decimalValue());
    }
    Map<String, Long> holds = new HashMap<>(session.metered.holds());
    expected
        .path("balances_total")
        .properties()
        .forEach(type -> {
          Unit unit = BalanceCase.unit(type.getKey());
          long left =
              one.purse.balances().stream()
                  .filter(balance -> balance.unit().equals(unit))
                  .mapToLong(b -> b.availableMicros() - holds.getOrDefault(b.id(), 0L))
                  .sum();
          if (unit.equals(BalanceCase.MONEY)) {
            left -= holds.getOrDefault(Purse.DEBT, 0L);
          }
          assertThat(BalanceCase.value(unit, left))
              .as("%s after %s", type.getKey(), step)
              .isEqualByComparingTo(type.getValue().decimalValue());
        });
  }

  private static BigDecimal cost(List<Stretch> stretches) {
    return stretches.stream()
        .flatMap(stretch -> stretch.draws().stream())
        .map(Draw::costMicros)
        .map(micros -> BigDecimal.valueOf(micros, 6))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
