package io.strowger.transcoder.rtp;

/**
 * Telephone events (RFC 4733, section 2.3) between two clocks, such as 8000 and 16000 Hz.
 *
 * <pre>
 * |     event     |E|R| volume    |          duration             |
 * </pre>
 *
 * @param from the clock of the side that sends, in Hz
 * @param to the clock of the side that hears, in Hz
 */
public record EventClock(int from, int to) {
  /** Octets of one event. */
  public static final int OCTETS = 4;

  private static final int LONGEST = 0xFFFF;

  /** A time at the clock of the side that hears. */
  public long convert(int time) {
    return (long) time * to / from;
  }

  /** A duration of so many nanoseconds, at the clock of the side that hears. */
  public int convertNanos(long nanos) {
    return (int) (nanos / 1_000 * to / 1_000_000);
  }

  /** Copies an event, its duration converted; one beyond 16 bits becomes the longest there is. */
  public void copy(byte[] packet, int offset, byte[] into, int at) {
    int duration = (packet[offset + 2] & 0xFF) << 8 | (packet[offset + 3] & 0xFF);
    int converted = (int) Math.min(LONGEST, convert(duration));
    into[at] = packet[offset];
    into[at + 1] = packet[offset + 1];
    into[at + 2] = (byte) (converted >> 8);
    into[at + 3] = (byte) converted;
  }
}
