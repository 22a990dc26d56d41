package io.strowger.transcoder.adapter.kafka;

import io.strowger.contracts.transcoding.RelayRefusal;
import io.strowger.contracts.transcoding.TranscodingReply;
import io.strowger.contracts.transcoding.TranscodingRequest;
import io.strowger.contracts.wire.Topic;
import io.strowger.messaging.BatchHandler;
import io.strowger.messaging.Outgoing;
import io.strowger.messaging.Publisher;
import io.strowger.messaging.Received;
import io.strowger.messaging.Unavailable;
import io.strowger.transcoder.adapter.net.Relays;
import io.strowger.transcoder.adapter.net.Relays.Through;
import io.strowger.transcoder.g711.G711;
import io.strowger.transcoder.sdp.AgreedAudio;
import io.strowger.transcoder.sdp.Agreement;
import io.strowger.transcoder.sdp.AmrFormat;
import io.strowger.transcoder.sdp.AmrParameters;
import io.strowger.transcoder.sdp.AudioCodec;
import io.strowger.transcoder.sdp.AudioDescription;
import io.strowger.transcoder.sdp.AudioFormat;
import io.strowger.transcoder.sdp.AudioOffer;
import io.strowger.transcoder.sdp.LocalAudio;
import io.strowger.transcoder.sdp.MalformedSdp;
import io.strowger.transcoder.sdp.RelaySdp;
import io.strowger.transcoder.sdp.SdpReader;
import io.strowger.transcoder.sdp.SdpWriter;
import io.strowger.transcoder.sdp.SessionDescription;
import io.strowger.transcoder.transcode.CallerSide;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens, connects and closes relays as routing asks, and answers. */
public final class RelayRequests implements BatchHandler {
  private static final Logger LOG = LoggerFactory.getLogger(RelayRequests.class);

  /** An older request to open is not worth answering: whoever asked has given up. */
  private static final Duration STALE = Duration.ofSeconds(10);

  private final Relays relays;
  private final Publisher publisher;
  private final Outgoing.Factory outgoing;
  private final Terms terms;
  private final Clock clock;
  private final Map<String, Opened> opened = new ConcurrentHashMap<>();

  private record Opened(TranscodingReply reply) {}

  /**
   * How relays are given.
   *
   * @param sender this instance's name
   * @param address told to callers and trunks
   * @param silence a relay that heard nothing for so long is closed
   */
  public record Terms(String sender, String address, Duration silence) {}

  /** Serves these relays. */
  public RelayRequests(
      Relays relays, Publisher publisher, Outgoing.Factory outgoing, Terms terms, Clock clock) {
    this.relays = relays;
    this.publisher = publisher;
    this.outgoing = outgoing;
    this.terms = terms;
    this.clock = clock;
  }

  @Override
  public void accept(List<Received> batch) {
    for (Received received : batch) {
      TranscodingRequest request = (TranscodingRequest) received.message();
      switch (request) {
        case TranscodingRequest.AllocateRelay allocate ->
            reply(allocate(allocate), received.traceparent());
        case TranscodingRequest.ConnectTrunk connect -> connect(connect);
        case TranscodingRequest.ReleaseRelay release ->
            reply(release(release), received.traceparent());
      }
    }
  }

  /** Closes relays that nobody speaks through. */
  public void closeSilent() {
    try {
      relays.closeSilent(
          terms.silence(),
          (call, through) -> {
            Opened was = opened.remove(call);
            if (was != null) {
              reply(released(was.reply().head(), through, true), null);
            }
          });
    } catch (Unavailable away) {
      LOG.warn("a release could not be told: {}", away.toString());
    } catch (RuntimeException defect) {
      LOG.error("silent relays cannot be closed", defect);
    }
  }

  private @Nullable TranscodingReply allocate(TranscodingRequest.AllocateRelay request) {
    String call = request.head().callId().value();
    Opened before = opened.get(call);
    if (before != null) {
      return before.reply();
    }
    if (request.head().requestedAt().plus(STALE).isBefore(clock.instant())) {
      return null;
    }
    TranscodingReply reply = open(request);
    if (reply instanceof TranscodingReply.RelayAllocated) {
      opened.put(call, new Opened(reply));
    }
    return reply;
  }

