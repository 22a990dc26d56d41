package io.strowger.transcoder.calls;

import io.strowger.contracts.id.CallId;
import io.strowger.contracts.transcoding.MediaQuality;
import io.strowger.contracts.transcoding.RelayRefusal;
import io.strowger.contracts.transcoding.RelayedLeg;
import io.strowger.contracts.transcoding.TranscodingReply;
import io.strowger.contracts.transcoding.TranscodingRequest;
import io.strowger.transcoder.dsp.RingTone;
import io.strowger.transcoder.sdp.AgreedAudio;
import io.strowger.transcoder.sdp.Agreement;
import io.strowger.transcoder.sdp.AudioDescription;
import io.strowger.transcoder.sdp.MalformedSdp;
import io.strowger.transcoder.sdp.SdpReader;
import io.strowger.transcoder.session.MediaAddresses;
import io.strowger.transcoder.session.Recorder;
import io.strowger.transcoder.session.RelaySessions;
import io.strowger.transcoder.session.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The relays of this instance that routing asked for. A request that comes twice is answered the
 * same and done once. Safe for use by several threads.
 */
public final class CallRelays {
  /**
   * An older request for a new relay is not worth answering: whoever asked has given up. A lost one
   * is wanted as long as its call lasts.
   */
  public static final Duration STALE = Duration.ofSeconds(10);

  private final RelaySessions sessions;
  private final Recorder recorder;
  private final Identity self;
  private final Colleagues colleagues;
  private final NewRelays newRelays;
  private final Watch watch;
  private final Map<CallId, Held> held = new HashMap<>();
  // No more than there were relays, for none is asked for while nothing can be told.
  private final Map<CallId, TranscodingReply> untold = new LinkedHashMap<>();

  /**
   * This instance.
   *
   * @param name its name
   * @param addresses told to callers and trunks
   * @param startedAt when it started
   */
  public record Identity(String name, MediaAddresses addresses, Instant startedAt) {}

  /** Relays among these sessions. */
  public CallRelays(
      RelaySessions sessions, Recorder recorder, Identity self, Colleagues colleagues) {
    this.sessions = sessions;
    this.recorder = recorder;
    this.self = self;
    this.colleagues = colleagues;
    this.newRelays = new NewRelays(sessions, self);
    this.watch = new Watch(sessions);
  }

  /** Does what is asked, as far as it concerns this instance. */
  public synchronized Outcome perform(TranscodingRequest request, Instant now) {
    String addressee = request.head().relay();
    if (addressee != null && !addressee.equals(self.name())) {
      return new Outcome.Nothing();
    }
    Held call = held.get(request.head().callId());
    return switch (request) {
      case TranscodingRequest.AllocateRelay allocate -> allocate(call, allocate, now);
      case TranscodingRequest.RestoreRelay restore -> restore(call, restore, now);
      case TranscodingRequest.ConnectTrunk connect ->
          describe(call, RelayedLeg.TRUNK, connect.trunkSdp(), now);
      case TranscodingRequest.DescribeLeg described ->
          describe(call, described.leg(), described.sdp(), now);
      case TranscodingRequest.PlayRingback play -> ringback(call, tone(play));
      case TranscodingRequest.StopRingback _ -> ringback(call, null);
      case TranscodingRequest.ReleaseRelay release -> release(call, release, now);
    };
  }

  /**
   * Ends relays that nobody speaks through.
   *
   * @param silence after which a relay ends
   * @param onHold the same for one with a leg on hold
   * @return what is to be said of them, and of those ended before until it was {@link #told}
   */
  public synchronized List<TranscodingReply> closeSilent(
      Duration silence, Duration onHold, Instant now) {
    for (Held call : List.copyOf(held.values())) {
      if (watch.isSilent(call, silence, onHold, now)) {
        close(call, true, call.reply().head(), now)
            .ifPresent(ended -> untold.put(call.call(), ended));
      }
    }
    return List.copyOf(untold.values());
  }

  /** These were said, and need not be again. */
  public synchronized void told(List<TranscodingReply> replies) {
    untold.values().removeAll(replies);
  }

  /** How many there are. */
  public synchronized int count() {
    return held.size();
  }

  private Outcome allocate(
      @Nullable Held call, TranscodingRequest.AllocateRelay request, Instant now) {
    TranscodingRequest.Head head = request.head();
    if (call != null) {
      return call.answeredRequest().equals(head.requestId())
          ? new Outcome.Answer(call.reply())
          : keep(newRelays.anotherTrunk(call, request, now), now);
    }
    boolean ours = head.relay() != null || colleagues.isOurs(head.callId(), now);
    if (!ours || head.requestedAt().plus(STALE).isBefore(now)) {
      return new Outcome.Nothing();
    }
    Outcome outcome = keep(newRelays.open(request, now), now);
    boolean full =
        outcome instanceof Outcome.Answer(TranscodingReply.RelayRefused refused)
            && refused.reason() == RelayRefusal.NO_ROOM;
    if (full && head.relay() == null) {
      return colleagues
          .withRoom(now)
          .<Outcome>map(name -> new Outcome.HandedOver(addressed(request, name)))
          .orElse(outcome);
    }
    String recording = request.recording();
    Held opened = held.get(head.callId());
    if (recording != null && opened != null) {
      recorder.start(opened.session(), recording);
    }
    return outcome;
  }

