package io.strowger.transcoder.calls;

import io.strowger.contracts.transcoding.AddressFamily;
import io.strowger.contracts.transcoding.RelayPlace;
import io.strowger.contracts.transcoding.RelayRefusal;
import io.strowger.contracts.transcoding.TranscodingReply;
import io.strowger.contracts.transcoding.TranscodingRequest;
import io.strowger.transcoder.sdp.AgreedAudio;
import io.strowger.transcoder.sdp.Agreement;
import io.strowger.transcoder.sdp.AudioCodec;
import io.strowger.transcoder.sdp.MalformedSdp;
import io.strowger.transcoder.sdp.SdpReader;
import io.strowger.transcoder.sdp.SdpWriter;
import io.strowger.transcoder.sdp.SessionDescription;
import io.strowger.transcoder.session.MediaAddresses;
import io.strowger.transcoder.session.Opening;
import io.strowger.transcoder.session.RelaySessions;
import io.strowger.transcoder.session.SessionId;
import io.strowger.transcoder.session.Side;
import io.strowger.transcoder.session.SideDescription;
import java.net.InetAddress;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Opens relays: reads what is asked for, agrees with the caller, and takes ports. */
final class NewRelays {
  static final Set<AudioCodec> SPOKEN = EnumSet.allOf(AudioCodec.class);

  private final RelaySessions sessions;
  private final CallRelays.Identity self;
  private final Answers answers;

  /** What came of it. */
  sealed interface Result {
    record Opened(Held relay) implements Result {}

    record Refused(TranscodingReply.RelayRefused why) implements Result {}
  }

  private record Wanted(
      TranscodingRequest.Head head,
      String callerSdp,
      List<String> codecs,
      @Nullable AddressFamily trunkFamily,
      @Nullable Former former) {}

  /** What is told to each side. */
  private record Addresses(InetAddress caller, InetAddress trunk) {
    Opening.Families families() {
      return new Opening.Families(AddressFamily.of(caller), AddressFamily.of(trunk));
    }

    RelayPlace with(int callerPort, int trunkPort) {
      return new RelayPlace(
          caller.getHostAddress(),
          callerPort,
          trunkPort,
          caller.equals(trunk) ? null : trunk.getHostAddress());
    }
  }

  /** Where a lost relay was, and what its caller was answered. */
  private record Former(RelayPlace place, @Nullable String callerAnswer) {}

  NewRelays(RelaySessions sessions, CallRelays.Identity self) {
    this.sessions = sessions;
    this.self = self;
    this.answers = new Answers(self);
  }

  Result open(TranscodingRequest.AllocateRelay request, Instant now) {
    return open(
        new Wanted(
            request.head(),
            request.callerSdp(),
            request.trunkCodecs(),
            request.trunkFamily(),
            null),
        now);
  }

  /** The same relay as a lost one's, at its ports and with its key. */
  Result restore(TranscodingRequest.RestoreRelay request, Instant now) {
    RelayPlace place = request.place();
    Optional<InetAddress> caller = self.addresses().named(place.mediaAddress());
    Optional<InetAddress> trunk = self.addresses().named(place.addressOfTrunk());
    if (caller.isEmpty() || trunk.isEmpty()) {
      return refused(
          request.head(),
          RelayRefusal.PLACE_NOT_FREE,
          "this instance's media addresses are others: " + self.addresses(),
          now);
    }
    Former former = new Former(place, request.callerAnswer());
    AddressFamily family = AddressFamily.of(trunk.get());
    return open(
        new Wanted(request.head(), request.callerSdp(), request.trunkCodecs(), family, former),
        now);
  }

  /** Another attempt: the trunk's side waits for another answer, from elsewhere. */
  Result anotherTrunk(Held call, TranscodingRequest.AllocateRelay request, Instant now) {
    Optional<TrunkOffer> trunk = TrunkOffer.of(request.trunkCodecs());
    if (trunk.isEmpty()) {
      return unknownTrunkCodec(request.head(), now);
    }
    RelayPlace place = call.reply().place();
    AddressFamily family = AddressFamily.of(InetAddress.ofLiteral(place.addressOfTrunk()));
    if (request.trunkFamily() != null && request.trunkFamily() != family) {
      return refused(
          request.head(),
          RelayRefusal.NO_ADDRESS_OF_FAMILY,
          "the call's relay has its address of " + family + " towards trunks",
          now);
    }
    AgreedAudio guess = trunk.get().guess();
    sessions.update(call.session(), Side.B, guess.side(trunk.get().unheard()));
    sessions.allowRelatch(call.session(), Side.B);
    sessions.stopTone(call.session(), Side.A);
    var reply =
        answers.allocated(
            request.head(),
            new Answers.Sides(call.offer(), call.caller(), trunk.get()),
            place,
            now);
    return new Result.Opened(
        new Held(
            call.call(),
            call.session(),
            call.offer(),
            call.caller(),
            guess,
            request.head().requestId(),
            reply,
            Held.Awaited.ANSWER,
            now));
  }

