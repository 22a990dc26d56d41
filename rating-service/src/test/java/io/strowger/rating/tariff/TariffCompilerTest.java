package io.strowger.rating.tariff;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.rating.load.CsvTariffs;
import io.strowger.rating.plan.TariffPlan;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TariffCompilerTest {
  private final Map<String, String> files =
      new LinkedHashMap<>(
          Map.of(
              "Destinations.csv", "D,49\n",
              "Timings.csv", "NIGHT,*any,*any,*any,*any,20:00:00\n",
              "Rates.csv", "R,0.1,0.2,60s,60s,0s\nR,0,0.1,60s,1s,60s\n",
              "DestinationRates.csv", "DR,D,R,*up,4,0,\n",
              "RatingPlans.csv", "RP,DR,*any,10\n",
              "RatingProfiles.csv", "t,call,*any,2026-01-01T00:00:00Z,RP,\n"));

  @Test
  void a_tariff_whose_rows_find_each_other_is_whole() {
    assertThat(failures()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Destinations.csv     | *any,49                              | destination *any has every prefix
          Timings.csv          | DAY,*any,13,*any,*any,08:00:00       | month must be 1 to 12 but is 13
          Timings.csv          | DAY,*any,*any,32,*any,08:00:00       | day of month must be 1 to 31 but is 32
          Timings.csv          | DAY,*any,*any,*any,8,08:00:00        | day of week must be 0 to 7 but is 8
          Timings.csv          | DAY,*any,*any,*any,*any,25:00:00     | not a time of day such as 08:00:00: 25:00:00
          Timings.csv          | NIGHT,*any,*any,*any,*any,21:00:00   | timing NIGHT is given twice, and not alike
          Rates.csv            | R2,0,0.1,60s,0s,0s                   | must be above 0
          Rates.csv            | R2,0,0.1,0s,1s,0s                    | must be above 0
          Rates.csv            | R2,0,-0.1,60s,1s,0s                  | must not be below 0
          Rates.csv            | R2,-1,0.1,60s,1s,0s                  | connect fee of rate R2 is below 0
          Rates.csv            | R2,0,0.1,60s,1s,60s                  | rate R2 has no price from the start on
          Rates.csv            | R,0,0.3,60s,60s,0s                   | two prices from the same point on
          Rates.csv            | R,0,0.1,60s,1s,30s                   | changes its price within an increment
          Rates.csv            | R2,0,0.1,sixty,1s,0s                 | not a duration or a number of units: sixty
          Rates.csv            | R2,0,0.1,,1s,0s                      | rate_unit is missing
          Rates.csv            | R2,0,1000000001,60s,1s,0s            | must be below 1000000000
          DestinationRates.csv | DR,NOWHERE,R,*up,4,0,                | there is no destination NOWHERE
          DestinationRates.csv | DR,D,R9,*up,4,0,                     | there is no rate R9
          DestinationRates.csv | DR2,D,R,*round,4,0,                  | rounding method must be *up, *middle or *down
          DestinationRates.csv | DR2,D,R,*up,-1,0,                    | rounding decimals must be 0 to 30 but is -1
          DestinationRates.csv | DR2,D,R,*up,4,5,                     | max cost has no strategy
          DestinationRates.csv | DR2,D,R,*up,4,5,*hangup              | max cost strategy must be *free or *disconnect
          DestinationRates.csv | DR2,D,R,*up,4,-5,*free               | max cost must not be below 0
          RatingPlans.csv      | RP,DR9,*any,10                       | there is no destination rate DR9
          RatingPlans.csv      | RP,DR,DAY,10                         | there is no timing DAY
          RatingPlans.csv      | RP,DR,*any,heavy                     | not a number: heavy
          RatingPlans.csv      | RP,DR,*any,1e999999999               | not a number: 1e999999999
          RatingProfiles.csv   | t,call,1001,2026-01-01T00:00:00Z,RP9,| there is no rating plan RP9
          RatingProfiles.csv   | t,call,1001,tomorrow,RP,             | not a moment such as 2026-01-31T00:00:00Z
          RatingProfiles.csv   | t,call,,2026-01-01T00:00:00Z,RP,     | subject is missing
          RatingProfiles.csv   | t,call,a,b,c,d,e,f                   | has 8 columns
          Accounts.csv         | t,1001,PACKAGE                       | no table of a tariff is called so
          """)
  void an_impossible_row_is_refused_with_its_place_and_reason(
      String file, String row, String reason) {
    files.merge(file, row + "\n", String::concat);

    List<LoadFailure> failures = failures();

    assertThat(failures).hasSize(1);
    assertThat(failures.getFirst().origin().file()).isEqualTo(file);
    assertThat(failures.getFirst().origin().line())
        .isEqualTo((int) files.get(file).lines().count());
    assertThat(failures.getFirst().reason()).contains(reason);
  }

  @Test
  void timings_of_actions_are_passed_over_unless_a_price_is_bound_to_one() {
    files.merge("Timings.csv", "ASAP,*any,*any,*any,*any,*asap\n", String::concat);
    assertThat(failures()).isEmpty();

    files.merge("RatingPlans.csv", "RP,DR,ASAP,10\n", String::concat);
    assertThat(failures()).singleElement().asString().contains("there is no timing ASAP");
  }

  @Test
  void two_prices_at_the_same_time_and_weight_are_refused() {
    files.merge("Rates.csv", "R2,0,1,60s,60s,0s\n", String::concat);
    files.merge("DestinationRates.csv", "DR2,D,R2,*up,4,0,\n", String::concat);
    files.merge("RatingPlans.csv", "RP,DR2,*any,10\n", String::concat);

    assertThat(failures())
        .singleElement()
        .asString()
        .contains("rating plan RP has two prices for D at the same time and weight: DR and DR2");
  }

  @Test
  void two_prices_whose_timings_are_the_same_time_under_two_names_are_refused() {
    files.merge("Timings.csv", "ALWAYS,*any,*any,*any,*any,00:00:00\n", String::concat);
    files.merge("Rates.csv", "R2,0,1,60s,60s,0s\n", String::concat);
    files.merge("DestinationRates.csv", "DR2,D,R2,*up,4,0,\n", String::concat);
    files.merge("RatingPlans.csv", "RP,DR2,ALWAYS,10\n", String::concat);

    assertThat(failures())
        .singleElement()
        .asString()
        .contains("rating plan RP has two prices for D at the same time and weight: DR and DR2");
    assertThat(
            TariffCompiler.compileKept(CsvTariffs.read(files).value(), ZoneOffset.UTC).failures())
        .as("of what is kept already, the first holds")
        .isEmpty();
  }

  @Test
  void one_price_under_two_names_is_one_price() {
    files.merge("Timings.csv", "ALWAYS,*any,*any,*any,*any,00:00:00\n", String::concat);
    files.merge("Rates.csv", "R2,0.1,0.2,60s,60s,0s\nR2,0,0.1,60s,1s,60s\n", String::concat);
    files.merge("DestinationRates.csv", "DR2,D,R2,*up,4,0,\n", String::concat);
    files.merge("RatingPlans.csv", "RP,DR2,ALWAYS,10\n", String::concat);

    assertThat(failures()).isEmpty();
  }

  @Test
  void two_plans_of_one_profile_at_the_same_moment_are_refused() {
    files.merge("RatingPlans.csv", "RP2,DR,*any,10\n", String::concat);
    files.merge("RatingProfiles.csv", "t,call,*any,2026-01-01T00:00:00Z,RP2,\n", String::concat);

    assertThat(failures()).singleElement().asString().contains("activates two plans at");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RP,DR,*any,10\nRP,A,WEEKEND,10\n", "RP,A,WEEKEND,10\nRP,DR,*any,10\n"})
  void of_prices_that_begin_together_the_one_named_first_holds_whatever_the_order_of_rows(
      String bindings) {
    files.put("Timings.csv", "WEEKEND,*any,*any,*any,6;7,00:00:00\n");
    files.merge("Rates.csv", "R2,0,1,60s,60s,0s\n", String::concat);
    files.merge("DestinationRates.csv", "A,D,R2,*up,4,0,\n", String::concat);
    files.put("RatingPlans.csv", bindings);

    TariffPlan tariff =
        TariffCompiler.compile(CsvTariffs.read(files).value(), ZoneOffset.UTC).value();

    LocalDateTime saturday = LocalDateTime.of(2020, 1, 4, 12, 0);
    assertThat(
            tariff
                .match(tariff.plan("RP").orElseThrow(), "4930123")
                .flatMap(match -> match.prices().at(saturday)))
        .hasValueSatisfying(price -> assertThat(price.price().id()).isEqualTo("R2"));
  }

  private List<LoadFailure> failures() {
    Loaded<TariffRows> rows = CsvTariffs.read(files);
    Loaded<TariffPlan> plan = TariffCompiler.compile(rows.value(), ZoneOffset.UTC);
    List<LoadFailure> all = new ArrayList<>(rows.failures());
    all.addAll(plan.failures());
    return all;
  }
}
