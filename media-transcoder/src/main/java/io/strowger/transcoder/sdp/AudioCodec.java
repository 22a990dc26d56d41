package io.strowger.transcoder.sdp;

import java.util.Arrays;
import java.util.Optional;

/** What relays speak. */
public enum AudioCodec {
  /** Adaptive multi-rate, narrowband (RFC 4867). */
  AMR("AMR", 8000, 96),
  /** Adaptive multi-rate, wideband (RFC 4867). */
  AMR_WB("AMR-WB", 16_000, 98),
  /** G.711 A-law (RFC 3551). */
  PCMA("PCMA", 8000, 8),
  /** G.711 mu-law (RFC 3551). */
  PCMU("PCMU", 8000, 0);

  private final String encoding;
  private final int clockRate;
  private final int usualType;

  AudioCodec(String encoding, int clockRate, int usualType) {
    this.encoding = encoding;
    this.clockRate = clockRate;
    this.usualType = usualType;
  }

  /** Its encoding name on the wire. */
  public String encoding() {
    return encoding;
  }

  /** Samples, and timestamps, a second. */
  public int clockRate() {
    return clockRate;
  }

  /** True for the two that have modes. */
  public boolean isAmr() {
    return this == AMR || this == AMR_WB;
  }

  /** The format as we offer it: static types where there are, no parameters. */
  public AudioFormat offered() {
    return AudioFormat.of(usualType, encoding, clockRate);
  }

  /** The codec of a format; empty when we do not speak it. */
  public static Optional<AudioCodec> of(AudioFormat format) {
    return Arrays.stream(values())
        .filter(codec -> format.sameEncoding(codec.offered()))
        .findFirst();
  }

  /** The codec of a name such as {@code AMR-WB}, upper and lower case alike. */
  public static Optional<AudioCodec> named(String name) {
    return Arrays.stream(values())
        .filter(codec -> codec.encoding.equalsIgnoreCase(name))
        .findFirst();
  }
}
