package io.strowger.rating.cgrates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoDurationTest {
  @ParameterizedTest
  @CsvSource({
    "60s, 60000000000",
    "1m30s, 90000000000",
    "1h, 3600000000000",
    "1.5s, 1500000000",
    ".5m, 30000000000",
    "300ms, 300000000",
    "2us, 2000",
    "-1m, -60000000000",
    "60000000000, 60000000000",
    "10.9, 10",
    "0, 0",
    "*unlimited, -1",
    "'', 0"
  })
  void reads_what_go_reads_and_takes_a_bare_number_as_nanoseconds(String text, long nanos) {
    assertThat(GoDuration.nanos(text)).isEqualTo(nanos);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0s",
    "1, 1ns",
    "1500, 1.5\u00b5s",
    "2000000, 2ms",
    "10000000000, 10s",
    "60000000000, 1m0s",
    "90500000000, 1m30.5s",
    "7200000000000, 2h0m0s",
    "-5000000000, -5s"
  })
  void writes_as_go_writes(long nanos, String text) {
    assertThat(GoDuration.text(nanos)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "abc, 'time: invalid duration \"abc\"'",
    "5 s, 'time: unknown unit \" s\" in duration \"5 s\"'",
    "5y, 'time: unknown unit \"y\" in duration \"5y\"'",
    "1m5, 'time: missing unit in duration \"1m5\"'",
    "9999999999h, 'time: invalid duration \"9999999999h\"'",
    "-, 'time: invalid duration \"-\"'"
  })
  void refuses_with_gos_words(String text, String error) {
    assertThatThrownBy(() -> GoDuration.nanos(text)).isInstanceOf(RpcError.class).hasMessage(error);
  }

  @Test
  void takes_a_bare_number_as_seconds_where_cgrates_does() {
    assertThat(GoDuration.nanosFromSeconds("10")).isEqualTo(10_000_000_000L);
    assertThat(GoDuration.nanosFromSeconds("1.5")).isEqualTo(1_500_000_000L);
    assertThat(GoDuration.nanosFromSeconds("10s")).isEqualTo(10_000_000_000L);
  }
}
