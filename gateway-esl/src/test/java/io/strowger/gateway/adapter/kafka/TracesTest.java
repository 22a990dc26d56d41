package io.strowger.gateway.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.strowger.contracts.call.CallAddress;
import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.CommandHead;
import io.strowger.contracts.command.CommandOutcome;
import io.strowger.contracts.command.CommandResult;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.CommandId;
import io.strowger.contracts.id.LegId;
import io.strowger.contracts.id.SwitchId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

class TracesTest {
  private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  private static final Instant NOW = Instant.parse("2026-11-23T19:40:00Z");

  private final List<SpanData> exported = new ArrayList<>();

  @Test
  void a_command_is_a_span_of_the_trace_that_it_came_with() {
    // Given
    SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(new Collecting()))
            .build();
    Traces traces = new Traces(provider.get("test"));

    // When
    traces.arrived(command(), PARENT);
    String passedOn = traces.ended(result(), PARENT);

    // Then
    assertThat(exported)
        .singleElement()
        .satisfies(span -> {
          assertThat(span.getName()).isEqualTo("hang_up_leg");
          assertThat(span.getTraceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
          assertThat(span.getParentSpanId()).isEqualTo("b7ad6b7169203331");
          assertThat(passedOn)
              .isEqualTo("00-" + span.getTraceId() + "-" + span.getSpanId() + "-01");
        });
  }

  @Test
  void without_an_exporter_the_context_is_passed_on_as_it_came() {
    Traces traces = new Traces(OpenTelemetry.noop().getTracer("test"));

    traces.arrived(command(), PARENT);

    assertThat(traces.ended(result(), PARENT)).isEqualTo(PARENT);
    assertThat(traces.ended(result(), null)).isNull();
  }

  private static CallCommand command() {
    return new CallCommand.HangUpLeg(
        new CommandHead(
            new CommandId("c"),
            new SwitchId("fs"),
            new CallId("call"),
            new LegId("leg"),
            NOW,
            "routing-0",
            7),
        HangupCause.NORMAL_CLEARING);
  }

  private static CommandResult result() {
    return CommandResult.plain(command(), CommandOutcome.COMPLETED, NOW, new CallAddress(0, 7));
  }

  private final class Collecting implements SpanExporter {
    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      exported.addAll(spans);
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }
}