  private Result open(Wanted wanted, Instant now) {
    TranscodingRequest.Head head = wanted.head();
    Optional<TrunkOffer> trunk = TrunkOffer.of(wanted.codecs());
    if (trunk.isEmpty()) {
      return unknownTrunkCodec(head, now);
    }
    try {
      SessionDescription offer = SdpReader.read(wanted.callerSdp());
      return switch (Agreement.with(offer.audio(), SPOKEN, null)) {
        case Agreement.Failed(String why) -> refused(head, RelayRefusal.NO_USABLE_CODEC, why, now);
        case Agreement.Reached(AgreedAudio caller) ->
            open(wanted, new Answers.Sides(offer, answered(caller), trunk.get()), now);
      };
    } catch (MalformedSdp wrong) {
      return refused(head, RelayRefusal.MALFORMED_SDP, String.valueOf(wrong.getMessage()), now);
    }
  }

  /** Its later offers are answered by the switch, always as its first was. */
  private static AgreedAudio answered(AgreedAudio caller) {
    return caller.telling(SdpWriter.spoken(caller));
  }

  private Result open(Wanted wanted, Answers.Sides sides, Instant now) throws MalformedSdp {
    Former former = wanted.former();
    if (former == null) {
      return open(wanted, sides, null, now);
    }
    // By the key that the caller was told: it knows no other.
    String answer = former.callerAnswer();
    Optional<AgreedAudio> caller =
        answer == null
            ? Optional.of(sides.caller()).filter(audio -> audio.crypto() == null)
            : sides.caller().continuedLike(SdpReader.read(answer).audio());
    return caller.isEmpty()
        ? refused(
            wanted.head(),
            RelayRefusal.NO_USABLE_CODEC,
            "nobody says by which key the caller was answered",
            now)
        : open(
            wanted,
            new Answers.Sides(sides.offer(), caller.get(), sides.trunk()),
            former.place(),
            now);
  }

  private Result open(Wanted wanted, Answers.Sides sides, @Nullable RelayPlace place, Instant now) {
    MediaAddresses ours = self.addresses();
    AddressFamily callers = sides.offer().audio().family();
    AddressFamily trunks =
        Objects.requireNonNullElse(wanted.trunkFamily(), AddressFamily.of(ours.first()));
    Optional<InetAddress> caller = ours.of(callers);
    Optional<InetAddress> trunk = ours.of(trunks);
    return caller.isEmpty() || trunk.isEmpty()
        ? refused(
            wanted.head(),
            RelayRefusal.NO_ADDRESS_OF_FAMILY,
            caller.isEmpty()
                ? MediaAddresses.missing("the caller", callers)
                : MediaAddresses.missing("the trunk", trunks),
            now)
        : open(wanted.head(), sides, new Addresses(caller.get(), trunk.get()), place, now);
  }

  private Result open(
      TranscodingRequest.Head head,
      Answers.Sides sides,
      Addresses told,
      @Nullable RelayPlace place,
      Instant now) {
    SessionId session = new SessionId("call-" + head.callId());
    SideDescription a = sides.caller().side(sides.offer().audio());
    SideDescription b = sides.trunk().guess().side(sides.trunk().unheard());
    Opening opening =
        place == null
            ? sessions.open(session, a, b, told.families())
            : sessions.openAt(
                session,
                a,
                b,
                told.families(),
                new Opening.Ports(place.callerPort(), place.trunkPort()));
    return switch (opening) {
      case Opening.Refused(Opening.Reason reason) ->
          refused(head, Answers.refusal(reason, place), reason.words(), now);
      case Opening.Opened(var atCaller, var atTrunk) ->
          new Result.Opened(
              new Held(
                  head.callId(),
                  session,
                  sides.offer(),
                  sides.caller(),
                  sides.trunk().guess(),
                  head.requestId(),
                  answers.allocated(
                      head, sides, told.with(atCaller.getPort(), atTrunk.getPort()), now),
                  Held.Awaited.ANSWER,
                  now));
    };
  }

  private Result unknownTrunkCodec(TranscodingRequest.Head head, Instant now) {
    return refused(
        head, RelayRefusal.UNKNOWN_TRUNK_CODEC, "PCMA, PCMU, AMR and AMR-WB are known", now);
  }

  private Result refused(
      TranscodingRequest.Head head, RelayRefusal reason, String detail, Instant now) {
    return new Result.Refused(answers.refused(head, reason, detail, now));
  }
}
