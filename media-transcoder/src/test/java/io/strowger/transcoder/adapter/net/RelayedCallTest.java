package io.strowger.transcoder.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.RequestId;
import io.strowger.contracts.transcoding.RelayedLeg;
import io.strowger.contracts.transcoding.TranscodingReply;
import io.strowger.contracts.transcoding.TranscodingRequest;
import io.strowger.transcoder.ReferenceMedia;
import io.strowger.transcoder.adapter.codec.NativeAmr;
import io.strowger.transcoder.adapter.recording.WavRecorder;
import io.strowger.transcoder.adapter.rest.RelayResource;
import io.strowger.transcoder.adapter.srtp.SrtpStream;
import io.strowger.transcoder.calls.CallRelays;
import io.strowger.transcoder.calls.Colleagues;
import io.strowger.transcoder.calls.Outcome;
import io.strowger.transcoder.rtp.RtpPacket;
import io.strowger.transcoder.session.SessionId;
import io.strowger.transcoder.session.Side;
import io.strowger.transcoder.session.SideStatistics;
import io.strowger.transcoder.srtp.SrtpKey;
import io.strowger.transcoder.srtp.SrtpSuite;
import io.strowger.transcoder.transcode.CodecCosts;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls asked for as routing asks for them, whose legs speak on loopback. */
class RelayedCallTest {
  private static final CallId CALL = new CallId("c1");
  private static final SessionId SESSION = new SessionId("call-c1");
  private static final CodecCosts COSTS =
      new CodecCosts(new CodecCosts.Frame(20, 80), new CodecCosts.Frame(50, 180), 16, 3, 2);
  private static final String NARROW = "a=rtpmap:104 AMR/8000\r\na=fmtp:104 octet-align=1\r\n";
  private static final String WIDE =
      "a=rtpmap:104 AMR-WB/16000\r\na=fmtp:104 octet-align=1\r\na=rtpmap:110 telephone-event/16000\r\n";
  private static final String G711 =
      "a=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000\r\n";

  @TempDir private Path recordings;
  private InetAddress local;
  private MediaEngine engine;
  private WavRecorder recorder;
  private CallRelays relays;
  private Phone caller;
  private Phone trunk;
  private InetSocketAddress toCaller;
  private InetSocketAddress toTrunk;

  @BeforeEach
  void begin() throws Exception {
    beginAt("127.0.0.1");
  }

  private void beginAt(String address) throws Exception {
    local = InetAddress.ofLiteral(address);
    relays = another();
    caller = new Phone(local);
    trunk = new Phone(local);
  }

  private CallRelays another() throws Exception {
    engine =
        new MediaEngine(
            new MediaEngine.Resources(
                new PortPool(local, 43_000, 43_100), NativeAmr.load(), Clock.systemUTC()),
            new MediaEngine.Terms(1, false, false, 0.8, COSTS));
    recorder = new WavRecorder(engine, Optional.of(recordings));
    return new CallRelays(
        engine,
        recorder,
        new CallRelays.Identity("t-0", local, Instant.now()),
        new Colleagues("t-0"));
  }

  @AfterEach
  void end() {
    recorder.close();
    caller.close();
    trunk.close();
    engine.close();
  }

  @Test
  void reports_come_and_go_on_the_media_port_where_both_said_so() throws Exception {
    // Given
    TranscodingReply.RelayAllocated relay = connect(NARROW + "a=rtcp-mux\r\n", G711);
    assertThat(relay.callerSdp()).contains("a=rtcp-mux");
    assertThat(relay.trunkSdp()).doesNotContain("rtcp-mux");
    caller.send(toCaller, amr("nb_m7.oa.rpf", 0));
    trunk.receive();
    trunk.send(toTrunk, g711(0));
    int ssrc = caller.receive().ssrc();

    try (DatagramSocket trunkReports = trunk.portAbove()) {
      // When
      caller.send(toCaller, receiverReport(ssrc, 64));
      await().until(() -> statistics(Side.A).report().isPresent());
      relays.perform(new TranscodingRequest.ReleaseRelay(head("end")), Instant.now());

      // Then
      assertThat(lastType(caller.receiveDatagram())).as("BYE").isEqualTo(203);
      assertThat(lastType(Phone.receive(trunkReports))).as("BYE").isEqualTo(203);
    }
  }

