package io.strowger.transcoder.transcode;

import io.strowger.transcoder.ReferenceMedia;
import io.strowger.transcoder.ReferenceMedia.Packet;
import io.strowger.transcoder.rtp.RtpPacket;
import java.util.ArrayList;
import java.util.List;

/** A reference file as the packets of one stream. */
record Talk(List<RtpPacket> packets) {
  static final int SSRC = 0x5EED;

  static Talk of(String file, int payloadType, int firstSequence, int firstTime) {
    List<RtpPacket> packets = new ArrayList<>();
    int time = firstTime;
    int sequence = firstSequence;
    for (Packet packet : ReferenceMedia.packets(file)) {
      time += packets.isEmpty() ? 0 : packet.timestampStep();
      packets.add(
          new RtpPacket(
              payloadType, packet.marker(), sequence++ & 0xFFFF, time, SSRC, packet.payload()));
    }
    return new Talk(packets);
  }

  static Talk amr(String file) {
    return of(file, Scene.AMR, 100, 1_000);
  }

  static Talk companded(String file, int payloadType, int octets) {
    byte[] all = ReferenceMedia.bytes(file);
    List<RtpPacket> packets = new ArrayList<>();
    for (int at = 0; at + octets <= all.length; at += octets) {
      byte[] payload = java.util.Arrays.copyOfRange(all, at, at + octets);
      packets.add(new RtpPacket(payloadType, at == 0, at / octets, at, SSRC, payload));
    }
    return new Talk(packets);
  }

  /** The same packet under another number. */
  static RtpPacket numbered(RtpPacket packet, int sequence) {
    return new RtpPacket(
        packet.payloadType(),
        packet.marker(),
        sequence,
        packet.timestamp(),
        packet.ssrc(),
        packet.payload());
  }

  RtpPacket get(int index) {
    return packets.get(index);
  }

  /** The milliseconds between a packet and the first, by timestamps. */
  double millis(int index, int clockRate) {
    return (packets.get(index).timestamp() - packets.getFirst().timestamp()) * 1000.0 / clockRate;
  }

  /** Says all of it, each packet at its time. */
  void said(Scene scene, io.strowger.transcoder.session.Side side, int clockRate) {
    double began = scene.atMillis();
    for (int i = 0; i < packets.size(); i++) {
      scene.passes(began + millis(i, clockRate) - scene.atMillis());
      scene.takes(side, packets.get(i));
    }
  }
}
