package io.strowger.rating.cgrates.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strowger.rating.cgrates.RpcJson;
import io.strowger.rating.cgrates.event.CgrEvent;
import io.strowger.rating.metering.Metered;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WantedTest {
  private static final long SECOND = 1_000_000_000L;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "all",
      value = {
        "{'Usage':'60s'}|60|all",
        "{'Usage':'60s','LastUsed':'10s'}|60|10",
        "{}|10800|all",
        "{'TotalUsage':'150s'}|50|all",
        "{'TotalUsage':'90s','Usage':'60s'}|0|10"
      })
  void total_usage_goes_before_usage_and_what_was_last_used(
      String event, long seconds, Long lastUsedSeconds) throws Exception {
    // Given: 100 s were granted, the last 20 of them by the last update
    Metered granted = new Metered(List.of(), 2, 20 * SECOND, 100 * SECOND, 0, 0);
    SessionRun run = SessionRun.begun(RpcJson.object()).metered(granted);
    ApiSession session =
        ApiSession.begun(CgrEvent.of("t", RpcJson.object()), 0, List.of(run), null, Instant.EPOCH);

    // When
    Wanted wanted =
        Wanted.of(CgrEvent.of("t", (ObjectNode) RpcJson.read(event.replace('\'', '"'))), session);

    // Then
    assertThat(Duration.ofNanos(wanted.usage()).toSeconds()).isEqualTo(seconds);
    assertThat(wanted.lastUsed())
        .isEqualTo(lastUsedSeconds == null ? null : lastUsedSeconds * SECOND);
  }
}
