package io.strowger.quickstart;

import static io.strowger.quickstart.SpokenSdp.audioPort;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.strowger.contracts.cdr.CallDetailRecord;
import io.strowger.contracts.cdr.RelayRecord;
import io.strowger.testkit.Patience;
import io.strowger.testkit.Shared;
import io.strowger.testkit.capture.Capture;
import io.strowger.testkit.simulator.CallScript;
import io.strowger.testkit.simulator.CallStage;
import io.strowger.testkit.simulator.FarEnd;
import io.strowger.testkit.simulator.ReceivedCommand;
import io.strowger.testkit.simulator.SimulatedCall;
import io.strowger.transcoder.g711.G711;
import io.strowger.transcoder.rtp.RtpPacket;
import java.io.ByteArrayOutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OneExchange.class)
class AmrCallerIT {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final String CAPTURE = "transcode-early-media";

  private final Exchange exchange;

  AmrCallerIT(Exchange exchange) {
    this.exchange = exchange;
  }

  @Test
  void an_amr_only_caller_speaks_through_a_relay_with_a_trunk_that_takes_g711() throws Exception {
    try (DatagramSocket handset = new DatagramSocket(0, LOOPBACK);
        DatagramSocket trunk = new DatagramSocket(0, LOOPBACK)) {
      // Given
      trunk.setSoTimeout((int) Patience.LIMIT.toMillis());
      exchange.administration.account("1007", "retail", true);
      exchange.administration.topUp("1007", "first", "10.00");
      exchange.administration.carrier("g711", "gateway/g711", "\"PCMA\"");
      exchange.administration.route("44", "g711", 10);
      exchange
          .fs
          .farEnds()
          .gateway("g711", FarEnd.answersAtOnce().withSdp(trunkAnswer(trunk.getLocalPort())));

      // When
      SimulatedCall call =
          exchange.fs.place(
              CallScript.call("491511234567", "442071234567")
                  .offering(amrOffer(handset.getLocalPort()))
                  .with("strowger_account", "1007"));
      call.await(CallStage.BRIDGED);

      // Then: the switch was asked for just what the captured controller asked for.
      assertThat(shape(exchange.fs.commands(), call.uuid())).isEqualTo(capturedShape());
      String bridge = bridge(exchange.fs.commands(), call.uuid()).body();
      assertThat(options(bridge)).containsAll(options(capturedBridgeBody()));

      // Then: the caller was answered AMR at the relay, the trunk offered PCMA at the relay.
      String toCaller = call.sdpsToCaller().getLast();
      String toTrunk = call.attempts().getLast().offer();
      assertThat(toCaller).contains("AMR/8000").doesNotContain("PCMA");
      assertThat(toTrunk).contains("PCMA/8000").doesNotContain("AMR");

      // Then: what the handset says is heard at the trunk, to the last bit.
      await().until(this::isConnected);
      assertThat(throughRelay(handset, audioPort(toCaller), trunk)).isTrue();

      exchange.fs.console("uuid_kill " + call.uuid(), _ -> {});
      call.await(CallStage.ENDED);
      CallDetailRecord record = exchange.record(call.uuid());
      assertThat(record.transcoded()).isTrue();
      assertThat(record.carrier()).hasToString("g711");
      RelayRecord relay = Objects.requireNonNull(record.relay());
      assertThat(relay.caller().codec()).isEqualTo("AMR");
      assertThat(relay.caller().packetsReceived()).isEqualTo(350);
      assertThat(relay.caller().mos()).isGreaterThan(3.5);
      assertThat(relay.trunk().packetsSent()).isGreaterThanOrEqualTo(350);
      await().untilAsserted(() -> assertThat(relays()).isEqualTo("[]"));
    }
  }

  private String relays() throws Exception {
    return exchange.get(Service.TRANSCODER, "/api/v1/relays").body();
  }

  /** The trunk's answer has reached the relay: both sides hear. */
  private boolean isConnected() throws Exception {
    return relays().split("\"flow\":\"SENDRECV\"", -1).length == 3;
  }

  /** Commands on a leg, by what they are and in which form, without names and numbers. */
  private static List<String> shape(List<ReceivedCommand> commands, String leg) {
    return commands.stream()
        .filter(command -> command.line().equals("sendmsg " + leg))
        .map(command ->
            command.header("execute-app-name")
                + " "
                + command.header("execute-app-arg").split("=")[0]
                + (command.body().isEmpty() ? "" : " in body"))
        .filter(shape -> capturedShape().contains(shape))
        .toList();
  }

  private static List<String> capturedShape() {
    return List.of("set  in body", "bridge  in body");
  }

  private static ReceivedCommand bridge(List<ReceivedCommand> commands, String leg) {
    return commands.stream()
        .filter(command -> command.line().equals("sendmsg " + leg))
        .filter(command -> command.executes("bridge"))
        .findFirst()
        .orElseThrow();
  }

  private static String capturedBridgeBody() {
    String text = new String(Capture.load(CAPTURE).toSwitch(), StandardCharsets.UTF_8);
    return text.substring(text.indexOf("{switch_m_sdp="));
  }

  /** The names of the options within the braces, in order. */
  private static List<String> options(String body) {
    return Pattern.compile("[{,]([a-z_]+)='").matcher(body).results().map(m -> m.group(1)).toList();
  }

  private static boolean throughRelay(DatagramSocket handset, int relayPort, DatagramSocket trunk)
      throws Exception {
    ByteBuffer file = ByteBuffer.wrap(Shared.bytes("media/nb_m7.oa.rpf"));
    file.order(ByteOrder.LITTLE_ENDIAN).position(8);
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    int time = 0;
    for (int sequence = 0; file.hasRemaining(); sequence++) {
      byte[] payload = new byte[file.getShort() & 0xFFFF];
      time += file.getInt();
      boolean marker = file.get() != 0;
      file.get(payload);
      ByteBuffer packet = ByteBuffer.allocate(2048);
      new RtpPacket(104, marker, sequence, time, 7, payload).write(packet);
      handset.send(new DatagramPacket(packet.array(), packet.position(), LOOPBACK, relayPort));
      DatagramPacket received = new DatagramPacket(new byte[2048], 2048);
      trunk.receive(received);
      heard.writeBytes(
          RtpPacket.read(ByteBuffer.wrap(received.getData(), 0, received.getLength()))
              .orElseThrow()
              .payload());
    }
    ByteBuffer decoded =
        ByteBuffer.wrap(Shared.bytes("media/nb_m7.dec.s16")).order(ByteOrder.LITTLE_ENDIAN);
    short[] reference = new short[decoded.remaining() / 2];
    decoded.asShortBuffer().get(reference);
    return java.util.Arrays.equals(G711.PCMA.encode(reference), heard.toByteArray());
  }

  private static String amrOffer(int port) {
    return "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio "
        + port
        + " RTP/AVP 104 110\r\na=rtpmap:104 AMR/8000\r\na=fmtp:104 mode-set=7; octet-align=1\r\n"
        + "a=rtpmap:110 telephone-event/8000\r\na=ptime:20\r\n";
  }

  private static String trunkAnswer(int port) {
    return "v=0\r\no=- 2 2 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio "
        + port
        + " RTP/AVP 8 101\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000\r\n"
        + "a=ptime:20\r\n";
  }
}
