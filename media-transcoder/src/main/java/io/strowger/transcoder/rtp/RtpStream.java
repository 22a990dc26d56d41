package io.strowger.transcoder.rtp;

/**
 * A stream that we send: writes the headers of its packets, one after the other, and counts them.
 * One SSRC, and sequence numbers and timestamps without a jump, whatever becomes of its codec.
 */
public final class RtpStream {
  private final int ssrc;
  private int sequence;
  private int timestamp;
  private boolean markNext = true;
  private long now;
  private long movedAt;
  private long packets;
  private long octets;

  /**
   * A stream.
   *
   * @param seed random: where its counters begin (RFC 3550, section 5.1)
   */
  public RtpStream(long seed) {
    this(seed, 0);
  }

  /** A stream that begins now, in monotonic nanoseconds. */
  public RtpStream(long seed, long nowNanos) {
    this.now = nowNanos;
    this.movedAt = nowNanos;
    this.ssrc = (int) (seed >>> 32);
    this.sequence = (int) (seed & 0x7FFF);
    this.timestamp = (int) (seed * 0x9E3779B97F4A7C15L >>> 32);
  }

  /** Tells the time, in monotonic nanoseconds, before anything is sent or asked. */
  public void tell(long nowNanos) {
    now = nowNanos;
  }

  /** How long its time has stood still, in nanoseconds: since it was let pass last. */
  public long stoodStillNanos() {
    return now - movedAt;
  }

  /** Heads the next packet, of the current time; its payload is from octet 12 on. */
  public void head(byte[] datagram, int payloadType, int payloadLength) {
    headAt(datagram, payloadType, payloadLength, timestamp, markNext);
    markNext = false;
  }

  /** Heads the next packet, of another time, such as of an event that goes on. */
  public void headAt(
      byte[] datagram, int payloadType, int payloadLength, int time, boolean marker) {
    datagram[0] = (byte) 0x80;
    datagram[1] = (byte) ((marker ? 0x80 : 0) | payloadType);
    datagram[2] = (byte) (sequence >> 8);
    datagram[3] = (byte) sequence;
    word32(datagram, 4, time);
    word32(datagram, 8, ssrc);
    sequence = sequence + 1 & 0xFFFF;
    packets++;
    octets += payloadLength;
  }

  /** Marks the next packet: a talk spurt begins with it. */
  public void mark() {
    markNext = true;
  }

  /** Lets time pass, in samples. */
  public void advance(int samples) {
    timestamp += samples;
    movedAt = now;
  }

  /** The current time, in samples. */
  public int timestamp() {
    return timestamp;
  }

  /** The stream's random name. */
  public int ssrc() {
    return ssrc;
  }

  /** Packets sent so far. */
  public long packets() {
    return packets;
  }

  /** Octets of their payloads. */
  public long octets() {
    return octets;
  }

  private static void word32(byte[] datagram, int at, int value) {
    datagram[at] = (byte) (value >> 24);
    datagram[at + 1] = (byte) (value >> 16);
    datagram[at + 2] = (byte) (value >> 8);
    datagram[at + 3] = (byte) value;
  }
}
