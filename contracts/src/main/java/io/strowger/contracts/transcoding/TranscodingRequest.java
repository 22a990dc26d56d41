package io.strowger.contracts.transcoding;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.RequestId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a media relay; topic {@code transcoding-requests}, key call id. Every instance
 * reads every request, and acts on those addressed to it and on those of calls it relays.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface TranscodingRequest {

  /** What every request carries. */
  Head head();

  /**
   * What every request carries.
   *
   * @param requestId chosen by the asker; answered once however often it is delivered
   * @param relay the instance that is asked; absent asks whichever has room, and later the one that
   *     relays the call
   */
  record Head(RequestId requestId, CallId callId, Instant requestedAt, @Nullable String relay) {
    /** Asks whichever instance it concerns. */
    public Head(RequestId requestId, CallId callId, Instant requestedAt) {
      this(requestId, callId, requestedAt, null);
    }
  }

  /**
   * A relay between what the caller offers and what a trunk takes. For a call that has one, the
   * trunk's side is described anew, at the same port: for another attempt.
   *
   * @param callerSdp the caller's offer (RFC 8866)
   * @param trunkCodecs offered to the trunk, in order: {@code PCMA}, {@code PCMU}, {@code AMR},
   *     {@code AMR-WB}
   * @param recording present to record the call from the first packet on: the file's name without
   *     extension, {@code [A-Za-z0-9._-]{1,128}}
   * @param trunkFamily of the address that the trunk is told; absent for the instance's first
   */
  record AllocateRelay(
      @JsonUnwrapped Head head,
      String callerSdp,
      List<String> trunkCodecs,
      @Nullable String recording,
      @Nullable AddressFamily trunkFamily)
      implements TranscodingRequest {
    /** With the trunk at whichever address the instance has. */
    public AllocateRelay(
        Head head, String callerSdp, List<String> trunkCodecs, @Nullable String recording) {
      this(head, callerSdp, trunkCodecs, recording, null);
    }
  }

  /**
   * The relay of a call whose instance was lost, again at the same ports, so that the call's legs
   * need not be told anything.
   *
   * @param callerSdp the caller's first offer
   * @param callerAnswer what the caller was answered then: where it speaks SRTP, its key is gone on
   *     with; absent only where it does not
   * @param trunkCodecs as first asked for
   * @param trunkSdp what the trunk last said of its media; absent before it did
   * @param place where the relay was
   */
  record RestoreRelay(
      @JsonUnwrapped Head head,
      String callerSdp,
      @Nullable String callerAnswer,
      List<String> trunkCodecs,
      @Nullable String trunkSdp,
      @JsonUnwrapped RelayPlace place)
      implements TranscodingRequest {}

  /**
   * Where the trunk's media is, and how it speaks.
   *
   * @param trunkSdp the trunk's answer, of its early media or its 200 OK
   */
  record ConnectTrunk(@JsonUnwrapped Head head, String trunkSdp) implements TranscodingRequest {}

  /**
   * A leg says something new of its media, such as hold, or another address.
   *
   * @param leg whose it is
   * @param sdp what it offers now
   */
  record DescribeLeg(@JsonUnwrapped Head head, RelayedLeg leg, String sdp)
      implements TranscodingRequest {}

  /**
   * Ringback to the caller until the trunk's first packet, or {@link StopRingback}.
   *
   * @param tone whose country's
   */
  record PlayRingback(@JsonUnwrapped Head head, RingbackTone tone) implements TranscodingRequest {}

  /** No more ringback. */
  record StopRingback(@JsonUnwrapped Head head) implements TranscodingRequest {}

  /** The call ended: free its ports. */
  record ReleaseRelay(@JsonUnwrapped Head head) implements TranscodingRequest {}
}
