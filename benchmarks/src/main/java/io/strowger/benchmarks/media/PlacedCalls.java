package io.strowger.benchmarks.media;

import io.strowger.transcoder.adapter.codec.NativeAmr;
import io.strowger.transcoder.adapter.selftest.CallPacer;
import io.strowger.transcoder.adapter.selftest.Percentiles;
import io.strowger.transcoder.adapter.selftest.Script;
import io.strowger.transcoder.adapter.selftest.TestCall;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** A relay and its calls, which speak a second at a time. */
final class PlacedCalls implements AutoCloseable {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final int PACKETS = 1_000 / Script.PACKET_MILLIS;

  private final RelayUnderLoad relay;
  private final Script script;
  private final List<TestCall> calls = new ArrayList<>();
  private final CallPacer pacer;

  /** So many calls through this relay, which is this one's from now on. */
  PlacedCalls(RelayUnderLoad relay, Script script, int count) throws Exception {
    this.relay = relay;
    this.script = script;
    relay.awaitReady();
    for (int i = 0; i < count; i++) {
      calls.add(place(i));
    }
    this.pacer = new CallPacer(calls);
  }

  private TestCall place(int number) throws Exception {
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

  String name() {
    return relay.name();
  }

  /** Microseconds that the relay's process spent on 20 ms of one call. */
  double speak() throws Exception {
    long before = relay.cpu().toNanos();
    pacer.run(PACKETS);
    return (relay.cpu().toNanos() - before) / 1e3 / PACKETS / calls.size();
  }

  /** Times count from now on. */
  void settled() {
    pacer.clear();
  }

  /** What became of the packets. */
  String report(NativeAmr codecs) {
    Percentiles latency = pacer.latency();
    long said = calls.stream().mapToLong(TestCall::said).sum();
    long heard = calls.stream().mapToLong(TestCall::heard).sum();
    long exact = calls.stream().mapToLong(TestCall::exact).sum();
    return "lost %d of %d, added p50 %.2f p99 %.2f p99.9 %.2f ms, exact %.1f %%, SNR trunk %.1f handset %.1f dB, callers late p99.9 %.1f ms"
        .formatted(
            said - heard,
            said,
            latency.millis(50),
            latency.millis(99),
            latency.millis(99.9),
            100.0 * exact / Math.max(1, heard),
            calls.getFirst().trunkSnr(),
            calls.getFirst().handsetSnr(codecs),
            pacer.late().millis(99.9));
  }

  @Override
  public void close() throws IOException {
    for (TestCall call : calls) {
      call.close();
    }
    relay.close();
  }
}
