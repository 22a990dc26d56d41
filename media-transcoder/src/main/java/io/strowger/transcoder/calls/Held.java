package io.strowger.transcoder.calls;

import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.RequestId;
import io.strowger.contracts.transcoding.AddressFamily;
import io.strowger.contracts.transcoding.RelayPlace;
import io.strowger.contracts.transcoding.RelayedLeg;
import io.strowger.contracts.transcoding.TranscodingReply;
import io.strowger.transcoder.sdp.AgreedAudio;
import io.strowger.transcoder.sdp.AudioDescription;
import io.strowger.transcoder.sdp.SessionDescription;
import io.strowger.transcoder.session.SessionId;
import java.net.InetAddress;

/**
 * A call's relay.
 *
 * @param session its session
 * @param offer the caller's
 * @param caller how the caller is spoken with
 * @param trunk how the trunk is spoken with; a guess until it has answered
 * @param answeredRequest the request that was last answered
 * @param reply what it was answered
 */
record Held(
    CallId call,
    SessionId session,
    SessionDescription offer,
    AgreedAudio caller,
    AgreedAudio trunk,
    RequestId answeredRequest,
    TranscodingReply.RelayAllocated reply) {

  /** Whether a leg can be spoken with where it says it is, from the address that it was told. */
  boolean reaches(RelayedLeg leg, AudioDescription said) {
    RelayPlace place = reply.place();
    String told = leg == RelayedLeg.CALLER ? place.mediaAddress() : place.addressOfTrunk();
    return said.address().isAnyLocalAddress()
        || said.family() == AddressFamily.of(InetAddress.ofLiteral(told));
  }

  Held callerSpeaking(AgreedAudio other) {
    return new Held(call, session, offer, other, trunk, answeredRequest, reply);
  }

  Held trunkSpeaking(AgreedAudio other) {
    return new Held(call, session, offer, caller, other, answeredRequest, reply);
  }
}
