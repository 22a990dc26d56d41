package io.strowger.transcoder.rtcp;

import java.nio.ByteBuffer;

/** Reads compound packets; see {@link RtcpWriter} for their layout. What cannot be read ends it. */
final class RtcpReader {
  private static final int SENDER_WORDS = 6;
  private static final int BLOCK_OCTETS = 24;

  private RtcpReader() {}

  /** Hears what a compound packet holds. */
  interface Listener {
    /** A sender report: the middle bits of its NTP time. */
    void senderReport(int ssrc, int ntpMiddle);

    /** A report block of a sender or receiver report. */
    void block(RtcpWriter.Block block);

    /** The peer leaves. */
    void bye(int ssrc);
  }

  /**
   * Reads a datagram.
   *
   * @return false when it is no RTCP
   */
  static boolean read(byte[] datagram, int length, Listener listener) {
    ByteBuffer in = ByteBuffer.wrap(datagram, 0, length);
    boolean understood = false;
    while (in.remaining() >= 8) {
      int begin = in.position();
      int end = begin + 4 + 4 * (in.getShort(begin + 2) & 0xFFFF);
      if ((in.get(begin) & 0xC0) != 0x80 || end > length) {
        return understood;
      }
      packet(in, begin, end, listener);
      understood = true;
      in.position(end);
    }
    return understood;
  }

  private static void packet(ByteBuffer in, int begin, int end, Listener listener) {
    int count = in.get(begin) & 0x1F;
    int ssrc = in.getInt(begin + 4);
    switch (in.get(begin + 1) & 0xFF) {
      case RtcpWriter.SENDER_REPORT -> {
        if (end - begin >= 4 * (1 + SENDER_WORDS)) {
          listener.senderReport(ssrc, (int) (in.getLong(begin + 8) >>> 16));
          blocks(in, begin + 4 * (1 + SENDER_WORDS), end, count, listener);
        }
      }
      case RtcpWriter.RECEIVER_REPORT -> blocks(in, begin + 8, end, count, listener);
      case RtcpWriter.BYE -> listener.bye(ssrc);
      default -> {
        // SDES, APP, feedback: nothing that a relay acts on.
      }
    }
  }

  private static void blocks(ByteBuffer in, int from, int end, int count, Listener listener) {
    for (int at = from, i = 0; i < count && at + BLOCK_OCTETS <= end; i++, at += BLOCK_OCTETS) {
      int loss = in.getInt(at + 4);
      listener.block(
          new RtcpWriter.Block(
              in.getInt(at),
              loss >>> 24,
              loss << 8 >> 8,
              in.getInt(at + 8),
              in.getInt(at + 12),
              new RtcpWriter.Heard(in.getInt(at + 16), in.getInt(at + 20))));
    }
  }
}
