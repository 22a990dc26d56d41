package io.strowger.transcoder.dsp;

/**
 * A supervisory tone and its cadence (ITU-T E.180).
 *
 * @param firstHertz of the tone
 * @param secondHertz mixed with it; 0 for a single tone
 * @param onMillis heard so long
 * @param offMillis then silent so long, and again
 */
public record RingTone(int firstHertz, int secondHertz, int onMillis, int offMillis) {
  /** As in most of Europe: 425 Hz, one second of five. */
  public static final RingTone EUROPE = new RingTone(425, 0, 1_000, 4_000);

  /** As in North America: 440 and 480 Hz, two seconds of six. */
  public static final RingTone NORTH_AMERICA = new RingTone(440, 480, 2_000, 4_000);

  /** Refuses tones that the telephone band does not hold, and cadences without sound. */
  public RingTone {
    if (firstHertz < 200 || firstHertz > 3_400 || secondHertz < 0 || secondHertz > 3_400) {
      throw new IllegalArgumentException(
          "no ring tone: " + firstHertz + ", " + secondHertz + " Hz");
    }
    if (onMillis < 20 || offMillis < 0) {
      throw new IllegalArgumentException("no cadence: " + onMillis + "/" + offMillis + " ms");
    }
  }
}
