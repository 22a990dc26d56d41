package io.strowger.benchmarks.media;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.strowger.transcoder.adapter.codec.NativeAmr;
import io.strowger.transcoder.adapter.selftest.Percentiles;
import io.strowger.transcoder.adapter.selftest.Script;
import io.strowger.transcoder.amr.AmrDecoder;
import io.strowger.transcoder.amr.AmrEncoder;
import io.strowger.transcoder.amr.AmrFrames;
import io.strowger.transcoder.amr.AmrFraming;
import io.strowger.transcoder.amr.AmrKind;
import io.strowger.transcoder.dsp.Resampler;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * What the codecs alone take for the frames of so many calls, with resampling, without a packet. A
 * process that is told by a line what to do next, a second of speech at a time, and answers by one:
 *
 * <ul>
 *   <li>{@link #IN_TURN}: every call's decoder and encoder without a pause; microseconds of CPU for
 *       20 ms of one call.
 *   <li>{@link #AT_THEIR_TIMES}: the same, each at its time, the core asleep between them as it is
 *       under a relay: where a virtual machine or the clock of its processor does not wake at once
 *       to full speed, or others take its caches meanwhile, that is the dearer one.
 *   <li>{@link #DONE_AFTER}: how many milliseconds after its time a frame was done since this was
 *       asked last, p50, p99 and p99.9: below that no relay can be.
 * </ul>
 */
public final class BareCodec {
  static final String IN_TURN = "in turn";
  static final String AT_THEIR_TIMES = "at their times";
  static final String DONE_AFTER = "done after";

  private static final int FRAMES = 50;
  private static final long FRAME_NANOS = 20_000_000;

  /** The callers speak no oftener. */
  private static final long SPOKEN_EVERY_NANOS = 1_000_000;

  private final AmrKind kind;
  private final Script script;
  private final List<States> states = new ArrayList<>();
  private final short[][] trunk;
  private final AmrFraming framing;
  private final AmrFrames parsed = new AmrFrames();
  private final short[] decoded;
  private final short[] resampled = new short[2 * Resampler.MOST];
  private final byte[] speech = new byte[AmrKind.MOST_OCTETS];
  private final Percentiles doneAfter = new Percentiles();

  /** One call's codecs. */
  private record States(AmrDecoder decoder, AmrEncoder encoder, Resampler down, Resampler up) {}

  private BareCodec(AmrKind kind, int calls, NativeAmr codecs) {
    this.kind = kind;
    this.script = Script.of(kind, FRAMES, codecs);
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
   * Does as it is told until there is no more.
   *
   * @param arguments the kind, the calls
   */
  public static void main(String[] arguments) throws Exception {
    AmrKind kind = AmrKind.valueOf(arguments[0]);
    int calls = Integer.parseInt(arguments[1]);
    BareCodec codec = new BareCodec(kind, calls, NativeAmr.load());
    BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, US_ASCII));
    for (String order = orders.readLine(); order != null; order = orders.readLine()) {
      System.out.println(codec.answer(order));
    }
  }

  private String answer(String order) {
    return switch (order) {
      case IN_TURN -> Double.toString(inTurn());
      case AT_THEIR_TIMES -> Double.toString(atTheirTimes());
      case DONE_AFTER -> {
        String all =
            doneAfter.millis(50) + " " + doneAfter.millis(99) + " " + doneAfter.millis(99.9);
        doneAfter.clear();
        yield all;
      }
      default -> throw new IllegalArgumentException("cannot do this: " + order);
    };
  }

  private double inTurn() {
    long began = System.nanoTime();
    for (int frame = 0; frame < FRAMES; frame++) {
      for (States call : states) {
        decode(call, frame);
        encode(call, frame);
      }
    }
    return micros(System.nanoTime() - began);
  }

  /** In real time nothing else runs on this core: what the clock tells is the processor's time. */
  private double atTheirTimes() {
    long took = 0;
    long slots = 2L * states.size();
    long began = System.nanoTime();
    for (long slot = 0; slot < slots * FRAMES; slot++) {
      long said = began + spoken(slot * FRAME_NANOS / slots);
      sleepUntil(said);
      States call = states.get((int) (slot % slots / 2));
      int frame = (int) (slot / slots);
      long before = System.nanoTime();
      if ((slot & 1) == 0) {
        decode(call, frame);
      } else {
        encode(call, frame);
      }
      long done = System.nanoTime();
      took += done - before;
      doneAfter.add(done - said);
    }
    return micros(took);
  }

  private static long spoken(long due) {
    return Math.ceilDiv(due, SPOKEN_EVERY_NANOS) * SPOKEN_EVERY_NANOS;
  }

  private static void sleepUntil(long nanos) {
    long left = nanos - System.nanoTime();
    while (left > 0) {
      LockSupport.parkNanos(left);
      left = nanos - System.nanoTime();
    }
  }

  private double micros(long nanos) {
    return nanos / 1e3 / FRAMES / states.size();
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
