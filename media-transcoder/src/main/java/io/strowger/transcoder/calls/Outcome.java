package io.strowger.transcoder.calls;

import io.strowger.contracts.transcoding.TranscodingReply;
import io.strowger.contracts.transcoding.TranscodingRequest;

/** What came of a request. */
public sealed interface Outcome {
  /** To whoever asked. */
  record Answer(TranscodingReply reply) implements Outcome {}

  /** To the colleague that the request is now addressed to. */
  record HandedOver(TranscodingRequest request) implements Outcome {}

  /** Nothing to say: it concerns another instance, or needs no answer. */
  record Nothing() implements Outcome {}
}
