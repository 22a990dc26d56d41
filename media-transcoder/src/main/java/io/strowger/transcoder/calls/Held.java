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
import java.time.Instant;

/**
 * A call's relay.
 *
 * @param session its session
 * @param offer the caller's
 * @param caller how the caller is spoken with
 * @param trunk how the trunk is spoken with; a guess until it has answered
 * @param answeredRequest the request that was last answered
 * @param reply what it was answered
 * @param awaited what is waited for through the relay
 * @param awaitedSince since when
 */
record Held(
    CallId call,
    SessionId session,
    SessionDescription offer,
    AgreedAudio caller,
    AgreedAudio trunk,
    RequestId answeredRequest,
    TranscodingReply.RelayAllocated reply,
    Awaited awaited,
    Instant awaitedSince) {

  /** What a relay may be silent for. */
  enum Awaited {
    /** That the trunk answers: the caller may be silent. */
    ANSWER,
    /** That a leg ends its hold. */
    RESUMPTION,
    /** That the legs speak. */
    SPEECH
  }

  /** Whether a leg can be spoken with where it says it is, from the address that it was told. */
  boolean reaches(RelayedLeg leg, AudioDescription said) {
    RelayPlace place = reply.place();
    String told = leg == RelayedLeg.CALLER ? place.mediaAddress() : place.addressOfTrunk();
    return said.address().isAnyLocalAddress()
        || said.family() == AddressFamily.of(InetAddress.ofLiteral(told));
  }

  Held callerSpeaking(AgreedAudio other) {
    return new Held(
        call, session, offer, other, trunk, answeredRequest, reply, awaited, awaitedSince);
  }

  Held trunkSpeaking(AgreedAudio other) {
    return new Held(
        call, session, offer, caller, other, answeredRequest, reply, awaited, awaitedSince);
  }

  Held awaiting(Awaited what, Instant now) {
    return new Held(
        call,
        session,
        offer,
        caller,
        trunk,
        answeredRequest,
        reply,
        what,
        what == awaited ? awaitedSince : now);
  }
}
