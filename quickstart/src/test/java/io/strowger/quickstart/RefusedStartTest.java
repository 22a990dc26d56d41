package io.strowger.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What stands in the way of {@code ./strowger up} is told in one sentence, before anything runs.
 */
class RefusedStartTest {
  private static final Ports PORTS = Ports.free();

  @TempDir Path folder;

  static Stream<Map.Entry<String, Integer>> everyPort() {
    return Stream.concat(
        PORTS.http().entrySet().stream()
            .map(service -> Map.entry(service.getKey().module(), service.getValue())),
        Stream.of(
            Map.entry("calls that switches send over a socket", PORTS.esl()),
            Map.entry("CGRateS's JSON-RPC", PORTS.cgrates()),
            Map.entry("Kafka", PORTS.kafka()),
            Map.entry("PostgreSQL", PORTS.postgres())));
  }

  @ParameterizedTest
  @MethodSource("everyPort")
  void a_port_in_use_is_named(Map.Entry<String, Integer> port) throws IOException {
    // Given
    boolean isDatabases = port.getValue() == PORTS.postgres();
    Options options =
        new Options(folder, false, List.of(), isDatabases ? "127.0.0.1:9" : null, null);

    try (ServerSocket taken = listener(port.getValue())) {
      // Then
      assertThatThrownBy(() -> new Installation(folder, options, PORTS))
          .isInstanceOf(CannotStart.class)
          .hasMessage(
              "port " + taken.getLocalPort() + ", needed for " + port.getKey() + ", is in use.");
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void a_port_in_use_ends_the_command_with_one_line() throws Exception {
    // Given: taken by us, or by somebody else before
    int port = Objects.requireNonNull(Ports.usual().http().get(Service.GATEWAY));
    try (ServerSocket ours = new ServerSocket()) {
      bindIfFree(ours, port);

      // Then
      assertRefusal(Map.of(), "strowger: port 8081, needed for gateway-esl, is in use.");
    }
  }

  @Test
  void a_missing_codec_ends_the_command_with_its_package() throws Exception {
    // Given: a library path on which these are no libraries
    Path libraries = Files.createDirectory(folder.resolve("libraries"));
    Files.createFile(libraries.resolve("libopencore-amrnb.so.0"));
    Files.createFile(libraries.resolve("libvo-amrwbenc.so.0"));

    // Then
    assertRefusal(
        Map.of("LD_LIBRARY_PATH", libraries.toString()),
        "strowger: AMR codecs are missing; install them with: sudo apt-get install"
            + " libopencore-amrnb0 libvo-amrwbenc0");
  }

  private void assertRefusal(Map<String, String> environment, String words) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Main.class.getName(),
            folder.toString(),
            "--data",
            folder.resolve("data").toString());
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said.strip()).isEqualTo(words);
    assertThat(process.waitFor()).isEqualTo(1);
  }

  private static ServerSocket listener(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return socket;
  }

  private static void bindIfFree(ServerSocket socket, int port) throws IOException {
    try {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (java.net.BindException taken) {
      assertThat(taken).hasMessageContaining("in use");
    }
  }
}
