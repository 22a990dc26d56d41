package io.strowger.gateway.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.strowger.testkit.PackagedService;
import io.strowger.testkit.Patience;
import io.strowger.testkit.broker.Brokers;
import io.strowger.testkit.simulator.CallScript;
import io.strowger.testkit.simulator.SwitchSettings;
import io.strowger.testkit.simulator.SwitchSimulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The package as it is deployed, in a process of its own with a small heap. */
class PackagedGatewayIT {
  private static final Path LOG = Path.of("target/packaged.log");
  private static final Duration PATIENCE = Patience.START;

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void is_ready_and_shows_its_switches_within_256_mebibytes() throws Exception {
    // Given
    try (TraceCollector collector = new TraceCollector();
        SwitchSimulator simulated =
            SwitchSimulator.start(SwitchSettings.standard().withPassword("p w'd"))) {
      Map<String, String> configuration =
          Map.of(
              "KAFKA_BOOTSTRAP_SERVERS",
              Brokers.forTests().bootstrapServers(),
              "STROWGER_TOPICS_PREFIX",
              "packaged" + UUID.randomUUID().toString().substring(0, 8) + ".",
              "STROWGER_GATEWAY_SWITCHES",
              "west-1=127.0.0.1:" + simulated.port() + ",east=127.0.0.1:1",
              "STROWGER_SWITCH_PASSWORD",
              "wrong",
              "STROWGER_SWITCH_WEST_1_PASSWORD",
              "p w'd",
              "QUARKUS_OTEL_SDK_DISABLED",
              "false",
              "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT",
              collector.endpoint(),
              "QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL",
              "http/protobuf",
              "QUARKUS_OTEL_BSP_SCHEDULE_DELAY",
              "200ms");

      // When
      try (PackagedService gateway = GatewayProcess.start("packaged", configuration)) {
        int port = gateway.port();

        // Then
        Awaitility.await().atMost(PATIENCE).until(() -> status(port, "/q/health/ready") == 200);
        Awaitility.await()
            .atMost(PATIENCE)
            .until(() -> switches(port).path(0).path("state").asText().equals("UP"));
        assertThat(switches(port).path(0).path("core_uuid").asText())
            .isEqualTo(simulated.coreUuid());
        assertThat(switches(port).path(1).path("state").asText()).isNotEqualTo("UP");
        assertThatTheDoctorSeesBoth(port);
        assertThatCallsAreTraced(collector, simulated);
        assertThatItIsDrained(port, simulated);
        assertThat(Files.readString(LOG)).doesNotContain("p w'd").doesNotContain("wrong");
        assertThat(get(port, "/q/metrics").body())
            .contains("strowger_gateway_switch_up{switch=\"west-1\"");
        assertThat(status(port, "/q/openapi")).isEqualTo(200);
        assertThat(status(port, "/q/swagger-ui/")).isEqualTo(200);
        assertThatTheCommandTellsTheSame(port);
        assertThat(gateway.stop()).isTrue();
      }
    }
  }

  private void assertThatTheDoctorSeesBoth(int port) throws Exception {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> get(port, "/api/v1/doctor/text").body().contains("nobody listens"));
    HttpResponse<String> text = get(port, "/api/v1/doctor/text");
    assertThat(text.statusCode()).isEqualTo(503);
    assertThat(text.body())
        .contains("[ well] west-1: connected and controlled")
        .contains("[WRONG] east: nobody listens at 127.0.0.1:1")
        .contains("<param name=\"listen-port\" value=\"1\"/>");
    JsonNode report = new ObjectMapper().readTree(get(port, "/api/v1/doctor").body());
    assertThat(report.path("healthy").asBoolean(true)).isFalse();
    assertThat(report.path("findings").path(1).path("remedies").path(0).path("lines").isArray())
        .isTrue();
  }

  private static void assertThatTheCommandTellsTheSame(int port) throws Exception {
    if (!Files.isExecutable(Path.of("/usr/bin/curl"))) {
      return; // The command asks by curl.
    }
    Process doctor = doctor("http://127.0.0.1:" + port);
    assertThat(new String(doctor.getInputStream().readAllBytes(), UTF_8))
        .contains("[WRONG] east: nobody listens at 127.0.0.1:1");
    assertThat(doctor.waitFor()).as("something is wrong").isEqualTo(1);
    assertThat(doctor("http://127.0.0.1:1").waitFor()).as("no gateway answers").isEqualTo(2);
  }

  private static Process doctor(String url) throws IOException {
    return new ProcessBuilder("../strowger", "doctor", url)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static void assertThatCallsAreTraced(
      TraceCollector collector, SwitchSimulator simulated) {
    String call = simulated.place(CallScript.call("61399991001", "61411111111")).uuid();
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> collector.hasReceived("gateway-esl", "call_parked", call, "west-1"));
  }

  private void assertThatItIsDrained(int port, SwitchSimulator simulated) throws Exception {
    Awaitility.await().atMost(PATIENCE).until(() -> switches(port).path(0).has("inventory"));
    HttpResponse<String> drained =
        http.send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + port + "/api/v1/switches/west-1/drain"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(drained.statusCode()).as(drained.body()).isEqualTo(200);
    assertThat(new ObjectMapper().readTree(drained.body()).at("/inventory/paused").asBoolean())
        .isTrue();
    assertThat(simulated.commands()).anyMatch(command -> command.text().contains("fsctl pause\n"));
    assertThat(get(port, "/api/v1/switches/west-1").body()).contains("recordings_dir");
    assertThat(status(port, "/api/v1/switches/nobody")).isEqualTo(404);
  }

  private JsonNode switches(int port) throws Exception {
    return new ObjectMapper().readTree(get(port, "/api/v1/switches").body());
  }

  private int status(int port, String path) throws InterruptedException {
    try {
      return get(port, path).statusCode();
    } catch (IOException notYet) {
      return 0;
    }
  }

  private HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
