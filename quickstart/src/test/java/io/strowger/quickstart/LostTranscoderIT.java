package io.strowger.quickstart;

import static io.strowger.quickstart.SpokenSdp.amr;
import static io.strowger.quickstart.SpokenSdp.audioPort;
import static io.strowger.quickstart.SpokenSdp.pcma;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.strowger.testkit.FreePort;
import io.strowger.testkit.Patience;
import io.strowger.testkit.Shared;
import io.strowger.testkit.TemporaryFolder;
import io.strowger.testkit.simulator.CallScript;
import io.strowger.testkit.simulator.CallStage;
import io.strowger.testkit.simulator.FarEnd;
import io.strowger.testkit.simulator.SimulatedCall;
import io.strowger.transcoder.rtp.RtpPacket;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LostTranscoderIT {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final int PORTS = 100;
  private static final ObjectMapper JSON = new ObjectMapper();

  private int sequence;

  @Test
  void a_call_of_a_killed_transcoder_goes_on_at_the_same_ports_through_the_other()
      throws Exception {
    try (Exchange exchange = new Exchange("60s");
        ServiceProcess other = another(exchange);
        DatagramSocket handset = new DatagramSocket(0, LOOPBACK);
        DatagramSocket trunk = new DatagramSocket(0, LOOPBACK)) {
      // Given: a call through one of the two.
      trunk.setSoTimeout(500);
      await().atMost(Patience.START).until(() -> other.isReady(exchange.installation.http()));
      exchange.administration.carrier("g711", "gateway/g711", "\"PCMA\"");
      exchange.administration.route("44", "g711", 10);
      exchange
          .fs
          .farEnds()
          .gateway(
              "g711", FarEnd.answersAtOnce().withSdp(pcma("IP4 127.0.0.1", trunk.getLocalPort())));
      SimulatedCall call =
          exchange.fs.place(
              CallScript.call("491511234567", "442071234567")
                  .offering(amr(handset.getLocalPort())));
      call.await(CallStage.BRIDGED);
      int relayPort = audioPort(call.sdpsToCaller().getLast());
      ServiceProcess first = exchange.installation.service(Service.TRANSCODER);
      await().until(() -> isHeard(handset, relayPort, trunk));
      ServiceProcess holder = relays(exchange, first) == 1 ? first : other;
      ServiceProcess heir = holder == first ? other : first;

      // When
      holder.kill();
      listenUntilSilent(trunk);

      // Then: the handset goes on where it was told to, and is heard again.
      await().until(() -> isHeard(handset, relayPort, trunk));
      assertThat(relays(exchange, heir)).isEqualTo(1);
      exchange.fs.console("uuid_kill " + call.uuid(), _ -> {});
      call.await(CallStage.ENDED);
      await().until(() -> relays(exchange, heir) == 0);
    }
  }

  /** A second transcoder of the same address, with ports of its own. */
  private static ServiceProcess another(Exchange exchange) throws Exception {
    Path data = TemporaryFolder.untilExit("strowger-transcoder");
    Path root = Path.of(System.getProperty("strowger.root")).toAbsolutePath().normalize();
    Map<String, String> environment = new HashMap<>();
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(FreePort.any()));
    environment.put("KAFKA_BOOTSTRAP_SERVERS", exchange.installation.kafka());
    environment.put("STROWGER_INSTANCE", "1");
    int firstPort = FreePort.udp(PORTS);
    environment.put("STROWGER_TRANSCODER_RTP_FIRST_PORT", Integer.toString(firstPort));
    environment.put("STROWGER_TRANSCODER_RTP_LAST_PORT", Integer.toString(firstPort + PORTS - 1));
    return ServiceProcess.start(
        "media-transcoder-1",
        Service.TRANSCODER.jar(root),
        data,
        environment,
        Service.TRANSCODER.heapMebibytes());
  }

  private static int relays(Exchange exchange, ServiceProcess transcoder) throws Exception {
    URI uri = transcoder.address().resolve("/api/v1/relays");
    JsonNode all =
        JSON.readTree(
            exchange
                .installation
                .http()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body());
    return all.size();
  }

  /** Says one frame, and listens whether it arrives. */
  private boolean isHeard(DatagramSocket handset, int relayPort, DatagramSocket trunk)
      throws Exception {
    ByteBuffer file = ByteBuffer.wrap(Shared.bytes("media/nb_m7.oa.rpf"));
    file.order(ByteOrder.LITTLE_ENDIAN).position(8);
    byte[] payload = new byte[file.getShort() & 0xFFFF];
    file.position(file.position() + 5).get(payload);
    ByteBuffer packet = ByteBuffer.allocate(2048);
    new RtpPacket(104, false, sequence & 0xFFFF, sequence * 160, 7, payload).write(packet);
    sequence++;
    try {
      handset.send(new DatagramPacket(packet.array(), packet.position(), LOOPBACK, relayPort));
      trunk.receive(new DatagramPacket(new byte[2048], 2048));
      return true;
    } catch (java.io.IOException silence) {
      return false;
    }
  }

  /** What was on its way is no sign of life. */
  private static void listenUntilSilent(DatagramSocket trunk) throws Exception {
    try {
      while (true) {
        trunk.receive(new DatagramPacket(new byte[2048], 2048));
      }
    } catch (java.net.SocketTimeoutException silence) {
      return;
    }
  }
}
