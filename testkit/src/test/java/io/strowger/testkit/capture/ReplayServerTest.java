package io.strowger.testkit.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayServerTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1448, 65_536})
  void gives_the_identical_bytes_in_chunks_of_any_size(int chunk) throws IOException {
    // Given
    Capture capture = Capture.load("inbound-json-park-bridge-answer-hangup");
    Replay replay = Replay.asFastAsPossible().inChunksOf(chunk, chunk + 2);

    // When
    byte[] received;
    try (ReplayServer server = ReplayServer.start(capture, replay);
        Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      client.getOutputStream().write("auth secret\n\n".getBytes(StandardCharsets.US_ASCII));
      received = client.getInputStream().readNBytes(capture.fromSwitch().length);
    }

    // Then
    assertThat(received).isEqualTo(capture.fromSwitch());
  }

  @ParameterizedTest
  @ValueSource(strings = {"inbound-auth-refused", "inbound-json-park-bridge-answer-hangup"})
  void commands_release_what_followed_them_and_the_switch_closes_in_the_end(String name)
      throws IOException {
    // Given
    Capture capture = Capture.load(name);
    Replay replay = Replay.asFastAsPossible().awaitingCommands();
    ByteArrayOutputStream received = new ByteArrayOutputStream();

    // When
    try (ReplayServer server = ReplayServer.start(capture, replay);
        Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      client.getOutputStream().write(capture.toSwitch());
      client.getInputStream().transferTo(received);
    }

    // Then
    assertThat(received.toByteArray()).isEqualTo(capture.fromSwitch());
  }
}
