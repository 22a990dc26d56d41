package io.strowger.transcoder.sdp;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One format of an audio stream.
 *
 * @param payloadType 0 to 127
 * @param encoding the {@code rtpmap}'s encoding name, as written
 * @param clockRate of its timestamps, 1 to 192,000 a second
 * @param channels 1 to 8
 * @param parameters of the {@code fmtp}, as written; absent without one
 */
public record AudioFormat(
    int payloadType, String encoding, int clockRate, int channels, @Nullable String parameters) {
  private static final int MOST_CLOCK = 192_000;
  private static final int MOST_CHANNELS = 8;

  // RFC 3551, section 6: types whose meaning needs no rtpmap. G.722's clock is 8000 by mistake.
  private static final Map<Integer, String> STATIC =
      Map.of(
          0, "PCMU", 3, "GSM", 4, "G723", 7, "LPC", 8, "PCMA", 9, "G722", 13, "CN", 15, "G728", 18,
          "G729");

  /** Refuses what no format has. */
  public AudioFormat {
    require("payload type", payloadType, 0, 127);
    require("clock rate", clockRate, 1, MOST_CLOCK);
    require("channels", channels, 1, MOST_CHANNELS);
  }

  /** A format without parameters, of one channel. */
  public static AudioFormat of(int payloadType, String encoding, int clockRate) {
    return new AudioFormat(payloadType, encoding, clockRate, 1, null);
  }

  static Optional<AudioFormat> ofStaticType(int payloadType, @Nullable String parameters) {
    return Optional.ofNullable(STATIC.get(payloadType))
        .map(name -> new AudioFormat(payloadType, name, 8000, 1, parameters));
  }

  /** True for this encoding, upper and lower case alike. */
  public boolean is(String name) {
    return encoding.equalsIgnoreCase(name);
  }

  /** True for named telephone events (RFC 4733). */
  public boolean isEvents() {
    return is("telephone-event");
  }

  /** True for comfort noise (RFC 3389). */
  public boolean isComfortNoise() {
    return is("CN");
  }

  /** What an {@code rtpmap} says after the payload type. */
  String map() {
    return encoding + "/" + clockRate + (channels == 1 ? "" : "/" + channels);
  }

  /** True when both mean the same, whatever their payload types and parameters. */
  public boolean sameEncoding(AudioFormat other) {
    return is(other.encoding) && clockRate == other.clockRate && channels == other.channels;
  }

  /** The same under another payload type. */
  public AudioFormat numbered(int type) {
    return new AudioFormat(type, encoding, clockRate, channels, parameters);
  }

  @Override
  public String toString() {
    return payloadType + " " + map().toUpperCase(Locale.ROOT);
  }

  private static void require(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          what + " must be " + least + " to " + most + " but is " + value);
    }
  }
}
