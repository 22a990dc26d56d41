package io.strowger.transcoder.transcode;

import io.strowger.transcoder.dsp.RingTone;
import io.strowger.transcoder.dsp.ToneSource;
import io.strowger.transcoder.rtcp.RtcpSession;
import io.strowger.transcoder.rtp.RtpStream;
import io.strowger.transcoder.rtp.RtpView;
import io.strowger.transcoder.rtp.StreamReception;
import io.strowger.transcoder.session.SideDescription;
import io.strowger.transcoder.session.SpokenTypes;
import org.jspecify.annotations.Nullable;

/** What one side of a relay is: what it was sent and has sent, its reports, its tone. */
final class Half {
  private static final long FRAME_NANOS = 20_000_000;
  private static final long MOST_TONE_MISSED = 5 * FRAME_NANOS;

  private final RtpStream stream;
  private final StreamReception reception;
  private final RtcpSession rtcp;
  private final PacketSink rtp;
  private final PacketSink reports;
  private final short[] toneSamples = new short[320];
  private SideDescription description;
  private SpokenTypes spoken;
  private long heardAt;
  private @Nullable RingTone tone;
  private @Nullable ToneSource source;
  private long toneAt;
  private long concealedBefore;
  private long discardedBefore;

  Half(SideDescription description, Relay.Wires wires, String name, long seed, long nowNanos) {
    this.description = description;
    this.spoken = description.spokenTypes();
    this.rtp = wires.rtp();
    this.reports = wires.rtcp();
    this.stream = new RtpStream(seed, nowNanos);
    this.reception = new StreamReception(clockRate());
    this.rtcp = new RtcpSession(name, stream, reception, nowNanos);
  }

  SideDescription description() {
    return description;
  }

  void describe(SideDescription other) {
    description = other;
    spoken = other.spokenTypes();
    reception.clockRate(clockRate());
  }

  boolean knows(int type) {
    return spoken.isSpeech(type) || spoken.isEvent(type);
  }

  int clockRate() {
    return description.codec().format().clockRate();
  }

  RtpStream stream() {
    return stream;
  }

  StreamReception reception() {
    return reception;
  }

  RtcpSession rtcp() {
    return rtcp;
  }

  long heardAt() {
    return heardAt;
  }

  /** Tells the time, before anything is sent. */
  void tell(long nowNanos) {
    stream.tell(nowNanos);
  }

  void send(byte[] datagram, int length) {
    rtp.send(datagram, length);
  }

  void count(RtpView packet, long nowNanos) {
    heardAt = nowNanos;
    reception.count(packet, nowNanos, spoken.isSpeech(packet.payloadType()));
  }

  void startTone(RingTone other, long nowNanos) {
    tone = other;
    source = null;
    toneAt = nowNanos;
  }

  void stopTone() {
    if (tone != null) {
      tone = null;
      source = null;
    }
  }

  void playTone(Direction towards, long nowNanos) {
    if (tone != null && nowNanos - toneAt > MOST_TONE_MISSED) {
      towards.beginTone();
      toneAt = nowNanos;
    }
    while (tone != null && nowNanos >= toneAt) {
      if (source == null) {
        towards.beginTone();
        source = new ToneSource(tone, towards.outletRate());
      }
      towards.play(source, toneSamples);
      toneAt += FRAME_NANOS;
    }
  }

  long toneAt() {
    return tone == null ? Long.MAX_VALUE : toneAt;
  }

  void report(byte[] datagram, long nowNanos, long epochNanos) {
    if (nowNanos >= rtcp.nextAt()) {
      int length = rtcp.write(datagram, moment(nowNanos, epochNanos));
      if (length > 0) {
        reports.send(datagram, length);
      }
    }
  }

  void bye(byte[] datagram, long nowNanos, long epochNanos) {
    if (stream.packets() > 0) {
      reports.send(datagram, rtcp.writeBye(datagram, moment(nowNanos, epochNanos)));
    }
  }

  RtcpSession.Moment moment(long nowNanos, long epochNanos) {
    int units = (int) (stream.stoodStillNanos() * clockRate() / 1_000_000_000L);
    return new RtcpSession.Moment(nowNanos, epochNanos, stream.timestamp() + units);
  }

  /** Keeps the counts of a way of this side that ends. */
  void keep(Direction ended) {
    concealedBefore += ended.concealed();
    discardedBefore += ended.discarded();
  }

  long concealed(Direction present) {
    return concealedBefore + present.concealed();
  }

  long discarded(Direction present) {
    return discardedBefore + present.discarded();
  }
}
