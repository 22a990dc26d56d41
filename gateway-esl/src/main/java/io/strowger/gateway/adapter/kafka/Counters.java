package io.strowger.gateway.adapter.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.CommandOutcome;
import io.strowger.contracts.command.CommandResult;
import io.strowger.contracts.id.CommandId;
import io.strowger.contracts.id.SwitchId;
import io.strowger.contracts.switches.SwitchStatus;
import io.strowger.contracts.wire.WireNames;
import io.strowger.gateway.adapter.buffer.EventBuffer;
import io.strowger.gateway.session.ClockWatch;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What the gateway counts. */
public final class Counters {
  private static final int MAX_TIMED = 100_000;

  private final Map<SwitchId, Map<Class<?>, Counter>> callEvents = new ConcurrentHashMap<>();
  private final Map<SwitchId, Counter> bytes = new ConcurrentHashMap<>();
  private final Map<SwitchId, AtomicInteger> up = new ConcurrentHashMap<>();
  private final Map<SwitchId, AtomicReference<ClockWatch>> clocks = new ConcurrentHashMap<>();
  private final Map<CommandId, Long> begun = new ConcurrentHashMap<>();
  private final Map<CommandOutcome, Counter> results = new EnumMap<>(CommandOutcome.class);
  private final Counter lost;
  private final Counter superseded;
  private final Timer handedOver;
  private final Timer acknowledged;
  private final MeterRegistry registry;
  private final Traces traces;

  /** Counters in this registry, beside these traces. */
  public Counters(MeterRegistry registry, Traces traces) {
    this.traces = traces;
    for (CommandOutcome outcome : CommandOutcome.values()) {
      results.put(
          outcome, registry.counter("strowger.gateway.command.results", "outcome", outcome.name()));
    }
    this.registry = registry;
    handedOver = timer("handed.over", "From the event to the Kafka client");
    acknowledged = timer("acknowledged", "From the event to Kafka's acknowledgement");
    superseded = registry.counter("strowger.gateway.records.superseded");
    lost = registry.counter("strowger.gateway.records.lost");
  }

  private Timer timer(String name, String description) {
    return Timer.builder("strowger.gateway." + name)
        .description(description)
        .publishPercentiles(0.5, 0.99)
        .register(registry);
  }

  void callEvent(CallEvent event) {
    SwitchId switchId = event.head().switchId();
    callEvents
        .computeIfAbsent(switchId, key -> new ConcurrentHashMap<>())
        .computeIfAbsent(
            event.getClass(),
            type ->
                registry.counter(
                    "strowger.gateway.call.events",
                    "switch",
                    switchId.value(),
                    "type",
                    WireNames.typeOf(type)))
        .increment();
  }

  Traces traces() {
    return traces;
  }

  /** So many bytes came from a switch. */
  void heard(SwitchId switchId, int length) {
    bytes
        .computeIfAbsent(
            switchId, key -> registry.counter("strowger.gateway.bytes", "switch", switchId.value()))
        .increment(length);
  }

  /** Shows how far a switch's clock is ahead of ours. */
  void watch(SwitchId switchId, ClockWatch clock) {
    clocks.computeIfAbsent(switchId, key -> shown(key, clock)).set(clock);
  }

  private AtomicReference<ClockWatch> shown(SwitchId switchId, ClockWatch clock) {
    AtomicReference<ClockWatch> watched = new AtomicReference<>(clock);
    Gauge.builder("strowger.gateway.switch.clock.ahead", () -> watched.get().aheadSeconds())
        .baseUnit("seconds")
        .tags("switch", switchId.value())
        .register(registry);
    return watched;
  }

  /** How a switch is from now on: 1 while it is up and held here. */
  void status(SwitchStatus status) {
    String name = status.switchId().value();
    up.computeIfAbsent(
            status.switchId(),
            key ->
                registry.gauge(
                    "strowger.gateway.switch.up", Tags.of("switch", name), new AtomicInteger()))
        .set(status.state() == SwitchStatus.ConnectionState.UP ? 1 : 0);
    registry
        .counter(
            "strowger.gateway.switch.changes",
            "switch",
            name,
            "state",
            status.state().name(),
            "trouble",
            String.valueOf(status.trouble()))
        .increment();
  }

  /** A command has arrived: its time runs until its result; false when it runs already. */
  boolean arrived(CallCommand command, @Nullable String traceparent) {
    boolean first =
        begun.size() < MAX_TIMED
            && begun.putIfAbsent(command.head().commandId(), System.nanoTime()) == null;
    if (first) {
      traces.arrived(command, traceparent);
    }
    return first;
  }

  /** A command had come before: there will be no other result. */
  void forgotten(CommandId command) {
    begun.remove(command);
    traces.forgotten(command);
  }

  void result(CommandResult result) {
    count(results.get(result.outcome()));
    Long since = begun.remove(result.commandId());
    if (since != null) {
      registry
          .timer(
              "strowger.gateway.command",
              "command",
              result.command(),
              "outcome",
              result.outcome().name())
          .record(System.nanoTime() - since, TimeUnit.NANOSECONDS);
    }
  }

  void rejected(SwitchId switchId) {
    registry.counter("strowger.gateway.events.rejected", "switch", switchId.value()).increment();
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

  /** How long a record took from the event to the Kafka client: what is the gateway's own. */
  void handedOver(Instant since) {
    handedOver.record(Duration.between(since, Instant.now()));
  }

  /** How long a record took from the event to Kafka's acknowledgement. */
  void acknowledged(Instant since) {
    acknowledged.record(Duration.between(since, Instant.now()));
  }

  void superseded() {
    superseded.increment();
  }

  void lost() {
    lost.increment();
  }

  private static void count(@Nullable Counter counter) {
    if (counter != null) {
      counter.increment();
    }
  }
}