  private TranscodingReply open(TranscodingRequest.AllocateRelay request) {
    TranscodingReply.Head head = head(request.head());
    SessionDescription offer;
    try {
      offer = SdpReader.read(request.callerSdp());
    } catch (MalformedSdp wrong) {
      return refused(head, RelayRefusal.MALFORMED_SDP, String.valueOf(wrong.getMessage()));
    }
    Optional<G711> codec = trunkCodec(request.trunkCodec());
    if (codec.isEmpty()) {
      return refused(head, RelayRefusal.UNKNOWN_TRUNK_CODEC, "PCMA and PCMU are known");
    }
    return switch (Agreement.with(offer.audio(), EnumSet.of(AudioCodec.AMR), null)) {
      case Agreement.Reached(AgreedAudio agreed) -> open(request, offer, agreed, codec.get());
      case Agreement.Failed(String why) -> refused(head, RelayRefusal.NO_USABLE_CODEC, why);
    };
  }

  private TranscodingReply open(
      TranscodingRequest.AllocateRelay request,
      SessionDescription offer,
      AgreedAudio agreed,
      G711 codec) {
    TranscodingReply.Head head = head(request.head());
    AmrParameters amr = Objects.requireNonNull(agreed.amr());
    AudioFormat events = agreed.events();
    CallerSide caller =
        new CallerSide(
            new AmrFormat(
                agreed.format().payloadType(), amr.octetAligned(), amr.modes(), amr.answered()),
            events == null ? OptionalInt.empty() : OptionalInt.of(events.payloadType()));
    return relays
        .open(request.head().callId().value(), caller, where(offer), codec)
        .<TranscodingReply>map(where ->
            new TranscodingReply.RelayAllocated(
                head,
                SdpWriter.answer(offer, agreed, local(where.callerPort(), 2)),
                SdpWriter.offer(
                    "RTP/AVP",
                    List.of(
                        AudioFormat.of(codec.payloadType(), codec.name(), 8000),
                        AudioFormat.of(RelaySdp.TRUNK_EVENTS, "telephone-event", 8000)),
                    new AudioDescription.Packets(20, null),
                    local(where.trunkPort(), 1))))
        .orElseGet(() -> refused(head, RelayRefusal.NO_ROOM, "every port is in use"));
  }

  private LocalAudio local(int port, long session) {
    return LocalAudio.at(InetAddress.ofLiteral(terms.address()), port, session);
  }

  private static AudioOffer where(SessionDescription peer) {
    return new AudioOffer(
        peer.audio().address().getHostAddress(), peer.audio().port(), peer.audio().formats());
  }

  private void connect(TranscodingRequest.ConnectTrunk request) {
    try {
      relays.connectTrunk(
          request.head().callId().value(), where(SdpReader.read(request.trunkSdp())));
    } catch (MalformedSdp wrong) {
      LOG.info(
          "{}: the trunk's SDP cannot be read ({}), waiting for its first packet",
          request.head().callId(),
          wrong.getMessage());
    }
  }

  private @Nullable TranscodingReply release(TranscodingRequest.ReleaseRelay request) {
    String call = request.head().callId().value();
    opened.remove(call);
    return relays
        .close(call)
        .map(through -> released(head(request.head()), through, false))
        .orElse(null);
  }

  private TranscodingReply released(TranscodingReply.Head head, Through through, boolean silent) {
    return new TranscodingReply.RelayReleased(
        new TranscodingReply.Head(head.requestId(), head.callId(), head.relay(), clock.instant()),
        silent,
        through.packetsFromCaller(),
        through.packetsFromTrunk(),
        through.framesConcealed());
  }

  private static TranscodingReply refused(
      TranscodingReply.Head head, RelayRefusal reason, String detail) {
    return new TranscodingReply.RelayRefused(head, reason, detail);
  }

  private TranscodingReply.Head head(TranscodingRequest.Head request) {
    return new TranscodingReply.Head(
        request.requestId(), request.callId(), terms.sender(), clock.instant());
  }

  private void reply(@Nullable TranscodingReply reply, @Nullable String traceparent) {
    if (reply == null) {
      return;
    }
    Instant now = clock.instant();
    String call = reply.head().callId().value();
    String id = reply.head().requestId() + "-" + reply.getClass().getSimpleName();
    publisher.sendAll(
        List.of(outgoing.of(Topic.TRANSCODING_REPLIES, call, reply, id, traceparent, now)));
  }

  private static Optional<G711> trunkCodec(String name) {
    return switch (name) {
      case "PCMA" -> Optional.of(G711.PCMA);
      case "PCMU" -> Optional.of(G711.PCMU);
      default -> Optional.empty();
    };
  }
}
