package io.strowger.transcoder.ng;

import io.strowger.transcoder.sdp.AgreedAudio;
import io.strowger.transcoder.sdp.LocalAudio;
import io.strowger.transcoder.sdp.SessionDescription;
import io.strowger.transcoder.session.Flow;
import org.jspecify.annotations.Nullable;

/**
 * One party of a call, as the relay knows it.
 *
 * @param tag its SIP tag; absent until it has answered
 * @param said its last offer or answer; absent until there is one
 * @param agreed how it is spoken with; a guess until it has answered
 * @param local where it sends to
 */
record Party(
    @Nullable String tag, @Nullable SessionDescription said, AgreedAudio agreed, LocalAudio local) {

  boolean isHolding() {
    return said != null && said.audio().flow() != Flow.SENDRECV;
  }

  boolean is(@Nullable String name) {
    return tag != null && tag.equals(name);
  }

  /** True unless it is known to be another. */
  boolean mayBe(@Nullable String name) {
    return name == null || tag == null || tag.equals(name);
  }

  Party unheard() {
    return new Party(null, null, agreed, local);
  }

  Party saying(@Nullable String name, SessionDescription words, AgreedAudio audio) {
    return new Party(name == null ? tag : name, words, audio, local);
  }

  Party speaking(AgreedAudio audio) {
    return new Party(tag, said, audio, local);
  }

  Party told(LocalAudio description) {
    return new Party(tag, said, agreed, description);
  }
}