  @Test
  void reports_go_to_the_port_that_the_sdp_names() throws Exception {
    try (DatagramSocket reports = new DatagramSocket(0, local)) {
      // Given
      reports.setSoTimeout(5_000);
      connect(NARROW, G711 + "a=rtcp:" + reports.getLocalPort() + "\r\n");
      trunk.send(toTrunk, g711(0));
      await().until(() -> statistics(Side.B).received().packets() == 1);
      caller.send(toCaller, amr("nb_m7.oa.rpf", 0));
      trunk.receive();

      // When
      relays.perform(new TranscodingRequest.ReleaseRelay(head("end")), Instant.now());

      // Then
      assertThat(lastType(Phone.receive(reports))).as("BYE").isEqualTo(203);
    }
  }

  @Test
  void both_legs_may_be_at_ipv6_addresses() throws Exception {
    // Given
    end();
    beginAt("::1");

    // When
    TranscodingReply.RelayAllocated relay = connect(NARROW, G711);

    // Then
    assertThat(relay.callerSdp()).contains("c=IN IP6 0:0:0:0:0:0:0:1");
    assertThat(relay.trunkSdp()).contains("c=IN IP6 0:0:0:0:0:0:0:1");
    caller.send(toCaller, amr("nb_m7.oa.rpf", 0));
    assertThat(trunk.receive().payload()).hasSize(160);
    trunk.send(toTrunk, g711(0));
    assertThat(caller.receive().payloadType()).isEqualTo(104);
  }

