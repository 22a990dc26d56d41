package io.strowger.transcoder.adapter.kafka;

import io.strowger.contracts.transcoding.TranscoderStatus;
import io.strowger.contracts.transcoding.TranscodingReply;
import io.strowger.contracts.transcoding.TranscodingRequest;
import io.strowger.contracts.wire.Topic;
import io.strowger.messaging.BatchHandler;
import io.strowger.messaging.Outgoing;
import io.strowger.messaging.Publisher;
import io.strowger.messaging.Received;
import io.strowger.messaging.Unavailable;
import io.strowger.transcoder.calls.CallRelays;
import io.strowger.transcoder.calls.Colleagues;
import io.strowger.transcoder.calls.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings requests to the relays, and their answers back. */
public final class RelayRequests implements BatchHandler {
  private static final Logger LOG = LoggerFactory.getLogger(RelayRequests.class);

  private final CallRelays relays;
  private final Colleagues colleagues;
  private final Publisher publisher;
  private final Outgoing.Factory outgoing;
  private final Clock clock;

  /** Serves these relays. */
  public RelayRequests(
      CallRelays relays,
      Colleagues colleagues,
      Publisher publisher,
      Outgoing.Factory outgoing,
      Clock clock) {
    this.relays = relays;
    this.colleagues = colleagues;
    this.publisher = publisher;
    this.outgoing = outgoing;
    this.clock = clock;
  }

  @Override
  public void accept(List<Received> batch) {
    List<Outgoing> answers = new ArrayList<>();
    for (Received received : batch) {
      switch (received.message()) {
        case TranscoderStatus status -> colleagues.heard(status);
        case TranscodingRequest request -> answers.addAll(perform(request, received));
        default -> throw new IllegalArgumentException("not read here: " + received.topic());
      }
    }
    publisher.sendAll(answers);
  }

  private List<Outgoing> perform(TranscodingRequest request, Received received) {
    Instant now = clock.instant();
    return switch (relays.perform(request, now)) {
      case Outcome.Answer(TranscodingReply reply) ->
          List.of(record(reply, received.traceparent(), now));
      case Outcome.HandedOver(TranscodingRequest addressed) ->
          List.of(
              outgoing.of(
                  Topic.TRANSCODING_REQUESTS,
                  addressed.head().callId().value(),
                  addressed,
                  addressed.head().requestId() + "-to-" + addressed.head().relay(),
                  received.traceparent(),
                  now));
      case Outcome.Nothing _ -> List.of();
    };
  }

  /** Ends relays that nobody speaks through, and tells; what Kafka does not take, the next time. */
  public void closeSilent(Duration silence, Duration onHold) {
    try {
      tell(relays.closeSilent(silence, onHold, clock.instant()));
    } catch (Unavailable away) {
      LOG.warn("releases are told later: {}", away.toString());
    } catch (RuntimeException | Error defect) {
      LOG.error("silent relays cannot be closed", defect);
    }
  }

  private void tell(List<TranscodingReply> ended) {
    Instant now = clock.instant();
    try {
      publisher.sendAll(ended.stream().map(reply -> record(reply, null, now)).toList());
    } catch (IllegalStateException never) {
      LOG.error("a release cannot be told", never);
    }
    relays.told(ended);
  }

  private Outgoing record(TranscodingReply reply, @Nullable String traceparent, Instant now) {
    String id = reply.head().requestId() + "-" + reply.getClass().getSimpleName();
    return outgoing.of(
        Topic.TRANSCODING_REPLIES, reply.head().callId().value(), reply, id, traceparent, now);
  }
}
