package io.strowger.transcoder.adapter.codec;

import io.strowger.transcoder.amr.AmrCodec;
import io.strowger.transcoder.amr.AmrDecoder;
import io.strowger.transcoder.amr.AmrEncoder;
import io.strowger.transcoder.amr.AmrFile;
import io.strowger.transcoder.amr.AmrKind;
import io.strowger.transcoder.dsp.Resampler;
import io.strowger.transcoder.transcode.CodecCosts;
import java.util.Arrays;

/** Measures what the codecs take on this machine, on real speech. */
public final class Calibration {
  private static final int ROUNDS = 3;

  /** To receive a packet and to send one, until it is measured: nearly all of it the kernel's. */
  private static final double PACKET_MICROS = 16;

  private final AmrCodec codecs;

  private Calibration(AmrCodec codecs) {
    this.codecs = codecs;
  }

  /** Takes about a second. */
  public static CodecCosts measure(AmrCodec codecs) {
    Calibration calibration = new Calibration(codecs);
    return new CodecCosts(
        calibration.frame(AmrKind.NARROWBAND),
        calibration.frame(AmrKind.WIDEBAND),
        PACKET_MICROS,
        calibration.resample());
  }

  private CodecCosts.Frame frame(AmrKind kind) {
    SpeechSample sample = SpeechSample.of(kind);
    short[] speech = sample.samples(codecs);
    double[] decode = new double[ROUNDS];
    double[] encode = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      decode[round] = decode(sample.file());
      encode[round] = encode(kind, speech);
    }
    return new CodecCosts.Frame(median(decode), median(encode));
  }

  private double decode(AmrFile file) {
    short[] samples = new short[file.kind().samples()];
    try (AmrDecoder decoder = codecs.newDecoder(file.kind())) {
      long began = System.nanoTime();
      for (AmrFile.Frame frame : file.frames()) {
        decoder.decode(frame.type(), frame.speech(), samples);
      }
      return micros(began, file.frames().size());
    }
  }

  private double encode(AmrKind kind, short[] speech) {
    byte[] frame = new byte[AmrKind.MOST_OCTETS];
    short[] block = new short[kind.samples()];
    int frames = speech.length / block.length;
    try (AmrEncoder encoder = codecs.newEncoder(kind, false)) {
      long began = System.nanoTime();
      for (int i = 0; i < frames; i++) {
        System.arraycopy(speech, i * block.length, block, 0, block.length);
        encoder.encode(block, kind.bestMode(), frame);
      }
      return micros(began, frames);
    }
  }

  private double resample() {
    double[] rounds = new double[ROUNDS];
    short[] in = new short[320];
    short[] out = new short[320];
    Resampler halving = Resampler.between(16_000, 8_000);
    for (int round = 0; round < ROUNDS; round++) {
      long began = System.nanoTime();
      for (int i = 0; i < 2_000; i++) {
        halving.resample(in, in.length, out);
      }
      rounds[round] = micros(began, 2_000);
    }
    return median(rounds);
  }

  private static double micros(long began, int times) {
    return (System.nanoTime() - began) / 1_000.0 / times;
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }
}
