package io.strowger.rating.cgrates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoTimeTest {
  private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");

  private final GoTime berlin = new GoTime(ZoneId.of("Europe/Berlin"));

  @ParameterizedTest
  @CsvSource({
    "2014-01-14T00:00:00Z, 2014-01-14T00:00:00Z",
    "2014-01-14T01:00:00+01:00, 2014-01-14T00:00:00Z",
    "2014-01-14T00:00:00.5Z, 2014-01-14T00:00:00.5Z",
    "2014-01-14T01:00:00.25+0100, 2014-01-14T00:00:00.25Z",
    "2014-01-14 01:00:00 +0100 CET, 2014-01-14T00:00:00Z",
    "2014-01-14 01:00:00, 2014-01-14T00:00:00Z",
    "2014-07-14T02:00:00, 2014-07-14T00:00:00Z",
    "1389657600, 2014-01-14T00:00:00Z",
    "1389657600123, 2014-01-14T00:00:00.123Z",
    "1389657600123456, 2014-01-14T00:00:00.123456Z",
    "1389657600123456789, 2014-01-14T00:00:00.123456789Z",
    "20140114010000, 2014-01-14T00:00:00Z",
    "14.01.2014 01:00:00, 2014-01-14T00:00:00Z",
    "14/01/2014 01:00:00, 2014-01-14T00:00:00Z",
    "*now, 2026-02-03T04:05:06Z",
    "*daily, 2026-02-04T04:05:06Z",
    "*monthly, 2026-03-03T04:05:06Z",
    "*yearly, 2027-02-03T04:05:06Z",
    "*month_end, 2026-02-28T22:59:59Z",
    "*mo+1h, 2026-03-03T05:05:06Z",
    "+24h, 2026-02-04T04:05:06Z",
    "-1m, 2026-02-03T04:04:06Z"
  })
  void reads_times_in_all_the_ways_of_cgrates(String text, Instant time) {
    assertThat(berlin.parse(text, NOW)).isEqualTo(time);
  }

  @ParameterizedTest
  @CsvSource({
    "''",
    "0",
    "*unlimited",
    "'  '",
    "0001-01-01T00:00:00Z",
    "0001-01-01 00:00:00 +0000 UTC"
  })
  void knows_the_ways_to_say_that_there_is_no_time(String text) {
    assertThat(berlin.parse(text, NOW)).isNull();
  }

  @Test
  void refuses_what_is_no_time() {
    assertThatThrownBy(() -> berlin.parse("yesterday", NOW)).hasMessage("Unsupported time format");
    assertThatThrownBy(() -> berlin.parse("2014-13-14T00:00:00Z", NOW))
        .isInstanceOf(RpcError.class)
        .hasMessageStartingWith("parsing time \"2014-13-14T00:00:00Z\"");
  }
}
