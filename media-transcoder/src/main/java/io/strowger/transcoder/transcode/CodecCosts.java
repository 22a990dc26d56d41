package io.strowger.transcoder.transcode;

import io.strowger.transcoder.amr.AmrKind;
import io.strowger.transcoder.session.SideDescription;
import io.strowger.transcoder.session.SpeechFormat;

/**
 * CPU that codecs and packets take on this machine.
 *
 * @param narrowband of AMR, in its dearest mode
 * @param wideband of AMR-WB, in its dearest mode
 * @param packetMicros to receive a packet and send another
 * @param resampleMicros of 20 ms between 8 and 16 kHz
 * @param srtpMicros to open a packet, or to protect one; 0 where SRTP is not spoken
 */
public record CodecCosts(
    Frame narrowband,
    Frame wideband,
    double packetMicros,
    double resampleMicros,
    double srtpMicros) {
  /** Of 20 ms, in microseconds. */
  public record Frame(double decodeMicros, double encodeMicros) {}

  private static final double FRAMES_A_SECOND = 50;
  private static final double MICROS_A_SECOND = 1_000_000;

  /** What a session takes when both sides speak without a pause, in cores. */
  public double cores(SideDescription a, SideDescription b) {
    return (micros(a, b) + micros(b, a)) / MICROS_A_SECOND;
  }

  private double micros(SideDescription from, SideDescription to) {
    SpeechFormat spoken = from.codec().format();
    SpeechFormat heard = to.codec().format();
    double packets = packets(from) * packetMicros + srtpMicros(from) + srtpMicros(to);
    if (spoken instanceof SpeechFormat.Amr one
        && heard instanceof SpeechFormat.Amr other
        && AmrRepacking.suits(one, other)) {
      return packets;
    }
    double frame = spoken.clockRate() == heard.clockRate() ? 0 : resampleMicros;
    frame += spoken instanceof SpeechFormat.Amr amr ? of(amr.kind()).decodeMicros() : 0;
    frame += heard instanceof SpeechFormat.Amr amr ? of(amr.kind()).encodeMicros() : 0;
    return packets + FRAMES_A_SECOND * frame;
  }

  private static double packets(SideDescription side) {
    return 1000.0 / side.codec().ptimeMillis();
  }

  /** Of a second's packets of one way. */
  private double srtpMicros(SideDescription side) {
    return side.transport().srtp().isPresent() ? packets(side) * srtpMicros : 0;
  }

  /** Of one codec. */
  public Frame of(AmrKind kind) {
    return switch (kind) {
      case NARROWBAND -> narrowband;
      case WIDEBAND -> wideband;
    };
  }
}
