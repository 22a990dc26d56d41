package io.strowger.transcoder.rtp;

/** The counters of a stream that we send. */
public final class RtpSender {
  private final int ssrc;
  private int sequence;
  private int timestamp;
  private boolean begun;

  /**
   * A stream.
   *
   * @param seed random: where its counters begin (RFC 3550, section 5.1)
   */
  public RtpSender(long seed) {
    this.ssrc = (int) (seed >>> 32);
    this.sequence = (int) (seed & 0x7FFF);
    this.timestamp = (int) (seed * 0x9E3779B9L);
  }

  /** The next packet, of the current time; the first one is marked. */
  public RtpPacket next(int payloadType, boolean marker, byte[] payload) {
    return at(payloadType, marker, timestamp, payload);
  }

  /** The next packet, of another time, such as of an event that goes on. */
  public RtpPacket at(int payloadType, boolean marker, int time, byte[] payload) {
    RtpPacket packet = new RtpPacket(payloadType, marker || !begun, sequence, time, ssrc, payload);
    begun = true;
    sequence = (sequence + 1) & 0xFFFF;
    return packet;
  }

  /** Lets time pass, in samples. */
  public void advance(int samples) {
    timestamp += samples;
  }

  /** The current time, in samples. */
  public int timestamp() {
    return timestamp;
  }
}
