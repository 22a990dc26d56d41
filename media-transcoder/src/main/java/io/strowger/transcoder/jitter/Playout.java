package io.strowger.transcoder.jitter;

/** Hears a stream's packets in their turn, and makes up for those that do not come. */
public interface Playout {
  /**
   * Hears a packet.
   *
   * @param packet the datagram; the payload lies in it from {@code offset} on
   * @return its duration in units of the RTP clock; 0 when it takes no time, as an event
   */
  int play(byte[] packet, int offset, int length, Heading heading);

  /** Makes up for so many units: conceals, or goes on with comfort noise. */
  void fill(int units);

  /** Lets so many units pass in silence: nothing was sent for them. */
  void skip(int units);

  /** True while the sender pauses and comfort noise stands for it (DTX). */
  boolean isPausing();

  /** What of a packet's header matters to its speech. */
  final class Heading {
    private int payloadType;
    private boolean marker;
    private int timestamp;

    void set(int type, boolean marked, int time) {
      payloadType = type;
      marker = marked;
      timestamp = time;
    }

    /** 0 to 127. */
    public int payloadType() {
      return payloadType;
    }

    /** True when a talk spurt begins. */
    public boolean marker() {
      return marker;
    }

    /** The sender's time, in units of the RTP clock. */
    public int timestamp() {
      return timestamp;
    }
  }
}
