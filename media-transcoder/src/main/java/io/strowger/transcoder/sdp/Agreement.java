package io.strowger.transcoder.sdp;

import io.strowger.transcoder.srtp.SrtpSuite;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether we can speak with a peer, by what it says of its audio (RFC 3264). */
public sealed interface Agreement {

  /** We can. */
  record Reached(AgreedAudio audio) implements Agreement {}

  /** We cannot; {@code why} names each format and what is wrong with it. */
  record Failed(String why) implements Agreement {}

  /**
   * Agrees with a peer: on what was agreed before where it still says so, else on its first format
   * that we speak.
   *
   * @param spoken the codecs that may be used
   * @param before what was agreed before; absent for a first time
   */
  static Agreement with(
      AudioDescription peer, Set<AudioCodec> spoken, @Nullable AgreedAudio before) {
    if (peer.isRefused()) {
      return new Failed("the audio is refused");
    }
    if (!peer.isPlainRtp() && !peer.isSecure()) {
      return new Failed("the profile " + peer.protocol() + " is not spoken");
    }
    if (peer.isSecure() && peer.cryptos().isEmpty()) {
      return new Failed(
          peer.protocol() + " without a=crypto of " + Arrays.toString(SrtpSuite.values()));
    }
    List<String> reasons = new ArrayList<>();
    for (AudioFormat format : sameFirst(peer.formats(), before)) {
      Optional<AudioCodec> codec = AudioCodec.of(format).filter(spoken::contains);
      if (codec.isEmpty()) {
        if (!format.isEvents() && !format.isComfortNoise()) {
          reasons.add(format + " is not spoken");
        }
        continue;
      }
      AmrParameters amr = null;
      if (codec.get().isAmr()) {
        boolean wideband = codec.get() == AudioCodec.AMR_WB;
        switch (AmrParameters.read(format.parameters(), wideband)) {
          case AmrParameters.Reading.Usable(AmrParameters parameters) -> amr = parameters;
          case AmrParameters.Reading.Refused(String why) -> {
            reasons.add(format + ": " + why);
            continue;
          }
        }
      }
      return new Reached(
          new AgreedAudio(
              codec.get(),
              format,
              amr,
              events(peer, format),
              peer.packets().sentMillis(),
              crypto(peer, before),
              before == null ? List.of() : before.told()));
    }
    return new Failed(reasons.isEmpty() ? "there is no format" : String.join("; ", reasons));
  }

  private static @Nullable AgreedCrypto crypto(
      AudioDescription peer, @Nullable AgreedAudio before) {
    return peer.isSecure()
        ? AgreedCrypto.with(peer.cryptos(), before == null ? null : before.crypto())
        : null;
  }

  private static List<AudioFormat> sameFirst(
      List<AudioFormat> formats, @Nullable AgreedAudio before) {
    if (before == null) {
      return formats;
    }
    return formats.stream()
        .sorted(Comparator.comparingInt((AudioFormat format) -> likeness(format, before.format())))
        .toList();
  }

  private static int likeness(AudioFormat format, AudioFormat before) {
    if (!format.sameEncoding(before)) {
      return 2;
    }
    return format.payloadType() == before.payloadType() ? 0 : 1;
  }

  /** Events of the codec's own clock (RFC 4733, section 2.4.1), else of any. */
  private static @Nullable AudioFormat events(AudioDescription peer, AudioFormat format) {
    List<AudioFormat> events =
        peer.formats().stream()
            .filter(AudioFormat::isEvents)
            .filter(event -> event.clockRate() == 8_000 || event.clockRate() == 16_000)
            .toList();
    AudioFormat ownClock =
        events.stream()
            .filter(event -> event.clockRate() == format.clockRate())
            .findFirst()
            .orElse(null);
    return ownClock == null && !events.isEmpty()
        ? Objects.requireNonNull(events.getFirst())
        : ownClock;
  }
}
