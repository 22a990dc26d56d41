package io.strowger.transcoder.transcode;

import io.strowger.transcoder.amr.AmrDecoder;
import io.strowger.transcoder.amr.AmrFrames;
import io.strowger.transcoder.amr.AmrFraming;
import io.strowger.transcoder.amr.AmrKind;
import java.util.function.IntConsumer;

/** Speech of AMR packets: every 20 ms are decoded once, whatever came of them. */
final class AmrIntake implements Intake {
  private final AmrFraming framing;
  private final AmrDecoder decoder;
  private final IntConsumer requests;
  private final SpeechSink sink;
  private final AmrFrames frames;
  private final short[] samples;
  private final int frameSamples;
  private boolean pausing;
  private long concealed;

  /**
   * An intake with a decoder of its own, which it closes.
   *
   * @param requests hears the mode request of every packet
   */
  AmrIntake(
      AmrFraming framing,
      AmrDecoder decoder,
      IntConsumer requests,
      SpeechSink sink,
      Scratch scratch) {
    this.framing = framing;
    this.decoder = decoder;
    this.requests = requests;
    this.sink = sink;
    this.frames = scratch.parsed;
    this.samples = scratch.samples;
    this.frameSamples = framing.kind().samples();
  }

  @Override
  public int take(byte[] packet, int offset, int length) {
    if (!framing.read(packet, offset, length, frames)) {
      return 0;
    }
    requests.accept(frames.modeRequest());
    for (int i = 0; i < frames.count(); i++) {
      hear(frames.type(i), frames.isGood(i), frames.speech(i));
    }
    return frames.count() * frameSamples;
  }

  private void hear(int type, boolean good, byte[] speech) {
    boolean damaged = !good || type == AmrKind.SPEECH_LOST;
    if (damaged) {
      concealed++;
    } else if (type != AmrKind.NO_DATA) {
      pausing = type == framing.kind().sid();
    }
    decode(damaged ? AmrKind.NO_DATA : type, speech);
  }

  private void decode(int type, byte[] speech) {
    decoder.decode(type, speech, samples);
    sink.samples(samples, frameSamples);
  }

  @Override
  public void fill(int units) {
    for (int at = 0; at + frameSamples <= units; at += frameSamples) {
      concealed += pausing ? 0 : 1;
      decode(AmrKind.NO_DATA, frames.speech(0));
    }
  }

  @Override
  public boolean isPausing() {
    return pausing;
  }

  @Override
  public long concealed() {
    return concealed;
  }

  @Override
  public void close() {
    decoder.close();
  }
}
