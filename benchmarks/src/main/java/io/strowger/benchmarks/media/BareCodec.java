package io.strowger.benchmarks.media;

import io.strowger.transcoder.adapter.codec.NativeAmr;
import io.strowger.transcoder.adapter.selftest.Script;
import io.strowger.transcoder.amr.AmrDecoder;
import io.strowger.transcoder.amr.AmrEncoder;
import io.strowger.transcoder.amr.AmrFrames;
import io.strowger.transcoder.amr.AmrFraming;
import io.strowger.transcoder.amr.AmrKind;
import io.strowger.transcoder.dsp.Resampler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * What the codecs alone take for the frames of so many calls, with resampling, without a packet.
 * Printed as microseconds of CPU for 20 ms of one call, twice: with every call's decoder and
 * encoder in turn without a pause; and each at its time, the core asleep between them as it is
 * under a relay: where a virtual machine or the clock of its processor does not wake at once to
 * full speed, or others take its caches meanwhile, that is the dearer one.
 */
public final class BareCodec {
  private static final long FRAME_NANOS = 20_000_000;
  private static final long LEAST_SLEEP_NANOS = 1_000_000;

  private final AmrKind kind;
  private final Script script;
  private final List<States> states = new ArrayList<>();
  private final short[][] trunk;
  private final AmrFraming framing;
  private final AmrFrames parsed = new AmrFrames();
  private final short[] decoded;
  private final short[] resampled = new short[2 * Resampler.MOST];
  private final byte[] speech = new byte[AmrKind.MOST_OCTETS];

  /** One call's codecs. */
  private record States(AmrDecoder decoder, AmrEncoder encoder, Resampler down, Resampler up) {}

  private BareCodec(AmrKind kind, int calls, int frames, NativeAmr codecs) {
    this.kind = kind;
    this.script = Script.of(kind, frames, codecs);
    this.trunk = Stream.of(script.trunkSays()).map(Script::samplesOf).toArray(short[][]::new);
    this.framing = new AmrFraming(kind, true);
    this.decoded = new short[kind.samples()];
    for (int i = 0; i < calls; i++) {
      states.add(
          new States(
              codecs.newDecoder(kind),
              codecs.newEncoder(kind, false),
              Resampler.between(kind.clockRate(), 8_000),
              Resampler.between(8_000, kind.clockRate())));
    }
  }

  /**
   * Measures.
   *
   * @param arguments the kind, the calls, the frames of each
   */
  public static void main(String[] arguments) throws Exception {
    AmrKind kind = AmrKind.valueOf(arguments[0]);
    int calls = Integer.parseInt(arguments[1]);
    int frames = Integer.parseInt(arguments[2]);
    BareCodec codec = new BareCodec(kind, calls, frames, NativeAmr.load());
    int warm = frames / 5;
    codec.inTurn(0, warm);
    double inTurn = codec.inTurn(warm, frames);
    double atTheirTimes = codec.atTheirTimes(warm, frames);
    System.out.printf("%.2f %.2f%n", inTurn, atTheirTimes);
  }

  private double inTurn(int from, int to) {
    long began = System.nanoTime();
    for (int frame = from; frame < to; frame++) {
      for (States call : states) {
        decode(call, frame);
        encode(call, frame);
      }
    }
    return micros(System.nanoTime() - began, to - from);
  }

  /** In real time nothing else runs on this core: what the clock tells is the processor's time. */
  private double atTheirTimes(int from, int to) {
    long took = 0;
    long slots = 2L * states.size();
    long began = System.nanoTime();
    for (long slot = 0; slot < slots * (to - from); slot++) {
      sleepUntil(began + slot * FRAME_NANOS / slots);
      States call = states.get((int) (slot % slots / 2));
      int frame = from + (int) (slot / slots);
      long before = System.nanoTime();
      if ((slot & 1) == 0) {
        decode(call, frame);
      } else {
        encode(call, frame);
      }
      took += System.nanoTime() - before;
    }
    return micros(took, to - from);
  }

  private static void sleepUntil(long nanos) {
    long left = nanos - System.nanoTime();
    while (left > 0) { // as coarse as the callers' own times
      LockSupport.parkNanos(Math.max(LEAST_SLEEP_NANOS, left));
      left = nanos - System.nanoTime();
    }
  }

  private double micros(long nanos, int frames) {
    return nanos / 1e3 / frames / states.size();
  }

  private void decode(States call, int frame) {
    byte[] payload = script.handsetSays()[frame];
    framing.read(payload, 0, payload.length, parsed);
    call.decoder().decode(parsed.type(0), parsed.speech(0), decoded);
    call.down().resample(decoded, decoded.length, resampled);
  }

  private void encode(States call, int frame) {
    call.up().resample(trunk[frame], trunk[frame].length, resampled);
    call.encoder().encode(resampled, Script.mode(kind), speech);
  }
}
