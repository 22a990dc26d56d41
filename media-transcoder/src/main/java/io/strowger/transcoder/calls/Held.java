package io.strowger.transcoder.calls;

import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.RequestId;
import io.strowger.contracts.transcoding.TranscodingReply;
import io.strowger.transcoder.sdp.AgreedAudio;
import io.strowger.transcoder.sdp.SessionDescription;
import io.strowger.transcoder.session.SessionId;

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

  Held callerSpeaking(AgreedAudio other) {
    return new Held(call, session, offer, other, trunk, answeredRequest, reply);
  }

  Held trunkSpeaking(AgreedAudio other) {
    return new Held(call, session, offer, caller, other, answeredRequest, reply);
  }
}
