package io.strowger.transcoder.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.strowger.testkit.FreePort;
import io.strowger.transcoder.ReferenceMedia;
import io.strowger.transcoder.ReferenceMedia.Packet;
import io.strowger.transcoder.adapter.codec.NativeAmr;
import io.strowger.transcoder.amr.AmrKind;
import io.strowger.transcoder.amr.ModeRules;
import io.strowger.transcoder.g711.G711;
import io.strowger.transcoder.rtp.RtpPacket;
import io.strowger.transcoder.session.Flow;
import io.strowger.transcoder.session.Opening;
import io.strowger.transcoder.session.SessionId;
import io.strowger.transcoder.session.SideDescription;
import io.strowger.transcoder.session.SideDescription.Codec;
import io.strowger.transcoder.session.SideDescription.Transport;
import io.strowger.transcoder.session.SpeechFormat;
import io.strowger.transcoder.transcode.CodecCosts;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a media thread allocates for its packets, from socket to socket. */
class AllocationTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final int AMR = 96;
  private static final int PORTS = 10;
  private static final int WARM = 1_500;
  private static final int ROUNDS = 24;
  private static final int MEASURED = 100;
  private static final CodecCosts FREE =
      new CodecCosts(new CodecCosts.Frame(0, 0), new CodecCosts.Frame(0, 0), 0, 0, 0);

  @ParameterizedTest
  @CsvSource({
    "NARROWBAND, nb_m7.oa.rpf",
    "WIDEBAND, wb_m2.oa.rpf",
    "NARROWBAND, nb_m7_dtx.oa.rpf",
  })
  void a_packet_in_steady_state_allocates_nothing(AmrKind kind, String file) throws Exception {
    NativeAmr codecs = NativeAmr.load();
    int first = FreePort.udp(PORTS);
    try (MediaEngine engine =
            new MediaEngine(
                new MediaEngine.Resources(
                    new PortPool(LOOPBACK, first, first + PORTS - 1), codecs, Clock.systemUTC()),
                new MediaEngine.Terms(1, false, false, 1, FREE));
        Phone caller = new Phone();
        Phone trunk = new Phone()) {
      var amr = new SpeechFormat.Amr(kind, true, ModeRules.any(kind), false);
      var a = side(Codec.of(amr, AMR), caller);
      var b = side(Codec.of(new SpeechFormat.Companded(G711.PCMA), 8), trunk);
      var at = (Opening.Opened) engine.open(new SessionId("steady"), a, b);
      Exchange exchange = new Exchange(at, caller, trunk, ReferenceMedia.packets(file));

      exchange.run(WARM);
      long least = Long.MAX_VALUE;
      for (int round = 0; round < ROUNDS; round++) {
        long before = allocated();
        exchange.run(MEASURED);
        least = Math.min(least, allocated() - before);
      }

      // Rounds are short, and the quietest counts: now and then a report of RTCP is written, which
      // takes some hundred octets, and the JVM makes a class for a method handle that became hot.
      assertThat(least).as("octets for %d packets", 2 * MEASURED).isZero();
    }
  }

  private static SideDescription side(Codec codec, Phone phone) {
    return new SideDescription(
        codec, Optional.empty(), Transport.at(phone.address()), Flow.SENDRECV);
  }

  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long media =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().equals("media-0"))
            .mapToLong(Thread::threadId)
            .max()
            .orElseThrow();
    return threads.getThreadAllocatedBytes(media);
  }

  /** Both sides speak at once, packet for packet. */
  private static final class Exchange {
    private final Opening.Opened at;
    private final Phone caller;
    private final Phone trunk;
    private final List<Packet> speech;
    private int next;
    private int callerTime;
    private int trunkTime;

    Exchange(Opening.Opened at, Phone caller, Phone trunk, List<Packet> speech) {
      this.at = at;
      this.caller = caller;
      this.trunk = trunk;
      this.speech = speech;
    }

    void run(int packets) throws Exception {
      for (int i = 0; i < packets; i++, next++) {
        Packet packet = speech.get(next % speech.size());
        callerTime += packet.timestampStep();
        trunkTime += 160;
        caller.send(
            at.a(), new RtpPacket(AMR, false, next & 0xFFFF, callerTime, 7, packet.payload()));
        trunk.receive();
        trunk.send(at.b(), new RtpPacket(8, false, next & 0xFFFF, trunkTime, 9, new byte[160]));
        caller.receive();
      }
    }
  }
}
