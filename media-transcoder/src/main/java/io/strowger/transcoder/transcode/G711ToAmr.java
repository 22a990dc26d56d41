package io.strowger.transcoder.transcode;

import io.strowger.transcoder.amr.AmrCodec;
import io.strowger.transcoder.amr.AmrEncoder;
import io.strowger.transcoder.amr.AmrFrame;
import io.strowger.transcoder.amr.AmrPayload;
import io.strowger.transcoder.g711.G711;
import io.strowger.transcoder.rtp.RtpPacket;
import io.strowger.transcoder.rtp.RtpSender;
import java.util.List;
import java.util.function.Consumer;

/**
 * From the trunk to the caller: any packet time in, one frame of the best allowed mode a packet
 * out. Where the trunk sent nothing, time passes and nothing is sent.
 */
public final class G711ToAmr implements Direction {
  private final CallerSide caller;
  private final G711 codec;
  private final int eventsFrom;
  private final RtpSender sender;
  private final AmrEncoder encoder;
  private final Timeline timeline = new Timeline();
  private final short[] samples = new short[AmrFrame.SAMPLES];
  private final EventRelay events;
  private int filled;

  /**
   * A direction with an encoder of its own.
   *
   * @param eventsFrom the trunk's payload type of telephone events
   * @param seed random, for the counters of what is sent
   */
  public G711ToAmr(CallerSide caller, G711 codec, int eventsFrom, AmrCodec amr, long seed) {
    this.caller = caller;
    this.codec = codec;
    this.eventsFrom = eventsFrom;
    this.sender = new RtpSender(seed);
    this.encoder = amr.newEncoder();
    this.events = new EventRelay(caller.events().orElse(0));
  }

  @Override
  public void take(RtpPacket packet, Consumer<RtpPacket> out) {
    if (packet.payloadType() == eventsFrom) {
      if (caller.events().isPresent()) {
        out.accept(events.pass(packet, sender));
      }
    } else if (packet.payloadType() == codec.payloadType()) {
      speech(packet, out);
    }
  }

  private void speech(RtpPacket packet, Consumer<RtpPacket> out) {
    int missing = timeline.missingBefore(packet.ssrc(), packet.timestamp());
    if (missing < 0) {
      return;
    }
    if (missing > 0) {
      sender.advance(filled + missing);
      filled = 0;
    }
    for (byte code : packet.payload()) {
      samples[filled++] = codec.decode(code);
      if (filled == AmrFrame.SAMPLES) {
        send(packet.marker(), out);
      }
    }
    timeline.reached(packet.timestamp() + packet.payload().length);
  }

  private void send(boolean marker, Consumer<RtpPacket> out) {
    AmrFrame frame = encoder.encode(samples, caller.format().bestMode());
    byte[] payload = AmrPayload.of(List.of(frame)).write(caller.format().octetAligned());
    out.accept(sender.next(caller.format().payloadType(), marker, payload));
    sender.advance(AmrFrame.SAMPLES);
    filled = 0;
  }

  @Override
  public void close() {
    encoder.close();
  }
}
