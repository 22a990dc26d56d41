package io.strowger.transcoder.adapter.ng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.strowger.contracts.transcoding.AddressFamily;
import io.strowger.testkit.FreePort;
import io.strowger.testkit.Patience;
import io.strowger.transcoder.ReferenceMedia;
import io.strowger.transcoder.adapter.codec.Calibration;
import io.strowger.transcoder.adapter.codec.NativeAmr;
import io.strowger.transcoder.adapter.net.MediaEngine;
import io.strowger.transcoder.adapter.net.PortPool;
import io.strowger.transcoder.adapter.recording.WavRecorder;
import io.strowger.transcoder.g711.G711;
import io.strowger.transcoder.rtp.RtpPacket;
import io.strowger.transcoder.session.MediaAddresses;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The real Kamailio with its rtpengine module, and sipp on both ends. */
class KamailioIT {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final InetAddress LOOPBACK6 = InetAddress.ofLiteral("::1");
  private static final Path KAMAILIO = Path.of("/usr/sbin/kamailio");
  private static final Path SIPP = Path.of("/usr/bin/sipp");
  private static final int PACKETS = 50;
  private static final int PORTS = 20;

  private final List<Process> processes = new ArrayList<>();
  private @TempDir Path folder = Path.of("");
  private MediaEngine engine;
  private WavRecorder recorder;
  private NgSocket ng;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(
        Files.isExecutable(KAMAILIO) && hasRtpengineModule(),
        "skipped: Kamailio is not here; apt-get install kamailio");
    assumeTrue(Files.isExecutable(SIPP), "skipped: sipp is not here; apt-get install sip-tester");
    NativeAmr codecs = NativeAmr.load();
    int first = FreePort.udp(PORTS);
    engine =
        new MediaEngine(
            new MediaEngine.Resources(
                new PortPool(
                    AddressFamily.IP4,
                    Map.of(AddressFamily.IP4, LOOPBACK, AddressFamily.IP6, LOOPBACK6),
                    first,
                    first + PORTS - 1),
                codecs,
                Clock.systemUTC()),
            new MediaEngine.Terms(1, false, false, 0.9, Calibration.measure(codecs)));
    recorder = new WavRecorder(engine, Optional.of(folder));
    ng =
        new NgSocket(
            new NgSocket.Terms(
                new InetSocketAddress(LOOPBACK, 0),
                new MediaAddresses(LOOPBACK, LOOPBACK6),
                Duration.ofMinutes(1),
                Duration.ofHours(1)),
            engine,
            recorder,
            Clock.systemUTC());
  }

  @AfterEach
  void stop() throws Exception {
    for (Process process : processes.reversed()) {
      process.destroy();
      process.waitFor(30, TimeUnit.SECONDS);
    }
    if (ng != null) {
      ng.close();
      recorder.close();
      engine.close();
    }
  }

  @ParameterizedTest
  @EnumSource(AddressFamily.class)
  void an_amr_only_caller_and_a_pcma_only_callee_hear_each_other_through_kamailio(
      AddressFamily callees) throws Exception {
    try (DatagramSocket handset = media(LOOPBACK);
        DatagramSocket phone = media(callees == AddressFamily.IP4 ? LOOPBACK : LOOPBACK6)) {
      // Given
      int sip = FreePort.any();
      int callee = FreePort.any();
      startKamailio(sip, callee, callees);
      sipp("callee.xml", callee, phone);

      // When
      int caller = FreePort.any();
      Process call = sipp("caller.xml", caller, handset, "127.0.0.1:" + sip);

      // Then: each is told what it speaks, at the relay.
      String offered = sdpIn("callee.xml", "INVITE ");
      String answered = sdpIn("caller.xml", "SIP/2.0 200 OK");
      assertThat(offered)
          .contains("PCMA/8000", "telephone-event/8000", "c=IN " + callees)
          .doesNotContain("AMR");
      assertThat(answered).contains("c=IN IP4 127.0.0.1");
      assertThat(answered)
          .contains(
              "a=rtpmap:104 AMR/8000",
              "a=fmtp:104 mode-set=0,2,5,7; octet-align=1",
              "a=rtpmap:110 telephone-event/8000")
          .doesNotContain("PCMA");

      // Then: each hears the other.
      assertThat(fromHandset(handset, audioPort(answered), phone)).isTrue();
      fromPhone(phone, audioPort(offered), handset);

      // Then: the call's end is the relay's.
      askToHangUp(caller);
      assertThat(call.waitFor(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(call.exitValue()).isZero();
      await().untilAsserted(() -> assertThat(engine.all()).isEmpty());
      assertThat(secondsRecorded()).isCloseTo(PACKETS / 50.0, within(0.5));
    }
  }

  private double secondsRecorded() throws Exception {
    recorder.close();
    try (var files = Files.newDirectoryStream(folder, "*.wav");
        var audio = AudioSystem.getAudioInputStream(files.iterator().next().toFile())) {
      return audio.getFrameLength() / (double) audio.getFormat().getFrameRate();
    }
  }

  /** To the last bit. */
  private static boolean fromHandset(DatagramSocket handset, int relay, DatagramSocket phone)
      throws IOException {
    short[] reference = ReferenceMedia.samples("nb_m7.dec.s16");
    byte[] expected = G711.PCMA.encode(Arrays.copyOf(reference, PACKETS * 160));
    ByteBuffer heard = ByteBuffer.allocate(expected.length);
    int time = 0;
    for (int i = 0; i < PACKETS; i++) {
      ReferenceMedia.Packet packet = ReferenceMedia.packets("nb_m7.oa.rpf").get(i);
      time += packet.timestampStep();
      send(handset, relay, new RtpPacket(104, packet.marker(), i, time, 7, packet.payload()));
      RtpPacket received = receive(phone);
      assertThat(received.payloadType()).isEqualTo(8);
      heard.put(received.payload());
    }
    return Arrays.equals(expected, heard.array());
  }

  private static void fromPhone(DatagramSocket phone, int relay, DatagramSocket handset)
      throws IOException {
    byte[] speech = ReferenceMedia.bytes("in8.pcma");
    for (int i = 0; i < PACKETS; i++) {
      byte[] payload = Arrays.copyOfRange(speech, i * 160, (i + 1) * 160);
      send(phone, relay, new RtpPacket(8, i == 0, i, i * 160, 9, payload));
      RtpPacket received = receive(handset);
      assertThat(received.payloadType()).isEqualTo(104);
      assertThat(received.payload()).as("12.2 kbit/s, octet-aligned").hasSize(33);
    }
  }

  private static boolean hasRtpengineModule() throws IOException {
    try (var lib = Files.newDirectoryStream(Path.of("/usr/lib"), "*-linux-gnu*")) {
      for (Path architecture : lib) {
        if (Files.exists(architecture.resolve("kamailio/modules/rtpengine.so"))) {
          return true;
        }
      }
      return false;
    }
  }

  private void startKamailio(int sip, int callee, AddressFamily callees) throws IOException {
    Path configuration =
        written(
            "kamailio.cfg",
            Map.of(
                "@SIP_PORT@", Integer.toString(sip),
                "@NG_PORT@", Integer.toString(ng.address().getPort()),
                "@CALLEE_PORT@", Integer.toString(callee),
                "@FAMILY@", callees.name()));
    Path log = folder.resolve("kamailio.log");
    processes.add(
        new ProcessBuilder(
                KAMAILIO.toString(),
                "-f",
                configuration.toString(),
                "-DD",
                "-E",
                "-m",
                "32",
                "-Y",
                folder.toString(),
                "-w",
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start());
    await().until(() -> Files.readString(Path.of("/proc/net/udp")).contains(hex(sip)));
  }

  private static String hex(int port) {
    return "0100007F:%04X".formatted(port);
  }

  private Process sipp(String scenario, int port, DatagramSocket media, String... more)
      throws IOException {
    InetAddress address = media.getLocalAddress();
    Path file =
        written(
            scenario,
            Map.of(
                "@FAMILY@", AddressFamily.of(address).name(),
                "@MEDIA_ADDRESS@", address.getHostAddress(),
                "@MEDIA_PORT@", Integer.toString(media.getLocalPort())));
    List<String> command =
        new ArrayList<>(
            List.of(
                SIPP.toString(),
                "-sf",
                file.toString(),
                "-i",
                "127.0.0.1",
                "-p",
                Integer.toString(port),
                "-m",
                "1",
                "-nostdin",
                "-trace_msg",
                "-message_file",
                messages(scenario).toString()));
    command.addAll(List.of(more));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(scenario + ".out").toFile())
            .start();
    processes.add(process);
    return process;
  }

  private Path messages(String scenario) {
    return folder.resolve(scenario + ".messages");
  }

  private Path written(String name, Map<String, String> values) throws IOException {
    try (var resource = getClass().getResourceAsStream("/kamailio/" + name)) {
      String text =
          new String(Objects.requireNonNull(resource).readAllBytes(), StandardCharsets.UTF_8);
      for (Map.Entry<String, String> value : values.entrySet()) {
        text = text.replace(value.getKey(), value.getValue());
      }
      return Files.writeString(folder.resolve(name), text);
    }
  }

  /** By the request that its scenario waits for. */
  private void askToHangUp(int caller) throws IOException {
    String messages = Files.readString(messages("caller.xml"));
    String answer = messages.substring(messages.indexOf("SIP/2.0 200 OK"));
    StringBuilder request = new StringBuilder("INFO sip:caller@127.0.0.1 SIP/2.0\r\n");
    request.append("Via: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bK-hang-up\r\n");
    for (String header : List.of("From: ", "To: ", "Call-ID: ")) {
      request.append(
          answer.lines().filter(line -> line.startsWith(header)).findFirst().orElseThrow());
      request.append("\r\n");
    }
    request.append("CSeq: 1 INFO\r\nContent-Length: 0\r\n\r\n");
    byte[] octets = request.toString().getBytes(StandardCharsets.US_ASCII);
    try (DatagramSocket elsewhere = new DatagramSocket(0, LOOPBACK)) {
      elsewhere.send(new DatagramPacket(octets, octets.length, LOOPBACK, caller));
    }
  }

  /** The SDP of the first message received that begins so. */
  private String sdpIn(String scenario, String beginning) {
    Pattern message =
        Pattern.compile(
            "message received.*?\\R\\R" + Pattern.quote(beginning) + ".*?\\R\\R(v=0.*?)\\R-----",
            Pattern.DOTALL);
    Path file = messages(scenario);
    await()
        .until(
            () -> Files.exists(file) && message.matcher(Files.readString(file) + "\n-----").find());
    try {
      Matcher found = message.matcher(Files.readString(file) + "\n-----");
      assertThat(found.find()).isTrue();
      return found.group(1);
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private static int audioPort(String sdp) {
    Matcher port = Pattern.compile("m=audio (\\d+) ").matcher(sdp);
    assertThat(port.find()).isTrue();
    return Integer.parseInt(port.group(1));
  }

  private static DatagramSocket media(InetAddress address) throws IOException {
    DatagramSocket socket = new DatagramSocket(0, address);
    socket.setSoTimeout((int) Patience.LIMIT.toMillis());
    return socket;
  }

  private static void send(DatagramSocket from, int port, RtpPacket packet) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(2048);
    packet.write(buffer);
    from.send(new DatagramPacket(buffer.array(), buffer.position(), from.getLocalAddress(), port));
  }

  private static RtpPacket receive(DatagramSocket at) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
    at.receive(packet);
    return RtpPacket.read(ByteBuffer.wrap(packet.getData(), 0, packet.getLength())).orElseThrow();
  }
}
