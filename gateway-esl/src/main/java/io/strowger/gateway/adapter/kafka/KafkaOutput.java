package io.strowger.gateway.adapter.kafka;

import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.command.CommandResult;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.switches.SwitchEvent;
import io.strowger.contracts.switches.SwitchStatus;
import io.strowger.contracts.wire.Topic;
import io.strowger.contracts.wire.TopicCatalogue;
import io.strowger.gateway.adapter.esl.StatusOutput;
import io.strowger.gateway.session.Output;
import io.strowger.messaging.Outgoing;
import io.strowger.messaging.Publisher;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes in the order in which it is told. While Kafka takes nothing and the producer's buffer
 * is full it holds its callers, and with them the switch's queue of 100,000 events, rather than
 * lose one.
 */
public final class KafkaOutput implements Output, StatusOutput {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaOutput.class);
  private static final long PAUSE_NANOS = 200_000_000L;
  private static final int MAX_SHOWN = 500;

  private final Publisher publisher;
  private final Outgoing.Factory outgoing;
  private final TopicCatalogue catalogue;
  private final Counters counters;
  private final Clock clock;
  private volatile boolean closing;

  /** An output by this publisher. */
  public KafkaOutput(
      Publisher publisher,
      Outgoing.Factory outgoing,
      TopicCatalogue catalogue,
      Counters counters,
      Clock clock) {
    this.publisher = publisher;
    this.outgoing = outgoing;
    this.catalogue = catalogue;
    this.counters = counters;
    this.clock = clock;
  }

  @Override
  public void publish(CallEvent event) {
    counters.callEvent(event);
    send(
        outgoing.of(
            Topic.CALL_EVENTS,
            event.head().callId().value(),
            event,
            event.head().eventId().value(),
            newTrace(event),
            clock.instant()));
  }

  @Override
  public void publish(SwitchEvent event) {
    send(
        outgoing.of(
            Topic.SWITCH_EVENTS,
            event.head().switchId().value(),
            event,
            event.head().eventId().value(),
            null,
            clock.instant()));
  }

  @Override
  public void publish(CommandResult result, @Nullable String traceparent) {
    counters.result(result);
    send(
        outgoing.of(
            Topic.COMMAND_RESULTS,
            result.callId().value(),
            result,
            result.commandId().value() + ":result",
            traceparent,
            clock.instant()));
  }

  @Override
  public void publish(SwitchStatus status) {
    String id = status.switchId() + ":" + status.epoch() + ":" + status.changedAt().toEpochMilli();
    send(
        outgoing.of(
            Topic.SWITCH_STATUS, status.switchId().value(), status, id, null, clock.instant()));
  }

  @Override
  public void publishRaw(CallId call, byte[] json) {
    send(
        new Outgoing(
            catalogue.nameOf(Topic.FREESWITCH_RAW),
            null,
            call.value(),
            Map.of("content-type", "application/json"),
            json));
  }

  @Override
  public void reject(byte[] body, String reason) {
    counters.rejected();
    String shown =
        new String(
            body, 0, Math.min(body.length, MAX_SHOWN), java.nio.charset.StandardCharsets.UTF_8);
    LOG.warn("an event is none of ours, {}: {}", reason, shown.replaceAll("\\p{Cntrl}", "?"));
  }

  /** Waits for Kafka no longer. */
  public void close() {
    closing = true;
  }

  /** A call's trace begins with its park. */
  private static @Nullable String newTrace(CallEvent event) {
    if (!(event instanceof CallEvent.CallParked)) {
      return null;
    }
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return "00-%016x%016x-%016x-01"
        .formatted(random.nextLong() | 1, random.nextLong(), random.nextLong() | 1);
  }

  private void send(Outgoing record) {
    CompletableFuture<Void> sent = publisher.send(record);
    while (isHeldBack(sent) && !closing) {
      LOG.warn("Kafka takes nothing: the switches' events wait");
      LockSupport.parkNanos(PAUSE_NANOS);
      sent = publisher.send(record);
    }
    sent.whenComplete((done, failure) -> {
      if (failure != null) {
        counters.lost();
        LOG.error("lost a record of {}, key {}", record.topic(), record.key(), failure);
      }
    });
  }

  private static boolean isHeldBack(CompletableFuture<Void> sent) {
    return sent.isCompletedExceptionally() && sent.exceptionNow() instanceof RetriableException;
  }
}
