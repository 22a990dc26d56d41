package io.strowger.transcoder.adapter.codec;

import io.strowger.transcoder.adapter.srtp.SrtpStream;
import io.strowger.transcoder.amr.AmrCodec;
import io.strowger.transcoder.amr.AmrDecoder;
import io.strowger.transcoder.amr.AmrEncoder;
import io.strowger.transcoder.amr.AmrFile;
import io.strowger.transcoder.amr.AmrKind;
import io.strowger.transcoder.dsp.Resampler;
import io.strowger.transcoder.rtp.RtpStream;
import io.strowger.transcoder.rtp.RtpView;
import io.strowger.transcoder.srtp.SrtpKey;
import io.strowger.transcoder.srtp.SrtpSuite;
import io.strowger.transcoder.transcode.CodecCosts;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Measures what codecs and protection take on this machine, on real speech. */
public final class Calibration {
  private static final int ROUNDS = 3;
  private static final int SRTP_PACKETS = 5_000;
  private static final int SRTP_PACKET = RtpView.HEADER + 160;
  private static final int SRTP_ROOM = SRTP_PACKET + SrtpStream.LONGEST_TRAILER;

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
        calibration.resample(),
        SrtpStream.isPossible() ? srtp() : 0);
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

  /** As most peers speak it: 160 octets of speech, AES with 128 bits, tags of 80 bits. */
  private static double srtp() {
    SrtpKey key = SrtpKey.fresh(SrtpSuite.AES_CM_128_HMAC_SHA1_80);
    double[] rounds = new double[ROUNDS];
    MemorySegment packet = MemorySegment.ofBuffer(ByteBuffer.allocateDirect(SRTP_ROOM));
    byte[] datagram = new byte[SRTP_PACKET];
    RtpStream stream = new RtpStream(1);
    try (SrtpStream sent = SrtpStream.outgoing(key);
        SrtpStream heard = SrtpStream.incoming(key)) {
      for (int round = 0; round < ROUNDS; round++) {
        long began = System.nanoTime();
        for (int i = 0; i < SRTP_PACKETS; i++) {
          stream.head(datagram, 0, SRTP_PACKET - RtpView.HEADER);
          stream.advance(160);
          MemorySegment.copy(datagram, 0, packet, ValueLayout.JAVA_BYTE, 0, SRTP_PACKET);
          heard.unprotect(packet, sent.protect(packet, SRTP_PACKET, false), false);
        }
        rounds[round] = micros(began, 2 * SRTP_PACKETS);
      }
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
