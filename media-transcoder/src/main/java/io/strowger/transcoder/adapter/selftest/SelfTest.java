package io.strowger.transcoder.adapter.selftest;

import io.strowger.transcoder.adapter.codec.Calibration;
import io.strowger.transcoder.adapter.codec.CodecMissing;
import io.strowger.transcoder.adapter.codec.NativeAmr;
import io.strowger.transcoder.adapter.net.MediaEngine;
import io.strowger.transcoder.adapter.net.PortPool;
import io.strowger.transcoder.adapter.net.WarmUp;
import io.strowger.transcoder.amr.AmrKind;
import io.strowger.transcoder.amr.ModeRules;
import io.strowger.transcoder.g711.G711;
import io.strowger.transcoder.session.Flow;
import io.strowger.transcoder.session.Opening;
import io.strowger.transcoder.session.SessionId;
import io.strowger.transcoder.session.SideDescription;
import io.strowger.transcoder.session.SideDescription.Codec;
import io.strowger.transcoder.session.SideDescription.Transport;
import io.strowger.transcoder.session.SpeechFormat;
import io.strowger.transcoder.transcode.CodecCosts;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Pushes real speech through relays on this machine's loopback, and reports the quality and how
 * many calls a core carries.
 */
public final class SelfTest {
  private static final int FIRST_PORT = 48_000;
  private static final int LAST_PORT = 48_998;
  private static final double LEAST_SNR = 30;
  private static final Duration SETTLING = Duration.ofSeconds(2);
  private static final Duration STEADINESS = Duration.ofSeconds(5);

  private final NativeAmr codecs;
  private final CodecCosts costs;
  private final PrintStream out;

  private SelfTest(NativeAmr codecs, CodecCosts costs, PrintStream out) {
    this.codecs = codecs;
    this.costs = costs;
    this.out = out;
  }

  /**
   * Runs it.
   *
   * @param arguments calls at once, and seconds of each kind of call; 20 and 10 without
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Locale.setDefault(Locale.ROOT);
    int calls = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
    int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
    try {
      System.exit(run(calls, seconds, System.out) ? 0 : 1);
    } catch (CodecMissing missing) {
      System.err.println(missing.getMessage());
      System.exit(1);
    }
  }

  /**
   * Runs it.
   *
   * @param calls at once
   * @param seconds of each kind of call
   * @return true when all was heard as it must be
   */
  public static boolean run(int calls, int seconds, PrintStream out)
      throws CodecMissing, IOException, InterruptedException {
    NativeAmr codecs = NativeAmr.load();
    SelfTest test = new SelfTest(codecs, Calibration.measure(codecs), out);
    out.printf(
        "codecs, of 20 ms: AMR %.0f + %.0f us, AMR-WB %.0f + %.0f us (decode + encode)%n",
        test.costs.narrowband().decodeMicros(),
        test.costs.narrowband().encodeMicros(),
        test.costs.wideband().decodeMicros(),
        test.costs.wideband().encodeMicros());
    Percentiles late = Steadiness.measure(STEADINESS);
    out.printf(
        "this core alone, computing half of the time: late by p50 %.2f ms, p99 %.2f ms%n",
        late.millis(50), late.millis(99));
    boolean narrow = test.through(AmrKind.NARROWBAND, calls, seconds);
    boolean wide = test.through(AmrKind.WIDEBAND, calls, seconds);
    out.println(
        narrow && wide ? "all speech was heard as it must be" : "SPEECH WAS LOST OR HARMED");
    return narrow && wide;
  }

  private boolean through(AmrKind kind, int count, int seconds)
      throws IOException, InterruptedException {
    Script script = Script.of(kind, seconds * 1000 / Script.PACKET_MILLIS, codecs);
    var ports = new PortPool(InetAddress.getLoopbackAddress(), FIRST_PORT, LAST_PORT);
    List<TestCall> calls = new ArrayList<>();
    try (MediaEngine engine =
        new MediaEngine(
            new MediaEngine.Resources(ports, codecs, Clock.systemUTC()),
            new MediaEngine.Terms(1, true, true, Double.MAX_VALUE, costs))) {
      WarmUp.run(codecs, engine);
      for (int i = 0; i < count; i++) {
        calls.add(call(engine, script, i));
      }
      CallPacer pacer = new CallPacer(calls);
      double[] before = new double[1];
      pacer.run(SETTLING, () -> before[0] = engine.cpuSeconds());
      double took = seconds - SETTLING.toMillis() / 1e3;
      double cores = (engine.cpuSeconds() - before[0]) / took / count;
      return report(kind, calls, pacer.latency(), cores);
    } finally {
      for (TestCall call : calls) {
        call.close();
      }
    }
  }

  private TestCall call(MediaEngine engine, Script script, int number) throws IOException {
    TestCall call = new TestCall(script, number);
    AmrKind kind = script.kind();
    var amr = new SpeechFormat.Amr(kind, true, ModeRules.of(Set.of(Script.mode(kind))), false);
    var handset = side(Codec.of(amr, TestCall.AMR_TYPE), Transport.at(call.handset()));
    var trunk =
        side(
            Codec.of(new SpeechFormat.Companded(G711.PCMA), G711.PCMA.payloadType()),
            Transport.at(call.trunk()));
    SessionId id = new SessionId("selftest-" + number);
    switch (engine.open(id, handset, trunk)) {
      case Opening.Opened(var a, var b) -> call.through(a, b);
      case Opening.Refused(var reason) ->
          throw new IOException("the relay refuses call " + (number + 1) + ": " + reason);
    }
    return call;
  }

  private static SideDescription side(Codec codec, Transport transport) {
    return new SideDescription(codec, Optional.empty(), transport, Flow.SENDRECV);
  }

  private boolean report(
      AmrKind kind, List<TestCall> calls, Percentiles latency, double coresPerCall) {
    long said = calls.stream().mapToLong(TestCall::said).sum();
    long heard = calls.stream().mapToLong(TestCall::heard).sum();
    long exact = calls.stream().mapToLong(TestCall::exact).sum();
    double trunkSnr = calls.getFirst().trunkSnr();
    double handsetSnr = calls.getFirst().handsetSnr(codecs);
    out.printf("%n%s to PCMA and back, %d calls at once:%n", kind.encoding(), calls.size());
    out.printf(
        "  packets said %d, lost %d, heard to the last bit %.2f %%%n",
        said, said - heard, 100.0 * exact / Math.max(1, heard));
    out.printf(
        "  segmental SNR against the reference codec: trunk %.1f dB, handset %.1f dB (35 is the most)%n",
        trunkSnr, handsetSnr);
    out.printf(
        "  added latency: p50 %.2f ms, p99 %.2f ms%n", latency.millis(50), latency.millis(99));
    out.printf(
        "  CPU of one call: %.2f %% of a core; calls a core at 80 %%: %.0f%n",
        100 * coresPerCall, 0.8 / coresPerCall);
    return heard == said && trunkSnr > LEAST_SNR && handsetSnr > LEAST_SNR;
  }
}
