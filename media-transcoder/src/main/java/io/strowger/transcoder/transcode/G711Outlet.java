package io.strowger.transcoder.transcode;

import io.strowger.transcoder.amr.AmrFrames;
import io.strowger.transcoder.g711.G711;
import io.strowger.transcoder.rtp.RtpStream;
import io.strowger.transcoder.rtp.RtpView;
import io.strowger.transcoder.session.SideDescription;

/** Companded packets of a fixed time. */
final class G711Outlet implements Outlet {
  private static final int CLOCK = 8_000;

  private final G711 law;
  private final int payloadType;
  private final int packetSamples;
  private final RtpStream stream;
  private final PacketSink sink;
  private final byte[] datagram;
  private int filled;

  G711Outlet(G711 law, SideDescription.Codec codec, RtpStream stream, PacketSink sink) {
    this.law = law;
    this.payloadType = codec.payloadType();
    this.packetSamples = Math.min(codec.ptimeMillis(), codec.maxPtimeMillis()) * CLOCK / 1000;
    this.stream = stream;
    this.sink = sink;
    this.datagram = new byte[RtpView.HEADER + packetSamples];
  }

  @Override
  public int sampleRate() {
    return CLOCK;
  }

  @Override
  public void samples(short[] samples, int count) {
    int taken = 0;
    while (taken < count) {
      int now = Math.min(count - taken, packetSamples - filled);
      law.encode(samples, taken, now, datagram, RtpView.HEADER + filled);
      filled += now;
      taken += now;
      if (filled == packetSamples) {
        send();
      }
    }
  }

  private void send() {
    stream.head(datagram, payloadType, filled);
    sink.send(datagram, RtpView.HEADER + filled);
    stream.advance(filled);
    filled = 0;
  }

  @Override
  public void frame(AmrFrames frames, int index) {
    throw new IllegalStateException("G.711 has no frames");
  }

  @Override
  public void request(int mode) {
    // G.711 has one mode.
  }

  @Override
  public void skip(int samples) {
    if (filled > 0) {
      send();
    }
    stream.advance(samples);
    stream.mark();
  }

  @Override
  public void close() {
    // Its tables are everybody's.
  }
}
