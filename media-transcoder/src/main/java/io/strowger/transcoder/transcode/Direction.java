package io.strowger.transcoder.transcode;

import io.strowger.transcoder.rtp.RtpPacket;
import java.util.function.Consumer;

/** One way of a call's media: takes the packets of one side, gives those for the other. */
public interface Direction extends AutoCloseable {
  /** Takes a packet and gives what it became, nothing for one that is late or not understood. */
  void take(RtpPacket packet, Consumer<RtpPacket> out);

  @Override
  void close();
}
