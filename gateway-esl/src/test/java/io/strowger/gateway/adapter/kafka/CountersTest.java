package io.strowger.gateway.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.strowger.contracts.call.CallAddress;
import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.call.EventHead;
import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.call.LegRole;
import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.CommandHead;
import io.strowger.contracts.command.CommandOutcome;
import io.strowger.contracts.command.CommandResult;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.CommandId;
import io.strowger.contracts.id.EventId;
import io.strowger.contracts.id.LegId;
import io.strowger.contracts.id.SwitchId;
import io.strowger.contracts.switches.SwitchStatus;
import io.strowger.contracts.switches.SwitchStatus.ConnectionState;
import io.strowger.gateway.adapter.buffer.EventBuffer;
import io.strowger.gateway.session.ClockWatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountersTest {
  private static final Instant NOW = Instant.parse("2026-11-23T19:40:00Z");
  private static final SwitchId WEST = new SwitchId("west");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Counters counters =
      new Counters(registry, new Traces(OpenTelemetry.noop().getTracer("test")));

  @TempDir Path folder;

  @Test
  void every_metric_of_the_operators_page_is_told_and_every_other_is_on_it() throws Exception {
    // Given
    EventBuffer buffer = EventBuffer.open(folder, 1_000, 1_000_000);
    counters.buffer(buffer);

    // When
    everythingHappens();

    // Then
    Set<String> told =
        registry.getMeters().stream()
            .map(meter -> meter.getId().getName().replace('.', '_'))
            .filter(name -> !name.endsWith("_percentile"))
            .collect(Collectors.toSet());
    String page = Files.readString(Path.of("../docs/operations.md"));
    List<String> documented =
        Pattern.compile("`(strowger_gateway_[a-z_]+)(\\*?)`")
            .matcher(page)
            .results()
            .map(CountersTest::name)
            .toList();
    assertThat(documented)
        .isNotEmpty()
        .allMatch(name -> told.stream().anyMatch(meter -> meter.matches(name)));
    assertThat(told).allMatch(name -> documented.stream().anyMatch(name::matches));
  }

  /** Prometheus adds units and {@code _total}; percentiles are labels there. */
  private static String name(MatchResult found) {
    return found.group(2).isEmpty()
        ? found.group(1).replaceAll("_(seconds_)?total$|_seconds$", "")
        : found.group(1) + ".*";
  }

  private void everythingHappens() {
    EventHead event =
        new EventHead(new EventId("e"), new CallId("c"), new LegId("c"), WEST, NOW, 0, 1);
    counters.callEvent(new CallEvent.LegAnswered(event, LegRole.A_LEG, NOW, null));
    counters.heard(WEST, 100);
    counters.rejected(WEST);
    counters.watch(WEST, new ClockWatch());
    counters.status(
        new SwitchStatus(
            WEST,
            "gateway-esl-0",
            1,
            0,
            ConnectionState.UP,
            NOW,
            null,
            null,
            List.of(),
            null,
            null));
    CommandHead head =
        new CommandHead(
            new CommandId("bye"), WEST, new CallId("c"), new LegId("c"), NOW, "test", 1);
    CallCommand command = new CallCommand.HangUpLeg(head, HangupCause.NORMAL_CLEARING);
    counters.arrived(command, null);
    counters.result(
        CommandResult.plain(command, CommandOutcome.COMPLETED, NOW, new CallAddress(0, 1)));
  }
}
