package io.strowger.gateway.adapter.kafka;

import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.command.CommandOutcome;
import io.strowger.contracts.command.CommandResult;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.LegId;
import io.strowger.contracts.id.SwitchId;
import io.strowger.contracts.switches.LiveLeg;
import io.strowger.contracts.switches.SwitchEvent;
import io.strowger.contracts.switches.SwitchStatus;
import io.strowger.contracts.wire.Topic;
import io.strowger.contracts.wire.TopicCatalogue;
import io.strowger.gateway.adapter.buffer.EventBuffer;
import io.strowger.gateway.adapter.buffer.Waiting;
import io.strowger.gateway.adapter.esl.StatusOutput;
import io.strowger.gateway.call.ReturnAddress;
import io.strowger.gateway.session.ClockWatch;
import io.strowger.gateway.session.LegLog;
import io.strowger.gateway.session.Output;
import io.strowger.messaging.Outgoing;
import io.strowger.messaging.Publisher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives what sessions learn to the buffer, and that to Kafka, in the order in which it is told.
 * Nobody waits for Kafka: what finds no room in the buffer is counted and announced.
 */
public final class KafkaOutput implements Output, LegLog, StatusOutput, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaOutput.class);
  private static final Duration REFUSED_FOR = Duration.ofSeconds(30);
  private static final int MAX_SHOWN = 500;
  private static final byte[] NOTHING = {};

  private final EventBuffer buffer;
  private final Pump pump;
  private final Outgoing.Factory outgoing;
  private final TopicCatalogue catalogue;
  private final Counters counters;
  private final Losses losses;
  private final Clock clock;

  /** How records are made: for which topics, by whom, when. */
  public record Maker(TopicCatalogue catalogue, String source, Clock clock) {}

  /** An output by this publisher, which brings nothing before its start. */
  public KafkaOutput(
      EventBuffer buffer, Publisher publisher, Fence fence, Maker maker, Counters counters) {
    this.buffer = buffer;
    this.pump = new Pump(buffer, wayOf(publisher), fence, new Fates());
    this.outgoing = new Outgoing.Factory(maker.catalogue(), maker.source());
    this.catalogue = maker.catalogue();
    this.clock = maker.clock();
    this.counters = counters;
    this.losses = new Losses(maker.source());
    counters.buffer(buffer);
  }

  private static Pump.Way wayOf(Publisher publisher) {
    return new Pump.Way() {
      @Override
      public CompletableFuture<Void> send(Outgoing record) {
        return publisher.send(record);
      }

      @Override
      public boolean putAside(Outgoing record, Throwable why) {
        return publisher.putAside(record, why);
      }
    };
  }

  /** False once Kafka has refused for half a minute what goes before all else. */
  public boolean isTaken() {
    return !pump.isHeldBack(REFUSED_FOR);
  }

  /** Begins to bring records to Kafka. */
  public void start() {
    pump.start();
  }

  @Override
  public void publish(CallEvent event) {
    counters.callEvent(event);
    Instant now = clock.instant();
    add(
        outgoing.of(
            Topic.CALL_EVENTS,
            event.head().callId().value(),
            event,
            event.head().eventId().value(),
            newTrace(event),
            now),
        event.head().switchId(),
        event.head().returnEpoch(),
        now);
  }

  @Override
  public void publish(SwitchEvent event) {
    if (!announce(event)) {
      lost(event.head().switchId());
    }
  }

  private boolean announce(SwitchEvent event) {
    Instant now = clock.instant();
    return buffer.add(
        new Waiting(
            outgoing.of(
                Topic.SWITCH_EVENTS,
                event.head().switchId().value(),
                event,
                event.head().eventId().value(),
                null,
                now),
            event.head().switchId(),
            Fence.OF_NO_EPOCH,
            now));
  }

  @Override
  public void publish(CommandResult result, @Nullable String traceparent) {
    counters.result(result);
    String context = counters.traces().ended(result, traceparent);
    Instant now = clock.instant();
    add(
        outgoing.of(
            Topic.COMMAND_RESULTS,
            result.callId().value(),
            result,
            result.commandId().value() + ":result",
            context,
            now),
        result.switchId(),
        result.outcome() == CommandOutcome.NOT_OWNER ? Fence.OF_NO_EPOCH : result.returnEpoch(),
        now);
  }

  @Override
  public void heard(SwitchId switchId, int bytes) {
    counters.heard(switchId, bytes);
  }

  @Override
  public void watch(SwitchId switchId, ClockWatch clock) {
    counters.watch(switchId, clock);
  }

  @Override
  public void publish(SwitchStatus status) {
    counters.status(status);
    String id = status.switchId() + ":" + status.epoch() + ":" + status.changedAt().toEpochMilli();
    Instant now = clock.instant();
    add(
        outgoing.of(Topic.SWITCH_STATUS, status.switchId().value(), status, id, null, now),
        status.switchId(),
        status.epoch(),
        now);
  }

  @Override
  public void publishRaw(ReturnAddress address, CallId call, byte[] json) {
    add(
        new Outgoing(
            catalogue.nameOf(Topic.FREESWITCH_RAW),
            null,
            call.value(),
            Map.of("content-type", "application/json"),
            json),
        address.switchId(),
        address.epoch(),
        clock.instant());
  }

  @Override
  public void lives(LiveLeg leg, ReturnAddress address) {
    Instant now = clock.instant();
    int partition = LegNotes.partitionOf(address.switchId(), catalogue);
    String id = leg.legId() + ":" + now.toEpochMilli();
    add(
        outgoing.toPartition(Topic.SWITCH_LEGS, partition, leg.legId().value(), leg, id, null, now),
        address.switchId(),
        address.epoch(),
        now);
  }

  @Override
  public void ended(LegId leg, ReturnAddress address) {
    add(
        new Outgoing(
            catalogue.nameOf(Topic.SWITCH_LEGS),
            LegNotes.partitionOf(address.switchId(), catalogue),
            leg.value(),
            Map.of(),
            NOTHING),
        address.switchId(),
        address.epoch(),
        clock.instant());
  }

  @Override
  public void reject(SwitchId switchId, byte[] body, String reason) {
    counters.rejected(switchId);
    String shown =
        new String(
            body, 0, Math.min(body.length, MAX_SHOWN), java.nio.charset.StandardCharsets.UTF_8);
    LOG.warn(
        "an event of switch {} is none of ours, {}: {}",
        switchId,
        reason,
        shown.replaceAll("\\p{Cntrl}", "?"));
  }

  /** Stops bringing records to Kafka; what is left is the buffer's. */
  @Override
  public void close() {
    pump.close();
  }

  /** A call's trace begins with its park. */
  private @Nullable String newTrace(CallEvent event) {
    return event instanceof CallEvent.CallParked parked ? counters.traces().parked(parked) : null;
  }

  private void add(Outgoing record, SwitchId switchId, long epoch, Instant now) {
    if (!buffer.add(new Waiting(record, switchId, epoch, now))) {
      lost(switchId);
    }
  }

  private void lost(SwitchId switchId) {
    if (losses.isEmpty()) {
      LOG.error("the buffer is full, records are let go: {}", buffer.depth());
    }
    counters.lost();
    losses.add(switchId, clock.instant());
  }

  /** Counts and announces what becomes of records. */
  private final class Fates implements Pump.Fate {
    @Override
    public void handedOver(Waiting waiting) {
      counters.handedOver(waiting.since());
    }

    @Override
    public void acknowledged(Waiting waiting) {
      counters.acknowledged(waiting.since());
    }

    @Override
    public void lost(Waiting waiting, Throwable why) {
      LOG.error(
          "Kafka refuses a record of {}, key {}",
          waiting.record().topic(),
          waiting.record().key(),
          why);
      counters.lost();
      losses.add(waiting.switchId(), clock.instant());
    }

    @Override
    public void superseded(Waiting waiting) {
      counters.superseded();
    }

    @Override
    public void idle() {
      if (!losses.isEmpty()) {
        for (SwitchEvent.RecordsDropped event : losses.take()) {
          if (!announce(event)) {
            losses.giveBack(event);
          }
        }
      }
    }
  }
}
