package io.strowger.benchmarks.media;

import io.strowger.transcoder.adapter.codec.NativeAmr;
import io.strowger.transcoder.adapter.selftest.Script;
import io.strowger.transcoder.amr.AmrDecoder;
import io.strowger.transcoder.amr.AmrEncoder;
import io.strowger.transcoder.amr.AmrFrames;
import io.strowger.transcoder.amr.AmrFraming;
import io.strowger.transcoder.amr.AmrKind;
import io.strowger.transcoder.dsp.Resampler;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * What the codecs alone take for the frames of so many calls: every call's decoder and encoder in
 * turn, with resampling, without a packet. Printed as microseconds of CPU for 20 ms of one call.
 */
public final class BareCodec {
  private BareCodec() {}

  /** One call's codecs. */
  private record States(AmrDecoder decoder, AmrEncoder encoder, Resampler down, Resampler up) {}

  /**
   * Measures.
   *
   * @param arguments the kind, the calls, the frames of each
   */
  public static void main(String[] arguments) throws Exception {
    AmrKind kind = AmrKind.valueOf(arguments[0]);
    int calls = Integer.parseInt(arguments[1]);
    int frames = Integer.parseInt(arguments[2]);
    NativeAmr codecs = NativeAmr.load();
    Script script = Script.of(kind, frames, codecs);
    List<States> states = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      states.add(
          new States(
              codecs.newDecoder(kind),
              codecs.newEncoder(kind, false),
              Resampler.between(kind.clockRate(), 8_000),
              Resampler.between(8_000, kind.clockRate())));
    }
    run(kind, script, states, 0, frames / 5);
    var threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    run(kind, script, states, frames / 5, frames);
    double micros = (threads.getCurrentThreadCpuTime() - before) / 1e3;
    System.out.printf("%.2f%n", micros / (frames - frames / 5) / calls);
  }

  private static void run(AmrKind kind, Script script, List<States> states, int from, int to) {
    AmrFraming framing = new AmrFraming(kind, true);
    AmrFrames parsed = new AmrFrames();
    short[] decoded = new short[kind.samples()];
    short[] resampled = new short[2 * Resampler.MOST];
    byte[] speech = new byte[AmrKind.MOST_OCTETS];
    for (int i = from; i < to; i++) {
      byte[] payload = script.handsetSays()[i];
      short[] trunk = Script.samplesOf(script.trunkSays()[i]);
      for (States call : states) {
        framing.read(payload, 0, payload.length, parsed);
        call.decoder().decode(parsed.type(0), parsed.speech(0), decoded);
        call.down().resample(decoded, decoded.length, resampled);
        call.up().resample(trunk, trunk.length, resampled);
        call.encoder().encode(resampled, Script.mode(kind), speech);
      }
    }
  }
}
