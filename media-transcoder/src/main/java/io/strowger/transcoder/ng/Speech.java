package io.strowger.transcoder.ng;

import io.strowger.transcoder.sdp.AgreedAudio;
import io.strowger.transcoder.sdp.Agreement;
import io.strowger.transcoder.sdp.AudioCodec;
import io.strowger.transcoder.sdp.AudioDescription;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How parties are spoken with, or why they cannot be. */
final class Speech {
  private static final Set<AudioCodec> ALL = EnumSet.allOf(AudioCodec.class);

  private Speech() {}

  /** With whom says this: as before where it still says so. */
  static AgreedAudio with(AudioDescription peer, @Nullable AgreedAudio before) throws NgRefused {
    return switch (Agreement.with(peer, ALL, before)) {
      case Agreement.Reached(AgreedAudio audio) -> audio;
      case Agreement.Failed(String why) -> throw new NgRefused(why);
    };
  }

  /** With an offerer, of whose formats some may not be used. */
  static AgreedAudio with(
      AudioDescription offerer, CodecOrders orders, @Nullable AgreedAudio before) throws NgRefused {
    return with(
        offerer.speaking(offerer.formats().stream().filter(orders::spokenWithOfferer).toList()),
        before);
  }

  /** Without transcoding where the offerer speaks what the answerer chose. */
  static AgreedAudio preferring(AudioCodec codec, AudioDescription offer, AgreedAudio before) {
    if (before.codec() == codec) {
      return before;
    }
    return Agreement.with(offer, EnumSet.of(codec), before)
            instanceof Agreement.Reached(AgreedAudio same)
        ? same
        : before;
  }
}
