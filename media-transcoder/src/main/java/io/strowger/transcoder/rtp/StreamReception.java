package io.strowger.transcoder.rtp;

/**
 * What RFC 3550 counts of a received stream: extended sequence numbers (A.1), loss (A.3), jitter
 * (A.8). Begins anew with another SSRC, its totals kept.
 */
public final class StreamReception {
  /** A jump beyond this is another stream rather than loss (RFC 3550, A.1). */
  private static final int MOST_DROPOUT = 3_000;

  private int clockRate;
  private boolean begun;
  private int ssrc;
  private int baseSequence;
  private long highest;
  private long received;
  private long expectedBefore;
  private long receivedBefore;
  private long expectedAtReport;
  private long receivedAtReport;
  private double jitter;
  private long lastTransit;
  private long octets;

  /** A stream of this RTP clock, in Hz. */
  public StreamReception(int clockRate) {
    this.clockRate = clockRate;
  }

  /** Goes on with another clock, such as after a re-offer; jitter begins anew. */
  public void clockRate(int hertz) {
    if (hertz != clockRate) {
      clockRate = hertz;
      jitter = 0;
      lastTransit = Long.MIN_VALUE;
    }
  }

  /**
   * Counts a packet.
   *
   * @param timed false for one whose timestamp is not its time, such as an event that goes on
   */
  public void count(RtpView packet, long nowNanos, boolean timed) {
    int delta = (short) (packet.sequence() - (int) highest);
    if (!begun || packet.ssrc() != ssrc || Math.abs(delta) > MOST_DROPOUT) {
      begin(packet);
    } else if (delta > 0) {
      highest += delta;
    }
    received++;
    octets += packet.payloadLength();
    if (timed) {
      jitter(packet.timestamp(), nowNanos);
    }
  }

  private void begin(RtpView packet) {
    expectedBefore += begun ? expectedHere() : 0;
    receivedBefore += received;
    received = 0;
    expectedAtReport = 0;
    receivedAtReport = 0;
    begun = true;
    ssrc = packet.ssrc();
    baseSequence = packet.sequence();
    highest = baseSequence;
    lastTransit = Long.MIN_VALUE;
  }

  private void jitter(int timestamp, long nowNanos) {
    long arrival = (long) (nowNanos * (clockRate / 1e9));
    long transit = (int) arrival - timestamp;
    if (lastTransit != Long.MIN_VALUE) {
      long difference = Math.abs((long) (int) (transit - lastTransit));
      if (difference <= clockRate) { // beyond a second its sender's clock began anew
        jitter += (difference - jitter) / 16;
      }
    }
    lastTransit = transit;
  }

  /** True when a packet was received. */
  public boolean hasBegun() {
    return begun;
  }

  /** Of the stream received last. */
  public int ssrc() {
    return ssrc;
  }

  /** The highest sequence number of it, with its wraps above 16 bits. */
  public int extendedHighest() {
    return (int) highest;
  }

  /** Packets received, of all streams. */
  public long received() {
    return receivedBefore + received;
  }

  /** Octets of their payloads. */
  public long octets() {
    return octets;
  }

  /** Packets expected by sequence numbers, of all streams. */
  public long expected() {
    return expectedBefore + (begun ? expectedHere() : 0);
  }

  /** Packets lost of the stream received last, net of duplicates. */
  public long lostHere() {
    return begun ? expectedHere() - received : 0;
  }

  /** Interarrival jitter, in units of the RTP clock. */
  public double jitter() {
    return jitter;
  }

  /** Interarrival jitter, in milliseconds. */
  public double jitterMillis() {
    return jitter * 1000 / clockRate;
  }

  /** The part lost since this was asked last, in 256ths: 0 to 255. */
  public int fractionLost() {
    long expectedNow = begun ? expectedHere() : 0;
    long interval = expectedNow - expectedAtReport;
    long lost = interval - (received - receivedAtReport);
    expectedAtReport = expectedNow;
    receivedAtReport = received;
    return interval <= 0 || lost <= 0 ? 0 : (int) Math.min(255, (lost << 8) / interval);
  }

  private long expectedHere() {
    return highest - baseSequence + 1;
  }
}