  private Outcome keep(NewRelays.Result result, Instant now) {
    return switch (result) {
      case NewRelays.Result.Opened(Held relay) -> {
        held.put(relay.call(), relay.awaiting(watch.awaited(relay.session()), now));
        untold.remove(relay.call());
        yield new Outcome.Answer(relay.reply());
      }
      case NewRelays.Result.Refused(TranscodingReply.RelayRefused why) -> new Outcome.Answer(why);
    };
  }

  private static TranscodingRequest addressed(
      TranscodingRequest.AllocateRelay request, String name) {
    TranscodingRequest.Head head = request.head();
    return new TranscodingRequest.AllocateRelay(
        new TranscodingRequest.Head(head.requestId(), head.callId(), head.requestedAt(), name),
        request.callerSdp(),
        request.trunkCodecs(),
        request.recording(),
        request.trunkFamily());
  }

  private Outcome restore(
      @Nullable Held call, TranscodingRequest.RestoreRelay request, Instant now) {
    if (call != null) {
      return new Outcome.Answer(call.reply());
    }
    Outcome outcome = keep(newRelays.restore(request, now), now);
    Held restored = held.get(request.head().callId());
    if (restored != null) {
      recorder.resume(restored.session());
    }
    String trunkSdp = request.trunkSdp();
    if (trunkSdp != null) {
      describe(held.get(request.head().callId()), RelayedLeg.TRUNK, trunkSdp, now);
    }
    return outcome;
  }

  /**
   * What cannot be read changes nothing: the leg's packets tell where it is. Nor does an address of
   * another family than that which the leg was told.
   */
  private Outcome describe(@Nullable Held call, RelayedLeg leg, String sdp, Instant now) {
    if (call == null) {
      return new Outcome.Nothing();
    }
    AudioDescription said;
    try {
      said = SdpReader.read(sdp).audio();
    } catch (MalformedSdp unreadable) {
      return new Outcome.Nothing();
    }
    if (!call.reaches(leg, said)) {
      return new Outcome.Nothing();
    }
    AgreedAudio before = leg == RelayedLeg.CALLER ? call.caller() : call.trunk();
    if (Agreement.with(said, NewRelays.SPOKEN, before)
        instanceof Agreement.Reached(AgreedAudio agreed)) {
      Side side = leg == RelayedLeg.CALLER ? Side.A : Side.B;
      sessions.update(call.session(), side, agreed.side(said));
      Held spoken =
          leg == RelayedLeg.CALLER ? call.callerSpeaking(agreed) : call.trunkSpeaking(agreed);
      held.put(call.call(), spoken.awaiting(watch.awaited(call.session()), now));
    }
    return new Outcome.Nothing();
  }

  private static RingTone tone(TranscodingRequest.PlayRingback play) {
    return switch (play.tone()) {
      case EUROPE -> RingTone.EUROPE;
      case NORTH_AMERICA -> RingTone.NORTH_AMERICA;
    };
  }

  private Outcome ringback(@Nullable Held call, @Nullable RingTone tone) {
    if (call != null && tone != null) {
      sessions.startTone(call.session(), Side.A, tone);
    } else if (call != null) {
      sessions.stopTone(call.session(), Side.A);
    }
    return new Outcome.Nothing();
  }

  private Outcome release(
      @Nullable Held call, TranscodingRequest.ReleaseRelay release, Instant now) {
    if (call == null) {
      return new Outcome.Nothing();
    }
    TranscodingReply.Head head =
        new TranscodingReply.Head(release.head().requestId(), call.call(), self.name(), now);
    return close(call, false, head, now)
        .<Outcome>map(Outcome.Answer::new)
        .orElseGet(Outcome.Nothing::new);
  }

  private Optional<TranscodingReply> close(
      Held call, boolean silent, TranscodingReply.Head head, Instant now) {
    held.remove(call.call());
    recorder.stop(call.session());
    Optional<MediaQuality> caller = watch.quality(call, Side.A);
    Optional<MediaQuality> trunk = watch.quality(call, Side.B);
    sessions.close(call.session());
    return caller.flatMap(a ->
        trunk.map(b ->
            new TranscodingReply.RelayReleased(
                new TranscodingReply.Head(head.requestId(), call.call(), self.name(), now),
                silent,
                a,
                b)));
  }
}
