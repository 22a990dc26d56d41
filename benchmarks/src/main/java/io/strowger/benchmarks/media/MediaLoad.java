package io.strowger.benchmarks.media;

import io.strowger.transcoder.adapter.codec.NativeAmr;
import io.strowger.transcoder.adapter.selftest.CallPacer;
import io.strowger.transcoder.adapter.selftest.Percentiles;
import io.strowger.transcoder.adapter.selftest.Script;
import io.strowger.transcoder.adapter.selftest.TestCall;
import io.strowger.transcoder.amr.AmrKind;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * So many calls of real speech, AMR or AMR-WB to PCMA and back, through our relay and, where it is
 * installed, through rtpengine, one after the other, several times; and what the bare codecs take
 * for the same frames. Medians count.
 */
public final class MediaLoad {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private static final String CODECS = "codecs";
  private static final int WARM_UP_SECONDS = 8;
  private static final Duration SETTLING = Duration.ofSeconds(5);

  private final NativeAmr codecs;
  private final Script script;
  private final int calls;
  private final int seconds;
  private final Map<String, List<Double>> microsOf = new LinkedHashMap<>();

  private MediaLoad(NativeAmr codecs, AmrKind kind, int calls, int seconds) {
    this.codecs = codecs;
    this.calls = calls;
    this.seconds = seconds;
    this.script = Script.of(kind, seconds * 1000 / Script.PACKET_MILLIS, codecs);
  }

  /**
   * Runs a load.
   *
   * @param arguments calls (60), seconds (20), repetitions (3), AMR or AMR-WB (AMR), and which
   *     relays (strowger,rtpengine)
   */
  public static void main(String[] arguments) throws Exception {
    Locale.setDefault(Locale.ROOT);
    int calls = Integer.parseInt(argument(arguments, 0, "60"));
    int seconds = Integer.parseInt(argument(arguments, 1, "20"));
    int repetitions = Integer.parseInt(argument(arguments, 2, "3"));
    AmrKind kind =
        argument(arguments, 3, "AMR").equals("AMR-WB") ? AmrKind.WIDEBAND : AmrKind.NARROWBAND;
    List<String> relays = List.of(argument(arguments, 4, "strowger,rtpengine").split(","));
    System.out.printf("%d calls %s to PCMA and back, %d s%n", calls, kind.encoding(), seconds);
    new MediaLoad(NativeAmr.load(), kind, calls, WARM_UP_SECONDS).through(RelayUnderLoad.ours());
    System.out.println("  (that was the driver's own warm-up)");
    MediaLoad load = new MediaLoad(NativeAmr.load(), kind, calls, seconds);
    for (int i = 0; i < repetitions; i++) {
      var bare = RelayUnderLoad.bareCodecMicros(kind.name(), calls, 500);
      load.note(CODECS, bare.inTurn());
      load.note("at their times", bare.atTheirTimes());
      if (relays.contains("strowger")) {
        load.through(RelayUnderLoad.ours());
      }
      if (relays.contains("rtpengine") && RelayUnderLoad.hasRtpengine()) {
        load.through(RelayUnderLoad.rtpengine());
      }
    }
    load.conclude();
  }

  private static String argument(String[] arguments, int index, String otherwise) {
    return arguments.length > index ? arguments[index] : otherwise;
  }

  private void through(RelayUnderLoad relay) throws Exception {
    List<TestCall> placed = new ArrayList<>();
    try (relay) {
      relay.awaitReady();
      for (int i = 0; i < calls; i++) {
        placed.add(place(relay, i));
      }
      CallPacer pacer = new CallPacer(placed);
      double[] before = new double[1];
      pacer.run(SETTLING, () -> before[0] = relay.cpu().toNanos() / 1e3);
      double micros = relay.cpu().toNanos() / 1e3 - before[0];
      double perFrame = micros / ((seconds - SETTLING.toSeconds()) * 50.0) / calls;
      note(relay.name(), perFrame);
      report(relay.name(), placed, pacer, perFrame);
    } finally {
      for (TestCall call : placed) {
        call.close();
      }
    }
  }

  private TestCall place(RelayUnderLoad relay, int number) throws Exception {
    TestCall call = new TestCall(script, number);
    String id = "call-" + number;
    String codec = script.kind().encoding();
    String amr =
        TestCall.AMR_TYPE
            + " "
            + codec
            + "/"
            + script.kind().clockRate()
            + " octet-align=1; mode-set="
            + Script.mode(script.kind());
    int forTrunk =
        relay.client().offer(id, NgClient.sdp(call.handset().getPort(), List.of(amr)), codec);
    int forHandset =
        relay.client().answer(id, NgClient.sdp(call.trunk().getPort(), List.of("8 PCMA/8000")));
    call.through(
        new InetSocketAddress(LOOPBACK, forHandset), new InetSocketAddress(LOOPBACK, forTrunk));
    return call;
  }

  private void note(String name, double micros) {
    microsOf.computeIfAbsent(name, _ -> new ArrayList<>()).add(micros);
  }

  private void report(String name, List<TestCall> placed, CallPacer pacer, double micros) {
    Percentiles latency = pacer.latency();
    long said = placed.stream().mapToLong(TestCall::said).sum();
    long heard = placed.stream().mapToLong(TestCall::heard).sum();
    long exact = placed.stream().mapToLong(TestCall::exact).sum();
    System.out.printf(
        "  %-10s CPU %6.1f us a frame (both ways), lost %d of %d, added p50 %.2f p99 %.2f p99.9 %.2f ms, exact %.1f %%, SNR trunk %.1f handset %.1f dB, callers late p99.9 %.1f ms%n",
        name,
        micros,
        said - heard,
        said,
        latency.millis(50),
        latency.millis(99),
        latency.millis(99.9),
        100.0 * exact / Math.max(1, heard),
        placed.getFirst().trunkSnr(),
        placed.getFirst().handsetSnr(codecs),
        pacer.late().millis(99.9));
  }

  private void conclude() {
    Map<String, Double> medians = new LinkedHashMap<>();
    microsOf.forEach((name, values) -> medians.put(name, median(values)));
    medians.forEach((name, micros) ->
        System.out.printf(
            "median %-14s %6.1f us for 20 ms of a call, %.2f times the codecs, %.0f calls a core%n",
            name, micros, micros / medians.get(CODECS), 20_000 / micros));
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
