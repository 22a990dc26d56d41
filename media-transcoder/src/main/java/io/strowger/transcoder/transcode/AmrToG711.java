package io.strowger.transcoder.transcode;

import io.strowger.transcoder.amr.AmrCodec;
import io.strowger.transcoder.amr.AmrDecoder;
import io.strowger.transcoder.amr.AmrFrame;
import io.strowger.transcoder.amr.AmrPayload;
import io.strowger.transcoder.g711.G711;
import io.strowger.transcoder.rtp.RtpPacket;
import io.strowger.transcoder.rtp.RtpSender;
import java.util.function.Consumer;

/**
 * From the caller to the trunk. Every 20 ms of the caller's time become one packet: what was lost
 * or not sent is filled from the decoder, which conceals losses and makes comfort noise.
 */
public final class AmrToG711 implements Direction {
  private final CallerSide caller;
  private final G711 codec;
  private final RtpSender sender;
  private final AmrDecoder decoder;
  private final Timeline timeline = new Timeline();
  private final EventRelay events;
  private long concealed;

  /**
   * A direction with a decoder of its own.
   *
   * @param eventsTo the trunk's payload type of telephone events
   * @param seed random, for the counters of what is sent
   */
  public AmrToG711(CallerSide caller, G711 codec, int eventsTo, AmrCodec amr, long seed) {
    this.caller = caller;
    this.codec = codec;
    this.sender = new RtpSender(seed);
    this.decoder = amr.newDecoder();
    this.events = new EventRelay(eventsTo);
  }

  @Override
  public void take(RtpPacket packet, Consumer<RtpPacket> out) {
    if (caller.events().isPresent() && packet.payloadType() == caller.events().getAsInt()) {
      out.accept(events.pass(packet, sender));
    } else if (packet.payloadType() == caller.format().payloadType()) {
      AmrPayload.read(packet.payload(), caller.format().octetAligned())
          .ifPresent(payload -> speech(packet, payload, out));
    }
  }

  /** How many frames were made up, for those lost or not sent. */
  public long concealed() {
    return concealed;
  }

  private void speech(RtpPacket packet, AmrPayload payload, Consumer<RtpPacket> out) {
    int missing = timeline.missingBefore(packet.ssrc(), packet.timestamp());
    if (missing < 0) {
      return;
    }
    for (int filled = 0; filled + AmrFrame.SAMPLES <= missing; filled += AmrFrame.SAMPLES) {
      concealed++;
      send(AmrFrame.noData(), false, out);
    }
    boolean marker = packet.marker();
    for (AmrFrame frame : payload.frames()) {
      send(frame, marker, out);
      marker = false;
    }
    timeline.reached(packet.timestamp() + payload.frames().size() * AmrFrame.SAMPLES);
  }

  private void send(AmrFrame frame, boolean marker, Consumer<RtpPacket> out) {
    byte[] codes = codec.encode(decoder.decode(frame));
    out.accept(sender.next(codec.payloadType(), marker, codes));
    sender.advance(AmrFrame.SAMPLES);
  }

  @Override
  public void close() {
    decoder.close();
  }
}
