package io.strowger.transcoder.transcode;

import io.strowger.transcoder.rtp.RtpPacket;
import io.strowger.transcoder.rtp.RtpSender;

/**
 * Telephone events (RFC 4733) pass as they are, under the other side's payload type: all packets of
 * one event keep one timestamp, that of its beginning.
 */
final class EventRelay {
  private final int payloadType;
  private boolean begun;
  private int from;
  private int to;

  EventRelay(int payloadType) {
    this.payloadType = payloadType;
  }

  RtpPacket pass(RtpPacket event, RtpSender sender) {
    if (!begun || event.timestamp() != from) {
      begun = true;
      from = event.timestamp();
      to = sender.timestamp();
    }
    return sender.at(payloadType, event.marker(), to, event.payload());
  }
}
