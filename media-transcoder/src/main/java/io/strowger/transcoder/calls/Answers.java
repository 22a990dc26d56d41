package io.strowger.transcoder.calls;

import io.strowger.contracts.transcoding.RelayPlace;
import io.strowger.contracts.transcoding.RelayRefusal;
import io.strowger.contracts.transcoding.TranscodingReply;
import io.strowger.contracts.transcoding.TranscodingRequest;
import io.strowger.transcoder.sdp.AgreedAudio;
import io.strowger.transcoder.sdp.AudioDescription;
import io.strowger.transcoder.sdp.LocalAudio;
import io.strowger.transcoder.sdp.SdpWriter;
import io.strowger.transcoder.sdp.SessionDescription;
import io.strowger.transcoder.session.Opening;
import java.net.InetAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Puts answers into words. */
final class Answers {
  private static final AudioDescription.Packets OFFERED_PACKETS =
      new AudioDescription.Packets(20, null);
  private static final long CALLER_SESSION = 2;
  private static final long TRUNK_SESSION = 1;

  private final CallRelays.Identity self;

  /** What a relay stands between. */
  record Sides(SessionDescription offer, AgreedAudio caller, TrunkOffer trunk) {}

  Answers(CallRelays.Identity self) {
    this.self = self;
  }

  TranscodingReply.RelayAllocated allocated(
      TranscodingRequest.Head head, Sides sides, RelayPlace place, Instant now) {
    AudioDescription audio = sides.offer().audio();
    return new TranscodingReply.RelayAllocated(
        new TranscodingReply.Head(head.requestId(), head.callId(), self.name(), now),
        SdpWriter.answer(
            sides.offer(),
            sides.caller(),
            LocalAudio.at(
                    InetAddress.ofLiteral(place.mediaAddress()), place.callerPort(), CALLER_SESSION)
                .muxing(audio.rtcp().mux())
                .protectedLike(sides.caller())),
        SdpWriter.offer(
            "RTP/AVP",
            sides.trunk().formats(),
            OFFERED_PACKETS,
            LocalAudio.at(
                InetAddress.ofLiteral(place.addressOfTrunk()), place.trunkPort(), TRUNK_SESSION)),
        place,
        self.startedAt());
  }

  TranscodingReply.RelayRefused refused(
      TranscodingRequest.Head head, RelayRefusal reason, String detail, Instant now) {
    return new TranscodingReply.RelayRefused(
        new TranscodingReply.Head(head.requestId(), head.callId(), self.name(), now),
        reason,
        detail);
  }

  static RelayRefusal refusal(Opening.Reason reason, @Nullable RelayPlace place) {
    return switch (reason) {
      case NO_SRTP -> RelayRefusal.NO_USABLE_CODEC;
      case NO_CPU_LEFT -> RelayRefusal.NO_ROOM;
      case NO_ADDRESS_OF_FAMILY -> RelayRefusal.NO_ADDRESS_OF_FAMILY;
      case NAME_IN_USE, NO_PORT_FREE ->
          place == null ? RelayRefusal.NO_ROOM : RelayRefusal.PLACE_NOT_FREE;
    };
  }
}
