package io.strowger.contracts.transcoding;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.RequestId;
import java.time.Instant;

/** A media relay's answer; topic {@code transcoding-replies}, key call id. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface TranscodingReply {

  /** What every reply carries. */
  Head head();

  /**
   * What every reply carries.
   *
   * @param requestId of the request it answers
   * @param relay the transcoder instance that holds the relay
   */
  record Head(RequestId requestId, CallId callId, String relay, Instant repliedAt) {}

  /**
   * The relay stands.
   *
   * @param callerSdp answers the caller: AMR at the relay
   * @param trunkSdp offered to the trunk: its codecs at the relay
   * @param place where it is
   * @param startedAt when that instance started: a later start has lost it
   */
  record RelayAllocated(
      @JsonUnwrapped Head head,
      String callerSdp,
      String trunkSdp,
      @JsonUnwrapped RelayPlace place,
      Instant startedAt)
      implements TranscodingReply {}

  /** There is no relay for this call. */
  record RelayRefused(@JsonUnwrapped Head head, RelayRefusal reason, String detail)
      implements TranscodingReply {}

  /**
   * The relay is gone.
   *
   * @param silent true when it ended for want of packets, false when asked for
   * @param caller how the A-leg's media reached it
   * @param trunk how the B-leg's media reached it
   */
  record RelayReleased(
      @JsonUnwrapped Head head, boolean silent, MediaQuality caller, MediaQuality trunk)
      implements TranscodingReply {}
}
