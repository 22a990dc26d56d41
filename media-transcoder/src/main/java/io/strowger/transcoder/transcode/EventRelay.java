package io.strowger.transcoder.transcode;

import io.strowger.transcoder.jitter.Playout.Heading;
import io.strowger.transcoder.rtp.EventClock;
import io.strowger.transcoder.rtp.RtpStream;
import io.strowger.transcoder.rtp.RtpView;
import io.strowger.transcoder.rtp.TelephoneEvents;

/**
 * Telephone events (RFC 4733) under the other side's payload type and clock: all packets of one
 * event keep one timestamp, that of its beginning. No two events share one: whoever hears would
 * take the second for the first one's repetition (section 2.5.1.2).
 */
final class EventRelay {
  private static final int FRAMES_A_SECOND = 50;

  private final int payloadType;
  private final EventClock clock;
  private final RtpStream stream;
  private final PacketSink sink;
  private final byte[] datagram = new byte[RtpView.HEADER + EventClock.OCTETS];
  private boolean begun;
  private int from;
  private int to;

  EventRelay(TelephoneEvents spoken, TelephoneEvents heard, RtpStream stream, PacketSink sink) {
    this.payloadType = heard.payloadType();
    this.clock = new EventClock(spoken.clockRate(), heard.clockRate());
    this.stream = stream;
    this.sink = sink;
  }

  /**
   * Passes a packet of an event on.
   *
   * @param expected the sender's time up to which its speech was heard
   */
  void pass(byte[] packet, int offset, Heading heading, int expected) {
    if (!begun || heading.timestamp() != from) {
      begin(heading.timestamp(), expected);
    }
    clock.copy(packet, offset, datagram, RtpView.HEADER);
    stream.headAt(datagram, payloadType, EventClock.OCTETS, to, heading.marker());
    sink.send(datagram, RtpView.HEADER + EventClock.OCTETS);
  }

  private void begin(int time, int expected) {
    int at = stream.timestamp() + afterSpeech(time - expected);
    int free = to + Math.max(1, lastDuration());
    to = begun && at - free < 0 ? free : at;
    from = time;
    begun = true;
  }

  /**
   * How long after what was heard last an event begins: as its sender says, where no more time can
   * have passed; else by the time that has.
   */
  private int afterSpeech(int after) {
    int passed = clock.convertNanos(stream.stoodStillNanos());
    long said = clock.convert(after);
    boolean sameTimeline = after >= 0 && said < passed + clock.to();
    return sameTimeline ? (int) said : Math.max(0, passed - clock.to() / FRAMES_A_SECOND);
  }

  private int lastDuration() {
    return (datagram[RtpView.HEADER + 2] & 0xFF) << 8 | (datagram[RtpView.HEADER + 3] & 0xFF);
  }
}
