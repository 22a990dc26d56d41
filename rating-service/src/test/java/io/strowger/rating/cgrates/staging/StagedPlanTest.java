package io.strowger.rating.cgrates.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strowger.rating.load.TariffImport;
import io.strowger.rating.tariff.Loaded;
import io.strowger.rating.tariff.TariffCompiler;
import io.strowger.rating.tariff.TariffRow;
import io.strowger.rating.tariff.TariffRows;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StagedPlanTest {
  @Test
  void a_whole_plan_has_rows_that_make_a_tariff() {
    TariffRows rows = StagedRows.of("TP", Plans.whole(), Plans.TIMES, Plans.NOW);

    assertThatCode(() -> check(Plans.whole(), LoadedRows.NONE)).doesNotThrowAnyException();
    assertThat(TariffCompiler.compile(rows, ZoneOffset.UTC).failures()).isEmpty();
    assertThat(rows.slots()).extracting(TariffRow.Slot::rate).contains("TP/RT_DE", "TP/RT_1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DESTINATION_RATE|{'ID':'X','DestinationRates':[{'DestinationId':'DST_DE','RateId':'NO'}]}"
            + "|SERVER_ERROR: could not find rate for tag \"NO\"",
        "DESTINATION_RATE|{'ID':'X','DestinationRates':[{'DestinationId':'NO','RateId':'RT_1'}]}"
            + "|SERVER_ERROR: could not get destination for tag \"NO\"",
        "RATING_PLAN|{'ID':'X','RatingPlanBindings':[{'DestinationRatesId':'DR','TimingId':'NO'}]}"
            + "|SERVER_ERROR: could not get timing for tag \"NO\"",
        "RATING_PLAN|{'ID':'X','RatingPlanBindings':[{'DestinationRatesId':'NO','TimingId':'*any'}]}"
            + "|SERVER_ERROR: could not find destination rate for tag \"NO\"",
        "RATING_PROFILE|{'Subject':'X','RatingPlanActivations':[{'RatingPlanId':'NO'}]}"
            + "|SERVER_ERROR: could not load rating plans for tag: \"NO\"",
        "RATING_PROFILE|{'Subject':'X','RatingPlanActivations':[{'ActivationTime':'soon',"
            + "'RatingPlanId':'RP'}]}|SERVER_ERROR: cannot parse activation time from soon",
        "RATE|{'ID':'X','RateSlots':[{'RateUnit':'1 minute'}]}"
            + "|SERVER_ERROR: time: unknown unit \" minute\" in duration \"1 minute\""
      })
  void what_is_not_there_is_told_as_cgrates_tells_it(PlanPart part, String json, String error) {
    StagedPlan plan = Plans.add(Plans.germany(), part, json).build();

    assertThatThrownBy(() -> check(plan, LoadedRows.NONE)).hasMessage(error);
  }

  @Test
  void a_plan_may_refer_to_what_is_loaded_already() {
    LoadedRows loaded =
        LoadedRows.NONE.plus(StagedRows.of("TP", Plans.germany().build(), Plans.TIMES, Plans.NOW));
    StagedPlan profileOnly = Plans.whole().only(PlanPart.RATING_PROFILE, _ -> true);

    assertThatCode(() -> check(profileOnly, loaded)).doesNotThrowAnyException();
  }

  @Test
  void what_is_loaded_takes_the_place_of_its_namesake_and_leaves_the_rest() {
    // Given
    LoadedRows loaded =
        LoadedRows.NONE.plus(StagedRows.of("TP", Plans.whole(), Plans.TIMES, Plans.NOW));
    StagedPlan other =
        Plans.add(StagedPlan.builder(), PlanPart.DESTINATION, "{'ID':'DST_DE','Prefixes':['4930']}")
            .build();

    // When
    LoadedRows after = loaded.plus(StagedRows.of("TP2", other, Plans.TIMES, Plans.NOW));

    // Then
    assertThat(after.prefixes("DST_DE")).containsExactly("4930");
    assertThat(after.ratingPlans()).containsExactly("RP");
    assertThat(after.rows().activations()).hasSize(1);
  }

  @Test
  void rates_of_the_same_name_in_two_plans_are_two_rates() {
    LoadedRows loaded =
        LoadedRows.NONE
            .plus(StagedRows.of("TP", Plans.whole(), Plans.TIMES, Plans.NOW))
            .plus(StagedRows.of("TP2", Plans.whole(), Plans.TIMES, Plans.NOW));

    assertThat(loaded.rows().slots())
        .extracting(TariffRow.Slot::rate)
        .contains("TP/RT_1", "TP2/RT_1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TIMING|{'ID':'T','Years':'2026','Months':'*any','MonthDays':'*any','WeekDays':'1',"
            + "'Time':'00:00:00'}",
        "RATE|{'ID':'R','RateSlots':[{'RateUnit':'60s','RateIncrement':'60s',"
            + "'GroupIntervalStart':'0s'},{'RateUnit':'60s','RateIncrement':'1s',"
            + "'GroupIntervalStart':'30s'}]}",
        "RATING_PLAN|{'ID':'P','RatingPlanBindings':[{'DestinationRatesId':'DR',"
            + "'TimingId':'WORKDAYS'}]}"
      })
  void validation_finds_what_makes_no_sense(PlanPart part, String json) {
    StagedPlan.Builder plan =
        Plans.add(
            Plans.germany(),
            PlanPart.TIMING,
            "{'ID':'WORKDAYS','Years':'*any','Months':'*any','MonthDays':'*any',"
                + "'WeekDays':'1;2;3;4;5','Time':'00:00:00'}");

    assertThat(new PlanSanity(plan.build()).isSane()).isTrue();
    assertThat(new PlanSanity(Plans.add(plan, part, json).build()).isSane()).isFalse();
  }

  @Test
  void a_price_that_a_client_divided_in_floating_point_is_kept_as_it_is() {
    StagedPlan divided =
        Plans.add(Plans.germany(), PlanPart.RATE, priced("0.0016666666666666668")).build();

    assertThat(made(divided).failures()).isEmpty();
    assertThat(made(divided).value().document()).contains("\"0.0016666666666666668\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DESTINATION|{'ID':'DST_NO','Prefixes':['48','']}|SERVER_ERROR: DST_NO: prefix is missing",
        "RATE|{'ID':'RT_FINE','RateSlots':[{'Rate':1e-31,'RateUnit':'60s','RateIncrement':'1s'}]}"
            + "|SERVER_ERROR: RT_FINE: must be below 1000000000 with at most 30 decimals: 0.00000",
        "RATE|{'ID':'RT_DEAR','RateSlots':[{'ConnectFee':1e10,'RateUnit':'60s',"
            + "'RateIncrement':'1s'}]}"
            + "|SERVER_ERROR: RT_DEAR: must be below 1000000000 with at most 30 decimals: 100000",
        "RATING_PROFILE|{'LoadId':'csv','Category':'call','Subject':'1001',"
            + "'RatingPlanActivations':[{'RatingPlanId':'RP'}]}"
            + "|SERVER_ERROR: csv::call:1001: Tenant is missing",
        "RATING_PROFILE|{'LoadId':'csv','Tenant':'t','Subject':'1001',"
            + "'RatingPlanActivations':[{'RatingPlanId':'RP'}]}"
            + "|SERVER_ERROR: csv:t::1001: Category is missing"
      })
  void what_could_not_be_read_again_is_refused_by_its_name(
      PlanPart part, String json, String error) {
    StagedPlan plan = Plans.add(Plans.germany(), part, json).build();

    assertThatThrownBy(() -> StagedRows.of("TP", plan, Plans.TIMES, Plans.NOW))
        .hasMessageStartingWith(error);
  }

  @ParameterizedTest
  @CsvSource({
    "*now, 2026-03-04T10:00:00Z",
    "+1h, 2026-03-04T11:00:00Z",
    "*daily, 2026-03-05T10:00:00Z",
    "2014-01-14T00:00:00Z, 2014-01-14T00:00:00Z",
    "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
    "'', 0001-01-01T00:00:00Z"
  })
  void an_activation_is_counted_from_the_time_of_the_load(String told, Instant from) {
    StagedPlan plan =
        Plans.add(
                Plans.germany(),
                PlanPart.RATING_PROFILE,
                "{'LoadId':'L','Tenant':'t','Category':'call','Subject':'1001',"
                    + "'RatingPlanActivations':[{'ActivationTime':'"
                    + told
                    + "','RatingPlanId':'RP'}]}")
            .build();

    assertThat(StagedRows.of("TP", plan, Plans.TIMES, Plans.NOW).activations())
        .extracting(TariffRow.Activation::from)
        .containsExactly(from);
  }

  @Test
  void timings_of_actions_are_passed_over_unless_a_price_is_bound_to_one() {
    // Given
    StagedPlan.Builder plan =
        Plans.add(
            Plans.germany(),
            PlanPart.TIMING,
            "{'ID':'ASAP','Years':'*any','Months':'*any','MonthDays':'*any','WeekDays':'*any',"
                + "'Time':'*asap'}");

    // Then
    assertThat(made(plan.build()).failures()).isEmpty();

    StagedPlan bound =
        Plans.add(
                plan,
                PlanPart.RATING_PLAN,
                "{'ID':'X','RatingPlanBindings':[{'DestinationRatesId':'DR','TimingId':'ASAP'}]}")
            .build();
    assertThat(made(bound).failures())
        .singleElement()
        .asString()
        .contains("there is no timing TP/ASAP");
  }

  private static String priced(String rate) {
    return "{'ID':'RT_SECOND','RateSlots':[{'Rate':"
        + rate
        + ",'RateUnit':'1s','RateIncrement':'1s'}]}";
  }

  private static Loaded<TariffImport> made(StagedPlan plan) {
    TariffRows rows = StagedRows.of("TP", plan, Plans.TIMES, Plans.NOW);
    return TariffImport.of(new Loaded<>(rows, List.of()), TariffRows.of(List.of()), ZoneOffset.UTC);
  }

  private static void check(StagedPlan plan, LoadedRows loaded) {
    new PlanCheck(plan, loaded).references(Plans.TIMES, Plans.NOW);
  }
}
