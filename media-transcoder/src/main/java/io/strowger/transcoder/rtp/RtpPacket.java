package io.strowger.transcoder.rtp;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * An RTP packet as a value, for whoever has time; see {@link RtpView} for its layout.
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

  /** Reads what is left in the buffer; empty when it is no RTP. */
  public static Optional<RtpPacket> read(ByteBuffer buffer) {
    byte[] datagram = new byte[buffer.remaining()];
    buffer.get(buffer.position(), datagram);
    RtpView view = new RtpView();
    if (!view.read(datagram, datagram.length)) {
      return Optional.empty();
    }
    int from = view.payloadOffset();
    byte[] payload = Arrays.copyOfRange(datagram, from, from + view.payloadLength());
    return Optional.of(
        new RtpPacket(
            view.payloadType(),
            view.marker(),
            view.sequence(),
            view.timestamp(),
            view.ssrc(),
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
