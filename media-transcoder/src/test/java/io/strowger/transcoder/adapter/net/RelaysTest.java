package io.strowger.transcoder.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.strowger.transcoder.ReferenceMedia;
import io.strowger.transcoder.ReferenceMedia.Packet;
import io.strowger.transcoder.adapter.codec.OpencoreAmr;
import io.strowger.transcoder.amr.AmrEncoder;
import io.strowger.transcoder.amr.AmrPayload;
import io.strowger.transcoder.g711.G711;
import io.strowger.transcoder.rtp.RtpPacket;
import io.strowger.transcoder.sdp.AmrFormat;
import io.strowger.transcoder.sdp.AudioOffer;
import io.strowger.transcoder.transcode.CallerSide;
import java.io.ByteArrayOutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelaysTest {
  private static final int AMR = 104;
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private Relays relays;
  private DatagramSocket caller;
  private DatagramSocket trunk;

  @BeforeEach
  void open() throws Exception {
    relays =
        new Relays(
            new PortPool(LOOPBACK, 41_000, 41_010), OpencoreAmr.load(), 1, Clock.systemUTC());
    caller = new DatagramSocket(0, LOOPBACK);
    trunk = new DatagramSocket(0, LOOPBACK);
    caller.setSoTimeout(2_000);
    trunk.setSoTimeout(2_000);
  }

  @AfterEach
  void close() {
    caller.close();
    trunk.close();
    relays.close();
  }

  @ParameterizedTest
  @CsvSource({"nb_m7.oa.rpf, true", "nb_m7.be.rpf, false", "nb_m7.oa3.rpf, true"})
  void the_trunk_hears_to_the_last_bit_what_the_caller_says(String file, boolean octetAligned)
      throws Exception {
    // Given
    Relays.Where where = openRelay("call", octetAligned);
    ByteArrayOutputStream heard = new ByteArrayOutputStream();

    // When
    int time = 0;
    int sequence = 65_500; // wraps on the way
    for (Packet packet : ReferenceMedia.packets(file)) {
      time += packet.timestampStep();
      send(
          caller,
          where.callerPort(),
          new RtpPacket(AMR, packet.marker(), sequence++ & 0xFFFF, time, 7, packet.payload()));
      int frames = AmrPayload.read(packet.payload(), octetAligned).orElseThrow().frames().size();
      for (int i = 0; i < frames; i++) {
        heard.writeBytes(receive(trunk).payload());
      }
    }

    // Then
    byte[] expected = G711.PCMA.encode(ReferenceMedia.samples("nb_m7.dec.s16"));
    assertThat(heard.size()).isGreaterThan(expected.length - 3 * 160);
    assertThat(heard.toByteArray()).isEqualTo(Arrays.copyOf(expected, heard.size()));
  }

  @Test
  void the_caller_hears_the_frames_that_the_codec_makes_of_what_the_trunk_says() throws Exception {
    // Given
    Relays.Where where = openRelay("call", false);
    byte[] said = ReferenceMedia.bytes("in8.pcma");

    try (AmrEncoder reference = OpencoreAmr.load().newEncoder()) {
      for (int at = 0; at + 160 <= said.length; at += 160) {
        // When
        byte[] payload = Arrays.copyOfRange(said, at, at + 160);
        send(trunk, where.trunkPort(), new RtpPacket(8, at == 0, at / 160, at, 9, payload));
        RtpPacket heard = receive(caller);

        // Then
        short[] samples = new short[160];
        for (int i = 0; i < 160; i++) {
          samples[i] = G711.PCMA.decode(payload[i]);
        }
        assertThat(heard.payloadType()).isEqualTo(AMR);
        assertThat(AmrPayload.read(heard.payload(), false).orElseThrow().frames())
            .containsExactly(reference.encode(samples, 7));
      }
    }
  }

  @Test
  void a_lost_packet_is_concealed_and_time_goes_on() throws Exception {
    // Given
    Relays.Where where = openRelay("call", true);
    List<Packet> packets = ReferenceMedia.packets("nb_m7.oa.rpf");

    // When
    int base = 1000;
    send(caller, where.callerPort(), rtp(packets, 0, base));
    send(caller, where.callerPort(), rtp(packets, 2, base));

    // Then
    int first = receive(trunk).timestamp();
    assertThat(receive(trunk).timestamp() - first).isEqualTo(160);
    assertThat(receive(trunk).timestamp() - first).isEqualTo(320);
    assertThat(relays.all().getFirst().framesConcealed()).isEqualTo(1);
  }

  @Test
  void a_second_source_is_not_heard() throws Exception {
    // Given
    Relays.Where where = openRelay("call", true);
    List<Packet> packets = ReferenceMedia.packets("nb_m7.oa.rpf");
    send(caller, where.callerPort(), rtp(packets, 0, 0));
    receive(trunk);

    // When
    try (DatagramSocket intruder = new DatagramSocket(0, LOOPBACK)) {
      send(intruder, where.callerPort(), rtp(packets, 1, 0));
      await().until(() -> relays.all().getFirst().packetsRefused() == 1);
    }

    // Then
    send(caller, where.callerPort(), rtp(packets, 1, 0));
    receive(trunk);
    assertThat(relays.all().getFirst().packetsFromCaller()).isEqualTo(2);
  }

  @Test
  void digits_pass_with_the_other_sides_payload_type() throws Exception {
    Relays.Where where = openRelay("call", true);
    byte[] digit = {5, (byte) 0x8A, 3, 32};

    send(caller, where.callerPort(), new RtpPacket(110, true, 1, 800, 7, digit));

    RtpPacket passed = receive(trunk);
    assertThat(passed.payloadType()).isEqualTo(101);
    assertThat(passed.payload()).isEqualTo(digit);
  }

  @Test
  void ports_are_freed_at_the_end_and_refused_when_there_are_none() {
    for (int i = 0; i < 3; i++) {
      openRelay("call-" + i, true);
    }
    assertThat(open("one-too-many")).isEmpty();

    assertThat(relays.close("call-1")).isPresent();
    assertThat(relays.close("call-1")).isEmpty();

    assertThat(open("next")).isPresent();
  }

  @Test
  void a_relay_that_hears_nothing_is_closed() {
    openRelay("silent", true);
    StringBuilder closed = new StringBuilder();

    await()
        .until(() -> {
          relays.closeSilent(Duration.ofMillis(50), (call, _) -> closed.append(call));
          return !closed.isEmpty();
        });

    assertThat(closed).hasToString("silent");
    assertThat(relays.count()).isZero();
  }

  private Relays.Where openRelay(String call, boolean octetAligned) {
    this.octetAligned = octetAligned;
    return open(call).orElseThrow();
  }

  private boolean octetAligned;

  private java.util.Optional<Relays.Where> open(String call) {
    AudioOffer offer = new AudioOffer("127.0.0.1", caller.getLocalPort(), List.of());
    AmrFormat format = new AmrFormat(AMR, octetAligned, Set.of(7), null);
    var where = relays.open(call, new CallerSide(format, OptionalInt.of(110)), offer, G711.PCMA);
    relays.connectTrunk(call, new AudioOffer("127.0.0.1", trunk.getLocalPort(), List.of()));
    return where;
  }

  private static RtpPacket rtp(List<Packet> packets, int index, int base) {
    return new RtpPacket(
        AMR, index == 0, index, base + index * 160, 7, packets.get(index).payload());
  }

  private static void send(DatagramSocket from, int port, RtpPacket packet) throws Exception {
    ByteBuffer buffer = ByteBuffer.allocate(2048);
    packet.write(buffer);
    from.send(new DatagramPacket(buffer.array(), buffer.position(), LOOPBACK, port));
  }

  private static RtpPacket receive(DatagramSocket at) throws Exception {
    DatagramPacket datagram = new DatagramPacket(new byte[2048], 2048);
    try {
      at.receive(datagram);
    } catch (SocketTimeoutException silence) {
      throw new AssertionError("nothing was heard", silence);
    }
    return RtpPacket.read(ByteBuffer.wrap(datagram.getData(), 0, datagram.getLength()))
        .orElseThrow();
  }
}
