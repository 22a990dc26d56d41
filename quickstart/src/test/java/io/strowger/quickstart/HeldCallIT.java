package io.strowger.quickstart;

import static io.strowger.quickstart.SpokenSdp.amr;
import static io.strowger.quickstart.SpokenSdp.audioPort;
import static io.strowger.quickstart.SpokenSdp.pcma;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.strowger.testkit.Shared;
import io.strowger.testkit.capture.Capture;
import io.strowger.testkit.simulator.CallScript;
import io.strowger.testkit.simulator.CallStage;
import io.strowger.testkit.simulator.FarEnd;
import io.strowger.testkit.simulator.ReceivedCommand;
import io.strowger.testkit.simulator.SimulatedCall;
import io.strowger.transcoder.rtp.RtpPacket;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A caller of AMR at an IPv4 address, and a trunk of PCMA at an IPv6 one. */
@ExtendWith(OneExchange.class)
class HeldCallIT {
  private static final InetAddress FOUR = InetAddress.ofLiteral("127.0.0.1");
  private static final InetAddress SIX = InetAddress.ofLiteral("::1");

  private final Exchange exchange;
  private int sequence;

  HeldCallIT(Exchange exchange) {
    this.exchange = exchange;
  }

  @Test
  void a_reinvite_for_hold_reaches_the_relay_and_its_end_too() throws Exception {
    try (DatagramSocket handset = socket(FOUR);
        DatagramSocket trunk = socket(SIX)) {
      // Given
      exchange.administration.carrier(
          "six", "{\"trunk\":\"gateway/six\",\"codecs\":[\"PCMA\"],\"address_family\":\"IP6\"}");
      exchange.administration.route("4466", "six", 10);
      exchange
          .fs
          .farEnds()
          .gateway("six", FarEnd.answersAtOnce().withSdp(pcma("IP6 ::1", trunk.getLocalPort())));
      String offer = amr(handset.getLocalPort());
      SimulatedCall call =
          exchange.fs.place(CallScript.call("491511234567", "446671234567").offering(offer));
      call.await(CallStage.BRIDGED);
      String answer = call.sdpsToCaller().getLast();
      String toTrunk = call.attempts().getLast().offer();
      assertThat(answer).contains("c=IN IP4 127.0.0.1");
      assertThat(toTrunk).contains("c=IN IP6 0:0:0:0:0:0:0:1");
      await().until(() -> flows().equals(List.of("SENDRECV", "SENDRECV")));
      await().until(() -> isHeard(handset, trunk, audioPort(answer), audioPort(toTrunk)));

      for (String hold : List.of("sendonly", "inactive")) {
        // When: the caller holds.
        exchange.fs.forgetCommands();
        String told = exchange.fs.offerAnew(call.uuid(), offer + "a=" + hold + "\r\n");

        // Then: the switch answers with the relay's SDP, is asked for the offer, and the relay
        // knows.
        assertThat(audioPort(told)).isEqualTo(audioPort(answer));
        await().until(() -> flows().getFirst().equals(hold.toUpperCase(Locale.ROOT)));
        assertThat(asked(exchange.fs.commands()))
            .containsExactly(capturedQuestion().formatted(call.uuid()));
        listenUntilSilent(handset);
        assertThat(isHeard(trunk, handset, audioPort(toTrunk), audioPort(answer))).isFalse();

        // When: it resumes.
        exchange.fs.offerAnew(call.uuid(), offer);

        // Then
        await().until(() -> flows().equals(List.of("SENDRECV", "SENDRECV")));
        await().until(() -> isHeard(trunk, handset, audioPort(toTrunk), audioPort(answer)));
        await().until(() -> isHeard(handset, trunk, audioPort(answer), audioPort(toTrunk)));
      }

      // When: the trunk holds.
      String bLeg = call.attempts().getLast().legUuid();
      exchange.fs.offerAnew(bLeg, pcma("IP6 ::1", trunk.getLocalPort()) + "a=sendonly\r\n");

      // Then
      await().until(() -> flows().equals(List.of("SENDRECV", "SENDONLY")));
      exchange.fs.console("uuid_kill " + call.uuid(), _ -> {});
      call.await(CallStage.ENDED);
      await().until(() -> flows().isEmpty());
    }
  }

  /** Which ways the legs' media go, the caller's first; nothing without a relay. */
  private List<String> flows() throws Exception {
    JsonNode relays =
        new ObjectMapper().readTree(exchange.get(Service.TRANSCODER, "/api/v1/relays").body());
    return relays.isEmpty()
        ? List.of()
        : List.of(
            relays.get(0).get("a").get("flow").asText(),
            relays.get(0).get("b").get("flow").asText());
  }

  /** What the switch was asked of legs. */
  private static List<String> asked(List<ReceivedCommand> commands) {
    return commands.stream()
        .map(ReceivedCommand::argument)
        .filter(argument -> argument.startsWith("uuid_"))
        .toList();
  }

  /** As the captured controller asked, with the leg left open. */
  private static String capturedQuestion() {
    byte[] sent = Capture.load("inbound-json-park-bridge-answer-hangup").toSwitch();
    Matcher question =
        Pattern.compile("api (uuid_dump )\\S+( json)\n")
            .matcher(new String(sent, StandardCharsets.UTF_8));
    assertThat(question.find()).isTrue();
    return question.group(1) + "%s" + question.group(2);
  }

  /** Says one frame from one end, and listens at the other. */
  private boolean isHeard(DatagramSocket from, DatagramSocket at, int relayIn, int relayOut)
      throws Exception {
    boolean amr = from.getLocalAddress().equals(FOUR);
    ByteBuffer packet = ByteBuffer.allocate(2048);
    new RtpPacket(
            amr ? 104 : 8,
            sequence == 0,
            sequence & 0xFFFF,
            sequence * 160,
            amr ? 7 : 9,
            amr ? speech() : new byte[160])
        .write(packet);
    sequence++;
    from.send(
        new DatagramPacket(packet.array(), packet.position(), from.getLocalAddress(), relayIn));
    try {
      DatagramPacket heard = new DatagramPacket(new byte[2048], 2048);
      at.receive(heard);
      assertThat(heard.getPort()).isEqualTo(relayOut);
      return true;
    } catch (SocketTimeoutException silence) {
      return false;
    }
  }

  /** What was on its way before. */
  private static void listenUntilSilent(DatagramSocket at) throws Exception {
    try {
      while (true) {
        at.receive(new DatagramPacket(new byte[2048], 2048));
      }
    } catch (SocketTimeoutException silence) {
      return;
    }
  }

  private static byte[] speech() {
    ByteBuffer file = ByteBuffer.wrap(Shared.bytes("media/nb_m7.oa.rpf"));
    file.order(ByteOrder.LITTLE_ENDIAN).position(8);
    byte[] payload = new byte[file.getShort() & 0xFFFF];
    file.position(file.position() + 5).get(payload);
    return payload;
  }

  private static DatagramSocket socket(InetAddress address) throws Exception {
    DatagramSocket socket = new DatagramSocket(0, address);
    socket.setSoTimeout(500);
    return socket;
  }
}
