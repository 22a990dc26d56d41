package io.strowger.transcoder.rtp;

/**
 * A received RTP packet (RFC 3550, section 5.1), read where it lies. Used again and again.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * |V=2|P|X|  CC   |M|     PT      |       sequence number         |
 * |                           timestamp                           |
 * |                             SSRC                              |
 * </pre>
 */
public final class RtpView {
  /** Octets of a header without contributing sources and extension. */
  public static final int HEADER = 12;

  private byte[] octets = new byte[0];
  private int payloadOffset;
  private int payloadLength;

  /** Reads a datagram; false when it is no RTP. */
  public boolean read(byte[] datagram, int length) {
    octets = datagram;
    if (length < HEADER || (datagram[0] & 0xC0) != 0x80) {
      return false;
    }
    int from = HEADER + 4 * (datagram[0] & 0x0F);
    if ((datagram[0] & 0x10) != 0) {
      if (length < from + 4) {
        return false;
      }
      from += 4 + 4 * word16(from + 2);
    }
    int padding = (datagram[0] & 0x20) != 0 ? datagram[length - 1] & 0xFF : 0;
    payloadOffset = from;
    payloadLength = length - from - padding;
    return payloadLength >= 0;
  }

  /**
   * True for an RTCP packet on a port that both share (RFC 5761, section 4). Where they do not, RTP
   * of payload types 64 to 95 may come with the marker: its sequence number, where a report's
   * length in words is, is seldom as little as there is.
   */
  public static boolean isRtcp(byte[] datagram, int length) {
    int type = length < 8 ? 0 : datagram[1] & 0xFF;
    return type >= 192
        && type <= 223
        && (datagram[0] & 0xC0) == 0x80
        && 4 + 4 * ((datagram[2] & 0xFF) << 8 | (datagram[3] & 0xFF)) <= length;
  }

  /** 0 to 127. */
  public int payloadType() {
    return octets[1] & 0x7F;
  }

  /** The M bit: a talk spurt begins. */
  public boolean marker() {
    return (octets[1] & 0x80) != 0;
  }

  /** 16 bits, wraps. */
  public int sequence() {
    return word16(2);
  }

  /** 32 bits, wraps. */
  public int timestamp() {
    return word32(4);
  }

  /** The stream's random name. */
  public int ssrc() {
    return word32(8);
  }

  /** The datagram itself. */
  public byte[] octets() {
    return octets;
  }

  /** Where the payload begins in it. */
  public int payloadOffset() {
    return payloadOffset;
  }

  /** The payload's octets. */
  public int payloadLength() {
    return payloadLength;
  }

  private int word16(int at) {
    return (octets[at] & 0xFF) << 8 | (octets[at + 1] & 0xFF);
  }

  private int word32(int at) {
    return word16(at) << 16 | word16(at + 2);
  }
}
