package io.strowger.rating.cgrates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MethodsTest {
  private final Methods methods =
      new Methods(
          Map.of(
              "APIerSv1.GetCost", _ -> RpcJson.text("cost"),
              "APIerSv2.SetAccount", _ -> RpcJson.text("second"),
              "APIerSv1.SetAccount", _ -> RpcJson.text("first")));

  @ParameterizedTest
  @CsvSource({
    "APIerSv1.GetCost, cost",
    "ApierV1.GetCost, cost",
    "ApierV2.GetCost, cost",
    "APIerSv1.SetAccount, first",
    "ApierV2.SetAccount, second"
  })
  void a_method_has_the_names_that_scripts_know(String name, String answer) {
    assertThat(answer(name)).isEqualTo("\"" + answer + "\"");
  }

  @ParameterizedTest
  @CsvSource({
    "Foo.Bar, rpc: can't find service Foo.Bar",
    "APIerSv1.NoSuch, rpc: can't find method APIerSv1.NoSuch",
    "Ping, rpc: service/method request ill-formed: Ping"
  })
  void a_name_that_nobody_has_is_refused_with_cgrates_words(String name, String error) {
    assertThatThrownBy(() -> answer(name)).hasMessage(error);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e30000000", "-1e400", "1e-30000000"})
  void a_number_that_no_float_holds_is_refused_wherever_it_stands(String number) {
    RpcRequest request =
        RpcRequest.of(
            "{\"id\":1,\"method\":\"APIerSv1.GetCost\",\"params\":[{\"a\":[{\"b\":%s}]}]}"
                .formatted(number));

    assertThatThrownBy(() -> methods.answer(request))
        .hasMessageStartingWith("json: cannot unmarshal number ")
        .hasMessageEndingWith(" into Go value of type float64");
  }

  @Test
  void an_id_that_no_float_holds_is_not_given_back() {
    assertThatThrownBy(() -> RpcRequest.of("{\"id\":1e30000000,\"method\":\"X.Y\"}"))
        .hasMessageStartingWith("json: cannot unmarshal number ");
  }

  @Test
  void replies_carry_the_id_as_it_came() {
    RpcRequest request = RpcRequest.of("{\"id\":\"a-1\",\"method\":\"X.Y\",\"params\":[{}]}");

    assertThat(RpcJson.write(request.result(RpcJson.ok())))
        .isEqualTo("{\"id\":\"a-1\",\"result\":\"OK\",\"error\":null}");
    assertThat(RpcJson.write(request.error("NOT_FOUND")))
        .isEqualTo("{\"id\":\"a-1\",\"result\":null,\"error\":\"NOT_FOUND\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{\"method\":|malformed JSON", "[1]|a request is a JSON object"})
  void what_is_no_request_is_refused(String text, String error) {
    assertThatThrownBy(() -> RpcRequest.of(text)).hasMessageStartingWith(error);
  }

  private String answer(String name) {
    return RpcJson.write(
        methods.answer(RpcRequest.of("{\"id\":1,\"method\":\"" + name + "\",\"params\":[{}]}")));
  }
}
