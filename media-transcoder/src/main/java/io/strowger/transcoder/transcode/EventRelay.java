package io.strowger.transcoder.transcode;

import io.strowger.transcoder.jitter.Playout.Heading;
import io.strowger.transcoder.rtp.EventClock;
import io.strowger.transcoder.rtp.RtpStream;
import io.strowger.transcoder.rtp.RtpView;
import io.strowger.transcoder.rtp.TelephoneEvents;

/**
 * Telephone events (RFC 4733) under the other side's payload type and clock: all packets of one
 * event keep one timestamp, that of its beginning.
 */
final class EventRelay {
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
      begun = true;
      from = heading.timestamp();
      int after = from - expected;
      boolean sameTimeline = after >= 0 && after < clock.from();
      to = stream.timestamp() + (sameTimeline ? clock.convert(after) : 0);
    }
    clock.copy(packet, offset, datagram, RtpView.HEADER);
    stream.headAt(datagram, payloadType, EventClock.OCTETS, to, heading.marker());
    sink.send(datagram, RtpView.HEADER + EventClock.OCTETS);
  }
}
