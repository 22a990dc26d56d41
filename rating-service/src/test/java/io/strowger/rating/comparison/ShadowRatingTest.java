package io.strowger.rating.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.rating.costing.ExactCosting;
import io.strowger.rating.costing.RatingEngine;
import io.strowger.rating.load.ForeignCalls;
import io.strowger.rating.load.JsonTariffs;
import io.strowger.rating.tariff.ActiveTariff;
import io.strowger.rating.tariff.Loaded;
import io.strowger.rating.tariff.TariffCompiler;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShadowRatingTest {
  private static final ActiveTariff TARIFF =
      new ActiveTariff(
          "retail",
          3,
          Currency.getInstance("EUR"),
          TariffCompiler.compile(
                  JsonTariffs.read(
                          "test",
                          """
                          {"destinations": {"DE": ["49"]},
                           "rates": {"R": [{"rate": 0.06, "rate_unit": "60s", "rate_increment": "1s"}]},
                           "destination_rates": {"DR": [{"destination": "DE", "rate": "R"}]},
                           "rating_plans": {"RP": [{"destination_rate": "DR"}]},
                           "rating_profiles": [{"tenant": "cgrates.org", "category": "call",
                                                "subject": "*any", "rating_plan": "RP"}]}
                          """)
                      .value(),
                  ZoneOffset.UTC)
              .value());

  private final CallComparison comparison =
      new CallComparison(
          new RatingEngine(new ExactCosting(), 3),
          _ -> Optional.of(TARIFF),
          new CallComparison.Terms(new BigDecimal("0.0001"), 10));

  @Test
  void calls_that_cost_another_amount_are_told_and_added_up() {
    Loaded<List<ComparedCall>> calls =
        ForeignCalls.read(
            "cdrs.csv",
            """
            Id,Customer,Subject,Destination,Start,Duration,Cost,Trunk
            1,acme,1001,4930123,2026-01-31 12:00:00,60,0.06,a
            2,acme,1001,4930123,2026-01-31 12:01:00,90.5,0.0905,a
            3,acme,1001,4930123,2026-01-31 12:03:00,1m30s,0.1,a
            4,other,1002,331234,2026-01-31T12:03:00Z,10,0.5,b
            """);
    calls.value().forEach(comparison::add);

    assertThat(calls.failures()).isEmpty();
    assertThat(comparison.total().calls()).isEqualTo(4);
    assertThat(comparison.total().refused()).isEqualTo(1);
    assertThat(comparison.differences())
        .extracting(each -> each.call().id() + " " + each.after() + " " + each.refusal())
        .containsExactly("2 0.091000 null", "3 0.090000 null", "4 null UNAUTHORIZED_DESTINATION");
    CallSums acme = comparison.groups().get(new CallComparison.Group("acme", "DE"));
    assertThat(acme.difference()).isEqualByComparingTo("-0.0095");
    assertThat(acme.calls()).isEqualTo(3);
  }

  @Test
  void records_that_cannot_be_read_are_told_with_their_lines_and_the_others_are_rated() {
    Loaded<List<ComparedCall>> calls =
        ForeignCalls.read(
            "cdrs.csv",
            """
            id,subject,destination,start,duration,cost
            1,1001,49301,yesterday,60,0.06
            2,1001,49301,2026-01-31 12:00:00,60,0.06
            ,1001,49301,2026-01-31 12:00:00,-1,free
            """);

    assertThat(calls.value()).extracting(ComparedCall::id).containsExactly("2");
    assertThat(calls.failures())
        .extracting(Object::toString)
        .satisfiesExactly(
            first -> assertThat(first).startsWith("cdrs.csv:2: start: not a moment"),
            second ->
                assertThat(second)
                    .startsWith("cdrs.csv:4: ")
                    .contains("duration: ", "id is missing", "cost: not a number: free"));
  }

  @Test
  void a_usage_below_nothing_is_told_with_its_line_and_the_lines_after_it_are_rated() {
    Loaded<List<ComparedCall>> calls =
        ForeignCalls.read(
            "cdrs.csv",
            """
            id,subject,destination,start,duration,cost,tor
            1,1001,49301,2026-01-31 12:00:00,60,0.06,*voice
            2,1001,49301,2026-01-31 12:00:00,-5,0.06,*data
            3,1001,49301,2026-01-31 12:00:00,60,"0.06"0,*voice
            4,1001,49301,2026-01-31 12:00:00,60,0.06,*voice
            """);

    assertThat(calls.value()).extracting(ComparedCall::id).containsExactly("1", "3", "4");
    assertThat(calls.failures())
        .extracting(Object::toString)
        .containsExactly("cdrs.csv:3: duration: must not be below 0: -5");
  }

  @Test
  void a_usage_that_nobody_has_is_told_with_its_line_and_the_lines_after_it_are_rated() {
    Loaded<List<ComparedCall>> calls =
        ForeignCalls.read(
            "cdrs.csv",
            """
            id,subject,destination,start,duration,cost,tor
            1,1001,49301,2026-01-31 12:00:00,73h,0.06,*voice
            2,1001,49301,2026-01-31 12:00:00,9223372036854775807,0.06,*data
            3,1001,49301,2026-01-31 12:00:00,259200,0.06,*voice
            """);

    assertThat(calls.value()).extracting(ComparedCall::id).containsExactly("3");
    assertThat(calls.failures())
        .extracting(Object::toString)
        .containsExactly(
            "cdrs.csv:2: duration: more than anybody uses: 73h",
            "cdrs.csv:3: duration: more than anybody uses: 9223372036854775807");
  }

  @Test
  void columns_that_are_missing_are_told() {
    assertThat(ForeignCalls.read("cdrs.csv", "id,destination\n1,49\n").failures())
        .singleElement()
        .asString()
        .isEqualTo("cdrs.csv:1: columns are missing: subject, start, duration, cost");
  }
}
