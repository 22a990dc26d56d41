package io.strowger.gateway.adapter.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.command.CommandOutcome;
import io.strowger.contracts.command.CommandResult;
import io.strowger.contracts.wire.WireNames;
import io.strowger.gateway.adapter.buffer.EventBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** What the gateway counts. */
public final class Counters {
  private final Map<Class<?>, Counter> callEvents = new HashMap<>();
  private final Map<CommandOutcome, Counter> results = new EnumMap<>(CommandOutcome.class);
  private final Counter rejected;
  private final Counter lost;
  private final Counter superseded;
  private final MeterRegistry registry;

  /** Counters in this registry. */
  public Counters(MeterRegistry registry) {
    for (Class<?> type : CallEvent.class.getPermittedSubclasses()) {
      callEvents.put(
          type, registry.counter("strowger.gateway.call.events", "type", WireNames.typeOf(type)));
    }
    for (CommandOutcome outcome : CommandOutcome.values()) {
      results.put(
          outcome, registry.counter("strowger.gateway.command.results", "outcome", outcome.name()));
    }
    rejected = registry.counter("strowger.gateway.events.rejected");
    this.registry = registry;
    superseded = registry.counter("strowger.gateway.records.superseded");
    lost = registry.counter("strowger.gateway.records.lost");
  }

  void callEvent(CallEvent event) {
    count(callEvents.get(event.getClass()));
  }

  void result(CommandResult result) {
    count(results.get(result.outcome()));
  }

  void rejected() {
    rejected.increment();
  }

  /** Watches the buffer: how much waits, and how long the oldest has. */
  void buffer(EventBuffer buffer) {
    registry.gauge("strowger.gateway.buffer.records", buffer, it -> it.depth().records());
    registry.gauge("strowger.gateway.buffer.memory.bytes", buffer, it -> it.depth().memoryBytes());
    registry.gauge("strowger.gateway.buffer.disk.bytes", buffer, it -> it.depth().diskBytes());
    registry.gauge("strowger.gateway.buffer.age.seconds", buffer, Counters::age);
  }

  private static double age(EventBuffer buffer) {
    Instant oldest = buffer.depth().oldest();
    return oldest == null ? 0 : Duration.between(oldest, Instant.now()).toMillis() / 1e3;
  }

  void superseded() {
    superseded.increment();
  }

  void lost() {
    lost.increment();
  }

  private static void count(@org.jspecify.annotations.Nullable Counter counter) {
    if (counter != null) {
      counter.increment();
    }
  }
}