  @Test
  void digits_cross_between_the_clocks_of_wideband_and_g711_both_ways() throws Exception {
    // Given
    connect(WIDE, G711);
    caller.send(toCaller, amr("wb_m2.oa.rpf", 0));
    int spokenToTrunk = trunk.receive().timestamp();
    trunk.send(toTrunk, g711(0));
    int spokenToCaller = caller.receive().timestamp();

    // When
    caller.send(toCaller, digit(110, 1, 320, 16_000 / 10));
    trunk.send(toTrunk, digit(101, 1, 160, 8_000 / 10));

    // Then
    RtpPacket atTrunk = trunk.receive();
    assertThat(atTrunk.payloadType()).isEqualTo(101);
    assertThat(atTrunk.timestamp() - spokenToTrunk).isEqualTo(160);
    assertThat(atTrunk.payload()).isEqualTo(digit(101, 1, 160, 8_000 / 10).payload());
    RtpPacket atCaller = caller.receive();
    assertThat(atCaller.payloadType()).isEqualTo(110);
    assertThat(atCaller.timestamp() - spokenToCaller).isEqualTo(320);
    assertThat(atCaller.payload()).isEqualTo(digit(110, 1, 320, 16_000 / 10).payload());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=sendonly\r\n", "a=inactive\r\n"})
  void a_caller_that_holds_hears_nothing_until_it_resumes(String flow) throws Exception {
    // Given
    connect(NARROW, G711);
    trunk.send(toTrunk, g711(0));
    RtpPacket before = caller.receive();

    // When
    describe(RelayedLeg.CALLER, sdp(caller, NARROW + flow));
    trunk.send(toTrunk, g711(1));
    await().until(() -> statistics(Side.B).received().packets() == 2);
    long sentOnHold = statistics(Side.A).sent().packets();
    describe(RelayedLeg.CALLER, sdp(caller, NARROW));
    trunk.send(toTrunk, g711(2));

    // Then: the same stream goes on, and time has gone by.
    RtpPacket after = caller.receive();
    assertThat(sentOnHold).isEqualTo(1);
    assertThat(after.ssrc()).isEqualTo(before.ssrc());
    assertThat(after.sequence() - before.sequence()).isEqualTo(1);
    assertThat(after.timestamp() - before.timestamp()).isGreaterThanOrEqualTo(320);
  }

  @Test
  void a_trunk_that_only_listens_hears_the_caller_and_is_not_heard() throws Exception {
    connect(NARROW, G711);
    describe(RelayedLeg.TRUNK, sdp(trunk, G711 + "a=recvonly\r\n"));

    caller.send(toCaller, amr("nb_m7.oa.rpf", 0));
    trunk.send(toTrunk, g711(0));

    assertThat(trunk.receive().payload()).hasSize(160);
    await().until(() -> statistics(Side.B).received().packets() == 1);
    assertThat(statistics(Side.A).sent().packets()).isZero();
  }

  @Test
  void a_leg_that_offers_another_address_is_heard_from_there_alone() throws Exception {
    connect(NARROW, G711);
    caller.send(toCaller, amr("nb_m7.oa.rpf", 0));
    trunk.receive();

    try (Phone moved = new Phone()) {
      describe(RelayedLeg.CALLER, sdp(moved, NARROW));
      trunk.send(toTrunk, g711(0));
      assertThat(moved.receive().payloadType()).isEqualTo(104);
      moved.send(toCaller, amr("nb_m7.oa.rpf", 1));
      trunk.receive();
      caller.send(toCaller, amr("nb_m7.oa.rpf", 2));
      await().until(() -> statistics(Side.A).quality().refused() == 1);
    }
  }

  @Test
  void a_leg_behind_nat_that_says_the_same_again_stays_where_it_was_heard() throws Exception {
    // Given: the caller speaks from elsewhere than its SDP says.
    connect(NARROW, G711);
    try (Phone mapped = new Phone()) {
      mapped.send(toCaller, amr("nb_m7.oa.rpf", 0));
      trunk.receive();

      // When: as after a re-INVITE without SDP, which the switch answers itself.
      describe(RelayedLeg.CALLER, sdp(caller, NARROW));

      // Then
      trunk.send(toTrunk, g711(0));
      assertThat(mapped.receive().payloadType()).isEqualTo(104);
      caller.send(toCaller, amr("nb_m7.oa.rpf", 1));
      await().until(() -> statistics(Side.A).quality().refused() == 1);
    }
  }

  @Test
  void a_call_by_srtp_goes_on_by_the_same_keys_through_another_transcoder() throws Exception {
    // Given: a call whose caller has spoken for over half an hour when its transcoder is lost.
    assumeThat(SrtpStream.isPossible()).as("libsrtp2-1 is installed").isTrue();
    SrtpKey callers = SrtpKey.fresh(SrtpSuite.AES_CM_128_HMAC_SHA1_80);
    String offer =
        sdp(caller, NARROW).replace("RTP/AVP", "RTP/SAVP")
            + "a=crypto:1 %s inline:%s\r\n".formatted(callers.suite(), callers.base64());
    TranscodingReply.RelayAllocated lost = allocate(offer);
    relays.perform(
        new TranscodingRequest.ConnectTrunk(head("answer"), sdp(trunk, G711)), Instant.now());
    try (SrtpStream sent = SrtpStream.outgoing(callers);
        SrtpStream heard = SrtpStream.incoming(keyTold(lost.callerSdp()))) {
      for (int number = 0; number < 100_000; number += 25_000) {
        caller.send(toCaller, numbered(number), sent);
        trunk.receive();
      }
      engine.close();

      // When
      relays = another();
      relays.perform(
          new TranscodingRequest.RestoreRelay(
              head("restore"),
              offer,
              lost.callerSdp(),
              List.of("PCMA"),
              sdp(trunk, G711),
              lost.place()),
          Instant.now());

      // Then
      caller.send(toCaller, numbered(100_000), sent);
      assertThat(trunk.receive().payload()).hasSize(160);
      trunk.send(toTrunk, g711(0));
      assertThat(caller.receive(heard).payloadType()).isEqualTo(104);
    }
  }

  private static RtpPacket numbered(int number) {
    RtpPacket packet = amr("nb_m7.oa.rpf", 0);
    return new RtpPacket(104, true, number & 0xFFFF, number * 160, 7, packet.payload());
  }

  private static SrtpKey keyTold(String sdp) {
    Matcher key = Pattern.compile("a=crypto:1 (\\S+) inline:(\\S+)").matcher(sdp);
    assertThat(key.find()).isTrue();
    return SrtpKey.of(SrtpSuite.valueOf(key.group(1)), key.group(2));
  }

  @Test
  void a_call_is_recorded_by_rest_while_it_lasts() throws Exception {
    // Given
    RelayResource rest = new RelayResource(engine, recorder);
    connect(NARROW, G711);
    say(0);

    // When
    rest.record(SESSION.value(), "talk");
    for (int i = 1; i <= 50; i++) {
      say(i);
    }
    rest.stopRecording(SESSION.value());
    say(51);

    // Then
    Path file = recordings.resolve("talk.wav");
    await().until(() -> Files.size(file) == 44 + 50L * 320 * 2 * 2);
    try (AudioInputStream audio = AudioSystem.getAudioInputStream(file.toFile())) {
      assertThat(audio.getFormat().getChannels()).isEqualTo(2);
      ByteBuffer samples = ByteBuffer.wrap(audio.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
      short[] decoded = ReferenceMedia.samples("nb_m7.dec.s16");
      for (int i = 0; i < 50 * 160; i++) {
        assertThat(samples.getShort(i * 8)).as("caller, left: %s", i).isEqualTo(decoded[160 + i]);
        assertThat(samples.getShort(i * 8 + 2)).as("trunk, right").isEqualTo((short) 8);
      }
    }
  }

  private void say(int index) throws Exception {
    caller.send(toCaller, amr("nb_m7.oa.rpf", index));
    trunk.receive();
    trunk.send(toTrunk, g711(index));
    caller.receive();
  }

  private TranscodingReply.RelayAllocated connect(String callerFormats, String trunkFormats) {
    TranscodingReply.RelayAllocated relay = allocate(sdp(caller, callerFormats));
    relays.perform(
        new TranscodingRequest.ConnectTrunk(head("answer"), sdp(trunk, trunkFormats)),
        Instant.now());
    return relay;
  }

  private TranscodingReply.RelayAllocated allocate(String offer) {
    Outcome outcome =
        relays.perform(
            new TranscodingRequest.AllocateRelay(head("begin"), offer, List.of("PCMA"), null),
            Instant.now());
    var relay = (TranscodingReply.RelayAllocated) ((Outcome.Answer) outcome).reply();
    toCaller = new InetSocketAddress(local, relay.place().callerPort());
    toTrunk = new InetSocketAddress(local, relay.place().trunkPort());
    return relay;
  }

  private void describe(RelayedLeg leg, String sdp) {
    relays.perform(new TranscodingRequest.DescribeLeg(head("again"), leg, sdp), Instant.now());
  }

  private SideStatistics statistics(Side side) {
    return engine.statistics(SESSION).orElseThrow().side(side);
  }

  private static TranscodingRequest.Head head(String step) {
    return new TranscodingRequest.Head(new RequestId(step), CALL, Instant.now());
  }

  /** What a leg says: the formats of its attributes, in order. */
  private static String sdp(Phone phone, String attributes) {
    InetAddress address = phone.address().getAddress();
    String where =
        (address.getAddress().length == 4 ? "IN IP4 " : "IN IP6 ") + address.getHostAddress();
    String types =
        attributes
            .lines()
            .filter(line -> line.startsWith("a=rtpmap:"))
            .map(line -> line.substring("a=rtpmap:".length(), line.indexOf(' ')))
            .reduce("", (before, type) -> before + " " + type);
    return "v=0\r\no=- 1 1 %s\r\ns=-\r\nc=%s\r\nt=0 0\r\nm=audio %d RTP/AVP%s\r\n"
            .formatted(where, where, phone.address().getPort(), types)
        + attributes;
  }

  private static RtpPacket amr(String file, int index) {
    return new RtpPacket(
        104, index == 0, index, index * 160, 7, ReferenceMedia.packets(file).get(index).payload());
  }

  /** Silence of PCMA. */
  private static RtpPacket g711(int index) {
    byte[] silence = new byte[160];
    Arrays.fill(silence, (byte) 0xD5);
    return new RtpPacket(8, index == 0, index, index * 160, 9, silence);
  }

  /** The digit 5, at its end. */
  private static RtpPacket digit(int type, int sequence, int timestamp, int duration) {
    byte[] event = {5, (byte) 0x8A, (byte) (duration >> 8), (byte) duration};
    return new RtpPacket(type, true, sequence, timestamp, type == 110 ? 7 : 9, event);
  }

  /** RFC 3550, section 6.4.2: one block, some of the packets lost. */
  private static byte[] receiverReport(int ssrc, int fractionLost) {
    return ByteBuffer.allocate(32)
        .putInt(0x81C90007)
        .putInt(7)
        .putInt(ssrc)
        .putInt(fractionLost << 24 | 1)
        .putInt(4)
        .putInt(0)
        .putInt(0)
        .putInt(0)
        .array();
  }

  private static int lastType(byte[] compound) {
    int at = 0;
    int type = 0;
    while (at < compound.length) {
      type = compound[at + 1] & 0xFF;
      at += 4 * (1 + (ByteBuffer.wrap(compound).getShort(at + 2) & 0xFFFF));
    }
    return type;
  }
}
