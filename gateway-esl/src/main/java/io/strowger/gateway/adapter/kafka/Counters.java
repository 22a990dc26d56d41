package io.strowger.gateway.adapter.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.command.CommandOutcome;
import io.strowger.contracts.command.CommandResult;
import io.strowger.contracts.wire.WireNames;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** What the gateway counts. */
public final class Counters {
  private final Map<Class<?>, Counter> callEvents = new HashMap<>();
  private final Map<CommandOutcome, Counter> results = new EnumMap<>(CommandOutcome.class);
  private final Counter rejected;
  private final Counter lost;

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

  void lost() {
    lost.increment();
  }

  private static void count(@org.jspecify.annotations.Nullable Counter counter) {
    if (counter != null) {
      counter.increment();
    }
  }
}
