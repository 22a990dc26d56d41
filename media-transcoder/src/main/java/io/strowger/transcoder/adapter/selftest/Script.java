package io.strowger.transcoder.adapter.selftest;

import io.strowger.transcoder.adapter.codec.SpeechSample;
import io.strowger.transcoder.amr.AmrCodec;
import io.strowger.transcoder.amr.AmrDecoder;
import io.strowger.transcoder.amr.AmrEncoder;
import io.strowger.transcoder.amr.AmrFile;
import io.strowger.transcoder.amr.AmrFrames;
import io.strowger.transcoder.amr.AmrFraming;
import io.strowger.transcoder.amr.AmrKind;
import io.strowger.transcoder.dsp.Resampler;
import io.strowger.transcoder.g711.G711;
import java.util.Arrays;
import java.util.List;

/**
 * What both ends of a call say, packet by packet, and what the other end must hear: the handset
 * speaks octet-aligned AMR or AMR-WB, the trunk PCMA.
 */
@SuppressWarnings("ArrayRecordComponent")
public record Script(
    AmrKind kind,
    byte[][] handsetSays,
    byte[][] trunkSays,
    byte[][] trunkHears,
    byte[][] handsetHears) {
  /** The mode that both ends speak in: 12.2 kbit/s of AMR, 12.65 of AMR-WB, as is customary. */
  public static int mode(AmrKind kind) {
    return kind == AmrKind.WIDEBAND ? 2 : 7;
  }

  /** A packet's time. */
  public static final int PACKET_MILLIS = 20;

  private static final int G711_OCTETS = 160;

  /** As many packets of real speech. */
  public static Script of(AmrKind kind, int packets, AmrCodec codecs) {
    byte[][] handset = handset(kind, packets);
    byte[][] trunk = trunk(packets, codecs);
    return new Script(
        kind,
        handset,
        trunk,
        heardByTrunk(kind, packets, codecs),
        heardByHandset(kind, trunk, codecs));
  }

  /** Samples of a G.711 packet. */
  public static short[] samplesOf(byte[] companded) {
    short[] samples = new short[companded.length];
    G711.PCMA.decode(companded, 0, companded.length, samples);
    return samples;
  }

  private static AmrFraming framing(AmrKind kind) {
    return new AmrFraming(kind, true);
  }

  private static byte[][] handset(AmrKind kind, int packets) {
    List<AmrFile.Frame> speech = SpeechSample.of(kind).file().frames();
    byte[][] payloads = new byte[packets][];
    for (int i = 0; i < packets; i++) {
      AmrFile.Frame frame = speech.get(i % speech.size());
      payloads[i] = payload(kind, frame.type(), frame.speech());
    }
    return payloads;
  }

  private static byte[] payload(AmrKind kind, int type, byte[] speech) {
    AmrFrames frames = new AmrFrames();
    System.arraycopy(speech, 0, frames.speech(frames.add(type, true)), 0, kind.octets(type));
    byte[] payload = new byte[AmrFraming.MOST_OCTETS];
    return Arrays.copyOf(payload, framing(kind).write(frames, payload, 0));
  }

  private static byte[][] trunk(int packets, AmrCodec codecs) {
    byte[] companded = G711.PCMA.encode(SpeechSample.of(AmrKind.NARROWBAND).samples(codecs));
    int whole = companded.length / G711_OCTETS;
    byte[][] payloads = new byte[packets][];
    for (int i = 0; i < packets; i++) {
      int at = i % whole * G711_OCTETS;
      payloads[i] = Arrays.copyOfRange(companded, at, at + G711_OCTETS);
    }
    return payloads;
  }

  private static byte[][] heardByTrunk(AmrKind kind, int packets, AmrCodec codecs) {
    List<AmrFile.Frame> speech = SpeechSample.of(kind).file().frames();
    short[] decoded = new short[kind.samples()];
    short[] telephone = new short[2 * Resampler.MOST];
    Resampler resampler = Resampler.between(kind.clockRate(), 8_000);
    byte[][] payloads = new byte[packets][G711_OCTETS];
    try (AmrDecoder decoder = codecs.newDecoder(kind)) {
      for (int i = 0; i < packets; i++) {
        AmrFile.Frame frame = speech.get(i % speech.size());
        decoder.decode(frame.type(), frame.speech(), decoded);
        resampler.resample(decoded, decoded.length, telephone);
        G711.PCMA.encode(telephone, 0, G711_OCTETS, payloads[i], 0);
      }
    }
    return payloads;
  }

  private static byte[][] heardByHandset(AmrKind kind, byte[][] trunk, AmrCodec codecs) {
    Resampler resampler = Resampler.between(8_000, kind.clockRate());
    short[] wide = new short[2 * Resampler.MOST];
    byte[] speech = new byte[AmrKind.MOST_OCTETS];
    byte[][] payloads = new byte[trunk.length][];
    try (AmrEncoder encoder = codecs.newEncoder(kind, false)) {
      for (int i = 0; i < trunk.length; i++) {
        resampler.resample(samplesOf(trunk[i]), G711_OCTETS, wide);
        payloads[i] = payload(kind, encoder.encode(wide, mode(kind), speech), speech);
      }
    }
    return payloads;
  }

  /** The speech of AMR packets, as the reference decoder makes it; missing ones are concealed. */
  public static short[] decoded(AmrKind kind, byte[][] payloads, AmrCodec codecs) {
    short[] all = new short[payloads.length * kind.samples()];
    short[] block = new short[kind.samples()];
    AmrFrames frames = new AmrFrames();
    try (AmrDecoder decoder = codecs.newDecoder(kind)) {
      for (int i = 0; i < payloads.length; i++) {
        byte[] payload = payloads[i];
        boolean whole =
            payload.length > 0 && framing(kind).read(payload, 0, payload.length, frames);
        decoder.decode(whole ? frames.type(0) : AmrKind.NO_DATA, frames.speech(0), block);
        System.arraycopy(block, 0, all, i * block.length, block.length);
      }
    }
    return all;
  }

  /** The speech of G.711 packets; missing ones are silent. */
  public static short[] decoded(byte[][] payloads) {
    short[] all = new short[payloads.length * G711_OCTETS];
    for (int i = 0; i < payloads.length; i++) {
      if (payloads[i].length == G711_OCTETS) {
        System.arraycopy(samplesOf(payloads[i]), 0, all, i * G711_OCTETS, G711_OCTETS);
      }
    }
    return all;
  }
}
