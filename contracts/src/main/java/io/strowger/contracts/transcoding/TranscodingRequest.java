package io.strowger.contracts.transcoding;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.RequestId;
import java.time.Instant;

/** What is asked of a media relay; topic {@code transcoding-requests}, key call id. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface TranscodingRequest {

  /** What every request carries. */
  Head head();

  /**
   * What every request carries.
   *
   * @param requestId chosen by the asker; answered once however often it is delivered
   */
  record Head(RequestId requestId, CallId callId, Instant requestedAt) {}

  /**
   * A relay between what the caller offers and G.711.
   *
   * @param callerSdp the caller's offer (RFC 8866)
   * @param trunkCodec {@code PCMA} or {@code PCMU}
   */
  record AllocateRelay(@JsonUnwrapped Head head, String callerSdp, String trunkCodec)
      implements TranscodingRequest {}

  /**
   * Where the trunk's media is.
   *
   * @param trunkSdp the trunk's answer, of its early media or its 200 OK
   */
  record ConnectTrunk(@JsonUnwrapped Head head, String trunkSdp) implements TranscodingRequest {}

  /** The call ended: free its ports. */
  record ReleaseRelay(@JsonUnwrapped Head head) implements TranscodingRequest {}
}
