package io.strowger.rating.cgrates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonStreamTest {
  private final List<String> values = new ArrayList<>();
  private JsonStream stream = new JsonStream(1000);

  @Test
  void a_value_ends_where_its_last_bracket_closes() {
    feed("{\"id\":1}");

    assertThat(values).containsExactly("{\"id\":1}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":1}{\"id\":2}",
        "{\"id\":1}\n{\"id\":2}\r\n",
        " {\"id\":1} \n\n\t{\"id\":2} "
      })
  void values_follow_one_another_with_and_without_space(String text) {
    feed(text);

    assertThat(values).containsExactly("{\"id\":1}", "{\"id\":2}");
  }

  @Test
  void parts_may_be_cut_anywhere_also_inside_of_a_character_or_a_number() {
    String text =
        "{\"name\":\"Zoë \\\"}{\\\\\",\"rate\":0.1234567890123456789,\"all\":[{},[]]}{\"n\":12}";
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

    for (int cut = 0; cut <= bytes.length; cut++) {
      values.clear();
      stream = new JsonStream(1000);
      feed(bytes, 0, cut);
      feed(bytes, cut, bytes.length);

      assertThat(String.join("", values)).as("cut at %d", cut).isEqualTo(text);
      assertThat(values).hasSize(2);
    }
  }

  @Test
  void what_was_whole_before_a_fault_is_taken() {
    assertThatThrownBy(() -> feed("{\"id\":1}{\"id\":}")).hasMessageStartingWith("malformed JSON:");

    assertThat(values).containsExactly("{\"id\":1}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"}", "{]", "GET / HTTP/1.1\r\n", "{\"a\" 1}", "\u0000"})
  void what_is_no_json_is_refused(String text) {
    assertThatThrownBy(() -> feed(text)).isInstanceOf(RpcError.class);
  }

  @Test
  void brackets_without_end_are_refused() {
    assertThatThrownBy(() -> feed("[".repeat(5000))).isInstanceOf(RpcError.class);
  }

  @Test
  void a_value_that_never_ends_is_refused_before_it_fills_the_memory() {
    assertThatThrownBy(
            () -> {
              for (int part = 0; part < 20; part++) {
                feed(
                    part == 0
                        ? "["
                        : "\"0123456789012345678901234567890123456789012345678901234567\",");
              }
            })
        .hasMessage("a request has at most 1000 bytes");
  }

  @Test
  void many_short_values_are_no_long_one() {
    for (int part = 0; part < 500; part++) {
      feed("{\"id\":" + part + "}");
    }

    assertThat(values).hasSize(500);
  }

  private void feed(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    feed(bytes, 0, bytes.length);
  }

  private void feed(byte[] bytes, int from, int to) {
    stream.feed(Arrays.copyOfRange(bytes, from, to), value -> values.add(RpcJson.write(value)));
  }
}
