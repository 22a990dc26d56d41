package io.strowger.transcoder.transcode;

import io.strowger.transcoder.dsp.LossConcealment;
import io.strowger.transcoder.g711.G711;

/** Speech of companded packets of any time, lost ones concealed. */
final class G711Intake implements Intake {
  private static final int FRAME = 160;

  private final G711 law;
  private final SpeechSink sink;
  private final LossConcealment concealment = new LossConcealment();
  private final short[] samples;
  private long concealed;

  G711Intake(G711 law, SpeechSink sink, Scratch scratch) {
    this.law = law;
    this.sink = sink;
    this.samples = scratch.samples;
  }

  @Override
  public int take(byte[] packet, int offset, int length) {
    for (int at = 0; at < length; at += FRAME) {
      int count = Math.min(FRAME, length - at);
      law.decode(packet, offset + at, count, samples);
      concealment.hear(samples, count);
      sink.samples(samples, count);
    }
    return length;
  }

  @Override
  public void fill(int units) {
    for (int at = 0; at < units; at += FRAME) {
      int count = Math.min(FRAME, units - at);
      concealment.conceal(samples, count);
      concealed++;
      sink.samples(samples, count);
    }
  }

  @Override
  public boolean isPausing() {
    return false;
  }

  @Override
  public long concealed() {
    return concealed;
  }

  @Override
  public void close() {
    // Its tables are everybody's.
  }
}
