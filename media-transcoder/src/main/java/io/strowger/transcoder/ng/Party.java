package io.strowger.transcoder.ng;

import io.strowger.transcoder.sdp.AgreedAudio;
import io.strowger.transcoder.sdp.AudioFormat;
import io.strowger.transcoder.sdp.LocalAudio;
import io.strowger.transcoder.sdp.SdpWriter;
import io.strowger.transcoder.sdp.SessionDescription;
import io.strowger.transcoder.session.Flow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One party of a call, as the relay knows it.
 *
 * @param tag its SIP tag; absent until it has answered
 * @param said its last offer or answer; absent until there is one
 * @param agreed how it is spoken with; a guess until it has answered
 * @param events its telephone events, of when it last told any: it may take them again; absent when
 *     it never did
 * @param local where it sends to
 */
record Party(
    @Nullable String tag,
    @Nullable SessionDescription said,
    AgreedAudio agreed,
    @Nullable AudioFormat events,
    LocalAudio local) {

  /** One that has offered or answered nothing yet, taken to be spoken with like this. */
  static Party unheard(@Nullable String tag, AgreedAudio guess, LocalAudio local) {
    return new Party(tag, null, guess, null, local);
  }

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
    return unheard(null, agreed, local);
  }

  Party saying(@Nullable String name, SessionDescription words, AgreedAudio audio) {
    return new Party(
        name == null ? tag : name,
        words,
        audio,
        audio.events() == null ? events : audio.events(),
        local);
  }

  Party speaking(AgreedAudio audio) {
    return new Party(tag, said, audio, events, local);
  }

  Party told(LocalAudio description) {
    return new Party(tag, said, agreed, events, description);
  }

  /** As a later offer says: its speech of before, and its events where the offerer has any. */
  List<AudioFormat> offered(AgreedAudio offerer) {
    boolean free = events != null && events.payloadType() != agreed.format().payloadType();
    return SdpWriter.spoken(agreed.with(free ? events : null).sharingEvents(offerer));
  }
}
