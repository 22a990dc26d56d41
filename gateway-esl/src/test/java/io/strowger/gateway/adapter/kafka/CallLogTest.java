package io.strowger.gateway.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.command.CommandHead;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.CommandId;
import io.strowger.contracts.id.LegId;
import io.strowger.contracts.id.SwitchId;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class CallLogTest {

  @Test
  void what_is_logged_about_a_command_names_its_call_and_nothing_else_does() {
    // Given
    CommandHead head =
        new CommandHead(
            new CommandId("bye"),
            new SwitchId("west"),
            new CallId("a-leg"),
            new LegId("a-leg"),
            Instant.EPOCH,
            "test",
            1);
    AtomicReference<String> during = new AtomicReference<>();

    // When
    CallLog.during(
        head,
        () ->
            during.set(
                MDC.get("call_id") + " " + MDC.get("command_id") + " " + MDC.get("switch_id")));

    // Then
    assertThat(during).hasValue("a-leg bye west");
    assertThat(MDC.get("call_id")).isNull();
  }
}
