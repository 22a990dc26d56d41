package io.strowger.transcoder.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.strowger.testkit.FreePort;
import io.strowger.transcoder.ReferenceMedia;
import io.strowger.transcoder.ReferenceMedia.Packet;
import io.strowger.transcoder.adapter.codec.NativeAmr;
import io.strowger.transcoder.amr.AmrKind;
import io.strowger.transcoder.amr.ModeRules;
import io.strowger.transcoder.dsp.RingTone;
import io.strowger.transcoder.g711.G711;
import io.strowger.transcoder.rtp.RtpPacket;
import io.strowger.transcoder.rtp.TelephoneEvents;
import io.strowger.transcoder.session.Flow;
import io.strowger.transcoder.session.Opening;
import io.strowger.transcoder.session.Opening.Reason;
import io.strowger.transcoder.session.SessionId;
import io.strowger.transcoder.session.SessionStatistics;
import io.strowger.transcoder.session.Side;
import io.strowger.transcoder.session.SideDescription;
import io.strowger.transcoder.session.SideDescription.Transport;
import io.strowger.transcoder.session.SpeechFormat;
import io.strowger.transcoder.transcode.CodecCosts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaEngineTest {
  private static final int AMR = 104;
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final SessionId ID = new SessionId("call");
  private static final CodecCosts COSTS =
      new CodecCosts(new CodecCosts.Frame(20, 80), new CodecCosts.Frame(50, 180), 16, 3, 2);

  private final NativeAmr codecs = load();
  private MediaEngine engine;
  private Phone caller;
  private Phone trunk;

  @BeforeEach
  void open() throws Exception {
    engine = engine(0.8);
    caller = new Phone();
    trunk = new Phone();
  }

  @AfterEach
  void close() {
    caller.close();
    trunk.close();
    engine.close();
    assertThat(codecs.open()).as("codecs not freed").isZero();
  }

  @ParameterizedTest
  @CsvSource({"nb_m7.oa.rpf, true", "nb_m7.be.rpf, false", "nb_m7.oa3.rpf, true"})
  void the_trunk_hears_to_the_last_bit_what_the_caller_says(String file, boolean octetAligned)
      throws Exception {
    // Given
    Opening.Opened at = session(amr(octetAligned, 7), companded());
    ByteArrayOutputStream heard = new ByteArrayOutputStream();

    // When
    int time = 0;
    int sequence = 65_500; // wraps on the way
    for (Packet packet : ReferenceMedia.packets(file)) {
      time += packet.timestampStep();
      caller.send(
          at.a(),
          new RtpPacket(AMR, packet.marker(), sequence++ & 0xFFFF, time, 7, packet.payload()));
      for (int i = 0; i < packet.payload().length / 32; i++) { // frames of 31 octets
        heard.writeBytes(trunk.receive().payload());
      }
    }

    // Then
    byte[] expected = G711.PCMA.encode(ReferenceMedia.samples("nb_m7.dec.s16"));
    assertThat(heard.size()).isGreaterThan(expected.length - 3 * 160);
    assertThat(heard.toByteArray()).isEqualTo(Arrays.copyOf(expected, heard.size()));
  }

  @Test
  void a_call_for_which_there_is_no_memory_takes_no_other_along() throws Exception {
    // Given
    Opening.Opened at = session(amr(true, 7), companded());
    openNamed("other");
    List<Packet> packets = ReferenceMedia.packets("nb_m7.oa.rpf");
    engine.startTap(
        ID,
        (_, _, _, _) -> {
          throw new OutOfMemoryError("for this one");
        });

    // When
    caller.send(at.a(), rtp(packets, 0));
    caller.send(at.a(), rtp(packets, 1));

    // Then
    trunk.receive();
    assertThat(engine.statistics(new SessionId("other"))).isPresent();
    assertThat(engine.isWhole()).isTrue();
  }

  @Test
  void an_address_that_is_not_this_machines_is_told_at_once() throws Exception {
    PortPool elsewhere = new PortPool(InetAddress.getByName("192.0.2.1"), 40_000, 40_010);

    assertThatThrownBy(elsewhere::requireAddresses)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("192.0.2.1, which must be an address of this machine");
    portsOfThreeSessions().requireAddresses();
  }

  @Test
  void a_lost_packet_is_concealed_and_time_goes_on() throws Exception {
    // Given
    Opening.Opened at = session(amr(true, 7), companded());
    List<Packet> packets = ReferenceMedia.packets("nb_m7.oa.rpf");

    // When
    caller.send(at.a(), rtp(packets, 0));
    caller.send(at.a(), rtp(packets, 2));

    // Then
    int first = trunk.receive().timestamp();
    assertThat(trunk.receive().timestamp() - first).isEqualTo(160);
    assertThat(trunk.receive().timestamp() - first).isEqualTo(320);
    assertThat(statistics().side(Side.A).quality().concealed()).isEqualTo(1);
  }

  @Test
  void a_second_source_is_not_heard_until_control_allows_it() throws Exception {
    // Given
    Opening.Opened at = session(amr(true, 7), companded());
    List<Packet> packets = ReferenceMedia.packets("nb_m7.oa.rpf");
    caller.send(at.a(), rtp(packets, 0));
    trunk.receive();

    try (Phone other = new Phone()) {
      // When
      other.send(at.a(), rtp(packets, 1));

      // Then
      await().until(() -> statistics().side(Side.A).quality().refused() == 1);
      caller.send(at.a(), rtp(packets, 1));
      trunk.receive();

      // When
      engine.allowRelatch(ID, Side.A);
      other.send(at.a(), rtp(packets, 2));

      // Then
      trunk.receive();
      caller.send(at.a(), rtp(packets, 3));
      await().until(() -> statistics().side(Side.A).quality().refused() == 2);
    }
  }

  @Test
  void a_peer_that_does_not_listen_for_a_while_is_heard_again() throws Exception {
    // Given
    Opening.Opened at = session(amr(true, 7), companded());
    List<Packet> packets = ReferenceMedia.packets("nb_m7.oa.rpf");
    caller.send(at.a(), rtp(packets, 0));
    trunk.receive();

    // When
    int port = caller.address().getPort();
    caller.close();
    for (int i = 0; i < 10; i++) {
      trunk.send(at.b(), new RtpPacket(8, i == 0, i, i * 160, 1, new byte[160]));
    }
    await().until(() -> statistics().side(Side.A).sent().packets() >= 10);
    caller = new Phone(port);

    // Then
    caller.send(at.a(), rtp(packets, 1));
    trunk.receive();
    trunk.send(at.b(), new RtpPacket(8, false, 10, 1_600, 1, new byte[160]));
    caller.receive();
  }

  @Test
  void a_peer_and_strangers_are_told_apart_at_one_port_by_many_packets() throws Exception {
    Opening.Opened at = session(amr(true, 7), companded());
    List<Packet> packets = ReferenceMedia.packets("nb_m7.oa.rpf");
    caller.send(at.a(), rtp(packets, 0));
    trunk.receive();

    try (Phone stranger = new Phone()) {
      for (int i = 1; i <= 50; i++) {
        stranger.send(at.a(), rtp(packets, i));
        caller.send(at.a(), rtp(packets, i));
        trunk.receive();
      }
    }

    await().until(() -> statistics().side(Side.A).quality().refused() == 50);
    assertThat(statistics().side(Side.A).received().packets()).isEqualTo(51);
  }

  @Test
  void only_a_packet_of_a_known_type_tells_where_the_peer_is() throws Exception {
    Opening.Opened at = session(amr(true, 7), companded());

    try (Phone stranger = new Phone()) {
      stranger.send(at.a(), new RtpPacket(33, false, 1, 1, 1, new byte[20]));
      await().until(() -> statistics().side(Side.A).quality().refused() == 1);
    }

    caller.send(at.a(), rtp(ReferenceMedia.packets("nb_m7.oa.rpf"), 0));
    trunk.receive();
  }

  @Test
  void a_tone_is_heard_until_the_other_side_speaks() throws Exception {
    Opening.Opened at = session(amr(true, 7), companded());

    engine.startTone(ID, Side.A, RingTone.EUROPE);

    int first = caller.receive().timestamp();
    assertThat(caller.receive().timestamp() - first).isEqualTo(160);
    trunk.send(at.b(), new RtpPacket(8, true, 1, 1, 1, new byte[160]));
    await().until(() -> statistics().side(Side.B).received().packets() == 1);
    long sent = statistics().side(Side.A).sent().packets();
    assertThat(statistics().side(Side.A).sent().packets()).isEqualTo(sent);
  }

  @Test
  void the_end_is_told_by_bye_on_the_port_above() throws Exception {
    try (DatagramSocket reports = caller.portAbove()) {
      Opening.Opened at = session(amr(true, 7), companded());
      trunk.send(at.b(), new RtpPacket(8, true, 1, 1, 1, new byte[160]));
      caller.receive();

      engine.close(ID);

      byte[] report = Phone.receive(reports);
      assertThat(report[1] & 0xFF).as("sender report").isEqualTo(200);
      int at203 = report.length - 8;
      assertThat(report[at203 + 1] & 0xFF).as("BYE").isEqualTo(203);
    }
  }

  @Test
  void ports_are_freed_at_the_end_and_refused_when_there_are_none() {
    for (int i = 0; i < 3; i++) {
      assertThat(engine.capacity().portsFree())
          .as("pairs, of which a session takes two")
          .isEqualTo(6 - 2 * i);
      assertThat(openNamed("call-" + i)).isInstanceOf(Opening.Opened.class);
    }
    assertThat(openNamed("one-too-many")).isEqualTo(new Opening.Refused(Reason.NO_PORT_FREE));
    assertThat(openNamed("call-1")).isEqualTo(new Opening.Refused(Reason.NAME_IN_USE));

    assertThat(engine.close(new SessionId("call-1"))).isPresent();
    assertThat(engine.close(new SessionId("call-1"))).isEmpty();

    assertThat(openNamed("next")).isInstanceOf(Opening.Opened.class);
  }

  @Test
  void a_session_is_refused_before_its_codecs_would_take_more_than_the_limit() throws Exception {
    // Given: one AMR call takes 100 us a frame and two packets, 0.0066 of a core
    try (MediaEngine small = engine(0.010)) {
      SideDescription a = amr(true, 7);
      SideDescription b = companded();
      assertThat(small.open(ID, a, b)).isInstanceOf(Opening.Opened.class);

      assertThat(small.open(new SessionId("second"), a, b))
          .isEqualTo(new Opening.Refused(Reason.NO_CPU_LEFT));

      assertThat(small.capacity().headRoom()).isBetween(0.2, 0.5);
      small.close(ID);
      assertThat(small.open(new SessionId("third"), a, b)).isInstanceOf(Opening.Opened.class);
    }
  }

  @Test
  void a_tap_hears_what_a_side_says_and_one_that_throws_harms_nobody() throws Exception {
    Opening.Opened at = session(amr(true, 7), companded());
    AtomicInteger heard = new AtomicInteger();
    engine.startTap(
        ID,
        (side, rate, _, count) -> {
          heard.addAndGet(side == Side.A && rate == 8_000 ? count : 0);
          throw new IllegalStateException("a disk is full");
        });
    List<Packet> packets = ReferenceMedia.packets("nb_m7.oa.rpf");

    caller.send(at.a(), rtp(packets, 0));
    caller.send(at.a(), rtp(packets, 1));

    trunk.receive();
    trunk.receive();
    assertThat(heard).hasValue(160);
    assertThat(engine.stopTap(ID)).isTrue();
  }

  @Test
  void nothing_is_asked_of_a_session_that_is_not_there() {
    SessionId gone = new SessionId("gone");

    assertThat(engine.update(gone, Side.A, companded())).isFalse();
    assertThat(engine.allowRelatch(gone, Side.A)).isFalse();
    assertThat(engine.startTone(gone, Side.A, RingTone.EUROPE)).isFalse();
    assertThat(engine.stopTap(gone)).isFalse();
    assertThat(engine.statistics(gone)).isEmpty();
    assertThat(engine.description(gone, Side.B)).isEmpty();
  }

  private static PortPool portsOfThreeSessions() {
    int free = FreePort.udp(13);
    int even = free + (free & 1);
    return new PortPool(LOOPBACK, even, even + 12);
  }

  private MediaEngine engine(double limit) throws Exception {
    return new MediaEngine(
        new MediaEngine.Resources(portsOfThreeSessions(), codecs, Clock.systemUTC()),
        new MediaEngine.Terms(1, false, false, limit, COSTS));
  }

  private Opening.Opened session(SideDescription a, SideDescription b) {
    return (Opening.Opened) engine.open(ID, a, b);
  }

  private Opening openNamed(String name) {
    return engine.open(new SessionId(name), amr(true, 7), companded());
  }

  private SessionStatistics statistics() {
    return engine.statistics(ID).orElseThrow();
  }

  private SideDescription amr(boolean octetAligned, int mode) {
    var format =
        new SpeechFormat.Amr(AmrKind.NARROWBAND, octetAligned, ModeRules.of(Set.of(mode)), false);
    return new SideDescription(
        SideDescription.Codec.of(format, AMR),
        Optional.of(new TelephoneEvents(110, 8_000)),
        Transport.at(caller.address()),
        Flow.SENDRECV);
  }

  private SideDescription companded() {
    return new SideDescription(
        SideDescription.Codec.of(new SpeechFormat.Companded(G711.PCMA), 8),
        Optional.of(new TelephoneEvents(101, 8_000)),
        Transport.at(trunk.address()),
        Flow.SENDRECV);
  }

  private static RtpPacket rtp(List<Packet> packets, int index) {
    return new RtpPacket(
        AMR, index == 0, index, 1_000 + index * 160, 7, packets.get(index).payload());
  }

  private static NativeAmr load() {
    try {
      return NativeAmr.load();
    } catch (Exception missing) {
      throw new AssertionError(missing);
    }
  }
}
