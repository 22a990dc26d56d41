package io.strowger.rating.cgrates.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strowger.rating.cgrates.GoTime;
import io.strowger.rating.cgrates.RpcJson;
import io.strowger.rating.cgrates.event.CgrEvent;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RatedEventTest {
  private static final Instant NOW = Instant.parse("2026-03-04T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "2026-03-04T10:00:05Z, 2026-03-04T10:00:00Z, 2026-03-04T10:00:05Z",
    "'',                   2026-03-04T10:00:00Z, 2026-03-04T10:00:00Z",
    "0001-01-01T00:00:00Z, 2026-03-04T10:00:00Z, 2026-03-04T10:00:00Z",
    "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z, 2026-03-04T12:00:00Z"
  })
  void begins_when_it_was_answered_else_when_it_was_set_up_else_now(
      String answered, String setUp, Instant start) {
    ObjectNode fields = RpcJson.object();
    fields.put("AnswerTime", answered);
    fields.put("SetupTime", setUp);
    CgrEvent event = CgrEvent.of("cgrates.org", fields);

    assertThat(RatedEvent.of(event, "call", new GoTime(ZoneOffset.UTC), NOW).start())
        .isEqualTo(start);
  }
}
