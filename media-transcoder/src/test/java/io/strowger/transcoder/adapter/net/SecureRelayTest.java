package io.strowger.transcoder.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.strowger.testkit.FreePort;
import io.strowger.transcoder.ReferenceMedia;
import io.strowger.transcoder.ReferenceMedia.Packet;
import io.strowger.transcoder.adapter.codec.NativeAmr;
import io.strowger.transcoder.adapter.srtp.SrtpStream;
import io.strowger.transcoder.amr.AmrKind;
import io.strowger.transcoder.amr.ModeRules;
import io.strowger.transcoder.g711.G711;
import io.strowger.transcoder.rtp.RtpPacket;
import io.strowger.transcoder.session.Flow;
import io.strowger.transcoder.session.Opening;
import io.strowger.transcoder.session.SessionId;
import io.strowger.transcoder.session.Side;
import io.strowger.transcoder.session.SideDescription;
import io.strowger.transcoder.session.SideDescription.Transport;
import io.strowger.transcoder.session.SpeechFormat;
import io.strowger.transcoder.srtp.SrtpKey;
import io.strowger.transcoder.srtp.SrtpKeys;
import io.strowger.transcoder.srtp.SrtpSuite;
import io.strowger.transcoder.transcode.CodecCosts;
import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A caller of AMR by SRTP, and a trunk of G.711 without. */
class SecureRelayTest {
  private static final int AMR = 104;
  private static final int PORTS = 8;
  private static final SessionId ID = new SessionId("secure");
  private static final SrtpSuite SUITE = SrtpSuite.AES_CM_128_HMAC_SHA1_80;
  private static final CodecCosts COSTS =
      new CodecCosts(new CodecCosts.Frame(20, 80), new CodecCosts.Frame(50, 180), 16, 3, 2);

  private final SrtpKey callers = SrtpKey.fresh(SUITE);
  private final SrtpKey ours = SrtpKey.fresh(SUITE);
  private final List<Packet> speech = ReferenceMedia.packets("nb_m7.oa.rpf");
  private MediaEngine engine;
  private Phone caller;
  private Phone trunk;
  private Opening.Opened at;

  @BeforeEach
  void open() throws Exception {
    assumeThat(SrtpStream.isPossible()).as("libsrtp2-1 is installed").isTrue();
    int first = FreePort.udp(PORTS);
    PortPool ports = new PortPool(InetAddress.getLoopbackAddress(), first, first + PORTS - 1);
    engine =
        new MediaEngine(
            new MediaEngine.Resources(ports, NativeAmr.load(), Clock.systemUTC()),
            new MediaEngine.Terms(1, false, false, 0.8, COSTS));
    caller = new Phone();
    trunk = new Phone();
    at = (Opening.Opened) engine.open(ID, protectedBy(callers), companded());
  }

  @AfterEach
  void close() {
    if (engine != null) {
      caller.close();
      trunk.close();
      engine.close();
    }
  }

  @Test
  void speech_goes_protected_to_one_side_and_plain_to_the_other() throws Exception {
    try (SrtpStream sent = SrtpStream.outgoing(callers);
        SrtpStream heard = SrtpStream.incoming(ours)) {
      caller.send(at.a(), rtp(0), sent);
      assertThat(trunk.receive().payload()).hasSize(160);

      trunk.send(at.b(), new RtpPacket(8, true, 1, 160, 9, new byte[160]));
      RtpPacket back = caller.receive(heard);
      assertThat(back.payloadType()).isEqualTo(AMR);
      assertThat(back.payload()).hasSize(speech.getFirst().payload().length);
    }
  }

  @Test
  void a_packet_of_another_key_is_refused_and_tells_nothing_of_where_the_peer_is()
      throws Exception {
    try (Phone stranger = new Phone();
        SrtpStream wrong = SrtpStream.outgoing(SrtpKey.fresh(SUITE));
        SrtpStream sent = SrtpStream.outgoing(callers)) {
      stranger.send(at.a(), rtp(0), wrong);
      stranger.send(at.a(), rtp(1));
      await().until(() -> refused() == 2);

      caller.send(at.a(), rtp(2), sent);

      assertThat(trunk.receive().payload()).hasSize(160);
      assertThat(refused()).isEqualTo(2);
    }
  }

  @Test
  void a_later_offer_may_bring_another_key_while_ours_goes_on() throws Exception {
    SrtpKey next = SrtpKey.fresh(SUITE);
    try (SrtpStream sent = SrtpStream.outgoing(callers);
        SrtpStream sentLater = SrtpStream.outgoing(next);
        SrtpStream heard = SrtpStream.incoming(ours)) {
      caller.send(at.a(), rtp(0), sent);
      trunk.receive();

      engine.update(ID, Side.A, protectedBy(next));
      caller.send(at.a(), rtp(1), sentLater);

      assertThat(trunk.receive().payload()).hasSize(160);
      trunk.send(at.b(), new RtpPacket(8, true, 1, 160, 9, new byte[160]));
      assertThat(caller.receive(heard).payloadType()).isEqualTo(AMR);
      caller.send(at.a(), rtp(2), sent);
      await().until(() -> refused() == 1);
    }
  }

  @Test
  void protection_counts_in_what_a_session_takes() {
    // A second has 50 packets each way at the one side, of 2 us each.
    double plain = COSTS.cores(protectedBy(callers).at(Transport.unknown()), companded());

    assertThat(COSTS.cores(protectedBy(callers), companded()) - plain)
        .isCloseTo(200e-6, within(1e-9));
    assertThat(engine.capacity().committed())
        .isCloseTo(COSTS.cores(protectedBy(callers), companded()), within(1e-9));
  }

  private long refused() {
    return engine.statistics(ID).orElseThrow().side(Side.A).quality().refused();
  }

  private RtpPacket rtp(int index) {
    return new RtpPacket(
        AMR, index == 0, index, 1_000 + index * 160, 7, speech.get(index).payload());
  }

  private SideDescription protectedBy(SrtpKey peers) {
    var format = new SpeechFormat.Amr(AmrKind.NARROWBAND, true, ModeRules.of(Set.of(7)), false);
    return new SideDescription(
        SideDescription.Codec.of(format, AMR),
        Optional.empty(),
        new Transport(
            Optional.of(caller.address()),
            Optional.empty(),
            false,
            Optional.of(new SrtpKeys(peers, ours))),
        Flow.SENDRECV);
  }

  private SideDescription companded() {
    return new SideDescription(
        SideDescription.Codec.of(new SpeechFormat.Companded(G711.PCMA), 8),
        Optional.empty(),
        Transport.at(trunk.address()),
        Flow.SENDRECV);
  }
}
