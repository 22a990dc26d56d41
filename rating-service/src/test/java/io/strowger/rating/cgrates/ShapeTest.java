package io.strowger.rating.cgrates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strowger.rating.cgrates.staging.PlanPart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeTest {
  @Test
  void members_are_found_in_any_case_and_unknown_ones_passed_over() throws Exception {
    Fields read =
        PlanPart.RATE
            .shape()
            .read(
                RpcJson.read(
                    """
                    {"tpid": "tp", "Id": "RT", "color": "red",
                     "rateSlots": [{"rate": 0.1, "RATEUNIT": "60s"}]}\
                    """));

    assertThat(RpcJson.write(read.json()))
        .isEqualTo(
            "{\"TPid\":\"tp\",\"ID\":\"RT\",\"RateSlots\":[{\"ConnectFee\":0,\"Rate\":0.1,"
                + "\"RateUnit\":\"60s\",\"RateIncrement\":\"\",\"GroupIntervalStart\":\"\"}]}");
  }

  @Test
  void what_is_missing_is_named_in_the_order_of_the_struct() {
    assertThatThrownBy(() -> PlanPart.TIMING.idOf(PlanPart.TIMING.shape().read(RpcJson.object())))
        .hasMessage("MANDATORY_IE_MISSING: [TPid ID Years Months MonthDays WeekDays Time]");
  }

  @Test
  void blanks_and_empty_lists_are_missing() throws Exception {
    Fields read =
        PlanPart.DESTINATION
            .shape()
            .read(RpcJson.read("{\"TPid\":\" tp \",\"ID\":\"  \",\"Prefixes\":[]}"));

    assertThatThrownBy(() -> PlanPart.DESTINATION.idOf(read))
        .hasMessage("MANDATORY_IE_MISSING: [ID Prefixes]");
    assertThat(read.text("TPid")).isEqualTo("tp");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"TPid\":5}|json: cannot unmarshal number into Go struct field TPRateRALs.TPid of type string",
        "{\"RateSlots\":{}}|json: cannot unmarshal object into Go struct field TPRateRALs.RateSlots of type []*RateSlot",
        "{\"RateSlots\":[{\"Rate\":\"0.1\"}]}|json: cannot unmarshal string into Go struct field TPRateRALs.RateSlots.Rate of type float64",
        "\"x\"|json: cannot unmarshal string into Go value of type TPRateRALs"
      })
  void a_value_of_another_type_is_refused_with_gos_words(String json, String error) {
    assertThatThrownBy(() -> PlanPart.RATE.shape().read(RpcJson.read(json)))
        .isInstanceOf(RpcError.class)
        .hasMessage(error);
  }
}
