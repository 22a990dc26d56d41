package io.strowger.gateway.adapter.kafka;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.CommandOutcome;
import io.strowger.contracts.command.CommandResult;
import io.strowger.contracts.id.CommandId;
import io.strowger.contracts.wire.WireNames;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's part of a call's trace: its park begins it, each command is a span from its arrival
 * to its result. Without an exporter there are no spans, and the trace context is passed on all the
 * same.
 */
public final class Traces {
  private static final Pattern TRACEPARENT =
      Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");

  private final Tracer tracer;
  private final Map<CommandId, Span> commands = new ConcurrentHashMap<>();

  /** Traces by this tracer. */
  public Traces(Tracer tracer) {
    this.tracer = tracer;
  }

  /** The trace context of a call that parks: the beginning of a trace. */
  String parked(CallEvent.CallParked parked) {
    Span span =
        tracer
            .spanBuilder("call_parked")
            .setNoParent()
            .setSpanKind(SpanKind.PRODUCER)
            .setAttribute("strowger.call_id", parked.head().callId().value())
            .setAttribute("strowger.switch_id", parked.head().switchId().value())
            .startSpan();
    span.end();
    String own = traceparent(span);
    return own == null ? random() : own;
  }

  /** A command has arrived. */
  void arrived(CallCommand command, @Nullable String traceparent) {
    Span span =
        tracer
            .spanBuilder(WireNames.typeOf(command.getClass()))
            .setParent(contextOf(traceparent))
            .setSpanKind(SpanKind.CONSUMER)
            .setAttribute("strowger.call_id", command.head().callId().value())
            .setAttribute("strowger.leg_id", command.head().legId().value())
            .setAttribute("strowger.switch_id", command.head().switchId().value())
            .setAttribute("strowger.sender", command.head().sender())
            .startSpan();
    if (span.getSpanContext().isValid() && span.isRecording()) {
      commands.put(command.head().commandId(), span);
    }
  }

  /** A command had come before: its span is none. */
  void forgotten(CommandId command) {
    commands.remove(command);
  }

  /** A command has ended; gives back the trace context to pass on with its result. */
  @Nullable String ended(CommandResult result, @Nullable String traceparent) {
    Span span = commands.remove(result.commandId());
    if (span == null) {
      return traceparent;
    }
    span.setAttribute("strowger.outcome", result.outcome().name());
    if (result.outcome() != CommandOutcome.COMPLETED) {
      span.setStatus(StatusCode.ERROR, String.valueOf(result.detail()));
    }
    span.end();
    String own = traceparent(span);
    return own == null ? traceparent : own;
  }

  private static Context contextOf(@Nullable String traceparent) {
    Matcher parts = TRACEPARENT.matcher(traceparent == null ? "" : traceparent);
    if (!parts.matches()) {
      return Context.root();
    }
    return Context.root()
        .with(
            Span.wrap(
                SpanContext.createFromRemoteParent(
                    parts.group(1),
                    parts.group(2),
                    TraceFlags.fromHex(parts.group(3), 0),
                    TraceState.getDefault())));
  }

  private static @Nullable String traceparent(Span span) {
    SpanContext context = span.getSpanContext();
    return context.isValid()
        ? "00-"
            + context.getTraceId()
            + "-"
            + context.getSpanId()
            + "-"
            + context.getTraceFlags().asHex()
        : null;
  }

  private static String random() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return "00-%016x%016x-%016x-01"
        .formatted(random.nextLong() | 1, random.nextLong(), random.nextLong() | 1);
  }
}
