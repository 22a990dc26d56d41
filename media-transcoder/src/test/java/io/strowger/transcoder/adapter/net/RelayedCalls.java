package io.strowger.transcoder.adapter.net;

import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.RequestId;
import io.strowger.contracts.transcoding.AddressFamily;
import io.strowger.contracts.transcoding.RelayPlace;
import io.strowger.contracts.transcoding.RelayedLeg;
import io.strowger.contracts.transcoding.TranscodingReply;
import io.strowger.contracts.transcoding.TranscodingRequest;
import io.strowger.testkit.FreePort;
import io.strowger.transcoder.ReferenceMedia;
import io.strowger.transcoder.adapter.codec.NativeAmr;
import io.strowger.transcoder.adapter.recording.WavRecorder;
import io.strowger.transcoder.calls.CallRelays;
import io.strowger.transcoder.calls.Colleagues;
import io.strowger.transcoder.calls.Outcome;
import io.strowger.transcoder.rtp.RtpPacket;
import io.strowger.transcoder.session.MediaAddresses;
import io.strowger.transcoder.session.SessionId;
import io.strowger.transcoder.session.Side;
import io.strowger.transcoder.session.SideStatistics;
import io.strowger.transcoder.transcode.CodecCosts;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Calls asked for as routing asks for them, whose legs speak on loopback. */
abstract class RelayedCalls {
  static final CallId CALL = new CallId("c1");
  static final SessionId SESSION = new SessionId("call-c1");
  static final CodecCosts COSTS =
      new CodecCosts(new CodecCosts.Frame(20, 80), new CodecCosts.Frame(50, 180), 16, 3, 2);
  static final String NARROW = "a=rtpmap:104 AMR/8000\r\na=fmtp:104 octet-align=1\r\n";
  static final String WIDE =
      "a=rtpmap:104 AMR-WB/16000\r\na=fmtp:104 octet-align=1\r\na=rtpmap:110 telephone-event/16000\r\n";
  static final String G711 = "a=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000\r\n";

  private static final int PORTS = 100;

  /** The same for every transcoder of a call. */
  private final int firstPort = FreePort.udp(PORTS);

  @TempDir Path recordings;
  InetAddress local;
  MediaAddresses addresses;
  MediaEngine engine;
  WavRecorder recorder;
  CallRelays relays;
  Phone caller;
  Phone trunk;
  InetSocketAddress toCaller;
  InetSocketAddress toTrunk;

  @BeforeEach
  void begin() throws Exception {
    beginAt("127.0.0.1");
  }

  void beginAt(String address) throws Exception {
    local = InetAddress.ofLiteral(address);
    begin(MediaAddresses.only(local), local, local);
  }

  /** With the caller at one address, and the trunk at another. */
  void begin(MediaAddresses told, InetAddress ofCaller, InetAddress ofTrunk) throws Exception {
    addresses = told;
    relays = another();
    caller = new Phone(ofCaller);
    trunk = new Phone(ofTrunk);
  }

  CallRelays another() throws Exception {
    engine =
        new MediaEngine(
            new MediaEngine.Resources(
                new PortPool(
                    AddressFamily.of(addresses.first()),
                    Stream.of(addresses.first(), addresses.second())
                        .filter(Objects::nonNull)
                        .collect(Collectors.toMap(AddressFamily::of, address -> address)),
                    firstPort,
                    firstPort + PORTS - 1),
                NativeAmr.load(),
                Clock.systemUTC()),
            new MediaEngine.Terms(1, false, false, 0.8, COSTS));
    recorder = new WavRecorder(engine, Optional.of(recordings));
    return new CallRelays(
        engine,
        recorder,
        new CallRelays.Identity("t-0", addresses, Instant.now()),
        new Colleagues("t-0"));
  }

  /** Has another transcoder carry on a call that was lost. */
  void restore(TranscodingReply.RelayAllocated lost, String offer) throws Exception {
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
  }

  @AfterEach
  void end() {
    recorder.close();
    caller.close();
    trunk.close();
    engine.close();
  }

  void say(int index) throws Exception {
    caller.send(toCaller, amr("nb_m7.oa.rpf", index));
    trunk.receive();
    trunk.send(toTrunk, g711(index));
    caller.receive();
  }

  TranscodingReply.RelayAllocated connect(String callerFormats, String trunkFormats) {
    TranscodingReply.RelayAllocated relay = allocate(sdp(caller, callerFormats));
    relays.perform(
        new TranscodingRequest.ConnectTrunk(head("answer"), sdp(trunk, trunkFormats)),
        Instant.now());
    return relay;
  }

  TranscodingReply.RelayAllocated allocate(String offer) {
    return allocate(
        new TranscodingRequest.AllocateRelay(head("begin"), offer, List.of("PCMA"), null));
  }

  TranscodingReply.RelayAllocated allocate(TranscodingRequest.AllocateRelay request) {
    Outcome outcome = relays.perform(request, Instant.now());
    var relay = (TranscodingReply.RelayAllocated) ((Outcome.Answer) outcome).reply();
    RelayPlace place = relay.place();
    toCaller =
        new InetSocketAddress(InetAddress.ofLiteral(place.mediaAddress()), place.callerPort());
    toTrunk =
        new InetSocketAddress(InetAddress.ofLiteral(place.addressOfTrunk()), place.trunkPort());
    return relay;
  }

  void describe(RelayedLeg leg, String sdp) {
    relays.perform(new TranscodingRequest.DescribeLeg(head("again"), leg, sdp), Instant.now());
  }

  SideStatistics statistics(Side side) {
    return engine.statistics(SESSION).orElseThrow().side(side);
  }

  static TranscodingRequest.Head head(String step) {
    return new TranscodingRequest.Head(new RequestId(step), CALL, Instant.now());
  }

  /** What a leg says: the formats of its attributes, in order. */
  static String sdp(Phone phone, String attributes) {
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

  static RtpPacket amr(String file, int index) {
    return new RtpPacket(
        104, index == 0, index, index * 160, 7, ReferenceMedia.packets(file).get(index).payload());
  }

  /** Silence of PCMA. */
  static RtpPacket g711(int index) {
    byte[] silence = new byte[160];
    Arrays.fill(silence, (byte) 0xD5);
    return new RtpPacket(8, index == 0, index, index * 160, 9, silence);
  }

  /** The digit 5, at its end. */
  static RtpPacket digit(int type, int sequence, int timestamp, int duration) {
    byte[] event = {5, (byte) 0x8A, (byte) (duration >> 8), (byte) duration};
    return new RtpPacket(type, true, sequence, timestamp, type == 110 ? 7 : 9, event);
  }

  /** RFC 3550, section 6.4.2: one block, some of the packets lost. */
  static byte[] receiverReport(int ssrc, int fractionLost) {
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

  static int lastType(byte[] compound) {
    int at = 0;
    int type = 0;
    while (at < compound.length) {
      type = compound[at + 1] & 0xFF;
      at += 4 * (1 + (ByteBuffer.wrap(compound).getShort(at + 2) & 0xFFFF));
    }
    return type;
  }
}
