package io.strowger.transcoder.rtp;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * An RTP packet (RFC 3550, section 5.1).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * |V=2|P|X|  CC   |M|     PT      |       sequence number         |
 * |                           timestamp                           |
 * |                             SSRC                              |
 * </pre>
 *
 * @param payloadType 0 to 127
 * @param marker the M bit: a talk spurt begins
 * @param sequence 16 bits, wraps
 * @param timestamp 32 bits, wraps
 * @param ssrc the stream's random name
 */
@SuppressWarnings("ArrayRecordComponent")
public record RtpPacket(
    int payloadType, boolean marker, int sequence, int timestamp, int ssrc, byte[] payload) {
  private static final int HEADER = 12;

  /** Reads what is left in the buffer; empty when it is no RTP. */
  public static Optional<RtpPacket> read(ByteBuffer buffer) {
    int start = buffer.position();
    int length = buffer.remaining();
    if (length < HEADER || (buffer.get(start) & 0xC0) != 0x80) {
      return Optional.empty();
    }
    int first = buffer.get(start);
    int second = buffer.get(start + 1);
    int from = HEADER + 4 * (first & 0x0F);
    if ((first & 0x10) != 0) {
      if (length < from + 4) {
        return Optional.empty();
      }
      from += 4 + 4 * (buffer.getShort(start + from + 2) & 0xFFFF);
    }
    int padding = (first & 0x20) != 0 ? buffer.get(start + length - 1) & 0xFF : 0;
    if (from + padding > length) {
      return Optional.empty();
    }
    byte[] payload = new byte[length - from - padding];
    buffer.get(start + from, payload);
    return Optional.of(
        new RtpPacket(
            second & 0x7F,
            (second & 0x80) != 0,
            buffer.getShort(start + 2) & 0xFFFF,
            buffer.getInt(start + 4),
            buffer.getInt(start + 8),
            payload));
  }

  /** Writes the packet at the buffer's position. */
  public void write(ByteBuffer buffer) {
    buffer
        .put((byte) 0x80)
        .put((byte) ((marker ? 0x80 : 0) | payloadType))
        .putShort((short) sequence)
        .putInt(timestamp)
        .putInt(ssrc)
        .put(payload);
  }
}
