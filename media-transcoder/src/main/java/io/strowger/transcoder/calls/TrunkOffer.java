package io.strowger.transcoder.calls;

import io.strowger.transcoder.sdp.AgreedAudio;
import io.strowger.transcoder.sdp.Agreement;
import io.strowger.transcoder.sdp.AudioCodec;
import io.strowger.transcoder.sdp.AudioDescription;
import io.strowger.transcoder.sdp.AudioFormat;
import io.strowger.transcoder.session.Flow;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * What a trunk is offered.
 *
 * @param formats codecs in order, then telephone events of their clocks
 */
record TrunkOffer(List<AudioFormat> formats) {
  private static final int EVENTS = 101;
  private static final int WIDEBAND_EVENTS = 102;
  private static final int DISCARD_PORT = 9;
  private static final AudioDescription.Packets PACKETS = new AudioDescription.Packets(20, null);

  /** An offer of these codecs; empty when one is unknown or there is none. */
  static Optional<TrunkOffer> of(List<String> codecs) {
    List<AudioFormat> formats = new ArrayList<>();
    for (String name : codecs) {
      Optional<AudioCodec> codec = AudioCodec.named(name);
      if (codec.isEmpty()) {
        return Optional.empty();
      }
      formats.add(codec.get().offered());
    }
    if (formats.isEmpty()) {
      return Optional.empty();
    }
    if (formats.stream().anyMatch(format -> format.clockRate() == 8_000)) {
      formats.add(AudioFormat.of(EVENTS, "telephone-event", 8_000));
    }
    if (formats.stream().anyMatch(format -> format.is("AMR-WB"))) {
      formats.add(AudioFormat.of(WIDEBAND_EVENTS, "telephone-event", 16_000));
    }
    return Optional.of(new TrunkOffer(List.copyOf(formats)));
  }

  /** The trunk until it has answered: taken to speak what stands first, from nowhere yet. */
  AudioDescription unheard() {
    return new AudioDescription(
        InetAddress.ofLiteral("0.0.0.0"),
        DISCARD_PORT,
        "RTP/AVP",
        formats,
        Flow.SENDRECV,
        PACKETS,
        new AudioDescription.Rtcp(false, null, null),
        List.of());
  }

  /** How it is spoken with until it has answered. */
  AgreedAudio guess() {
    return switch (Agreement.with(unheard(), EnumSet.allOf(AudioCodec.class), null)) {
      case Agreement.Reached(AgreedAudio audio) -> audio.telling(formats);
      case Agreement.Failed(String why) -> throw new IllegalStateException(why);
    };
  }
}
