package io.strowger.testkit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether a container engine answers on this machine. Asked directly at its socket, because
 * Testcontainers' own search takes many seconds where there is none.
 */
public final class ContainerEngine {

  private static final String DEFAULT_ENGINE = "unix:///var/run/docker.sock";

  private ContainerEngine() {}

  /** True when the engine of {@code DOCKER_HOST}, or of the default socket, answers a ping. */
  public static boolean answers() {
    String configured = System.getenv("DOCKER_HOST");
    String engine = configured == null || configured.isBlank() ? DEFAULT_ENGINE : configured;
    try {
      URI uri = URI.create(engine);
      return switch (String.valueOf(uri.getScheme())) {
        case "unix" ->
            Files.exists(Path.of(uri.getPath()))
                && pings(UnixDomainSocketAddress.of(uri.getPath()));
        case "tcp" -> pings(new InetSocketAddress(uri.getHost(), uri.getPort()));
        default -> false;
      };
    } catch (IOException | IllegalArgumentException unreachable) {
      return false;
    }
  }

  private static boolean pings(SocketAddress address) throws IOException {
    try (SocketChannel channel = SocketChannel.open(address)) {
      channel.write(
          ByteBuffer.wrap("GET /_ping HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
      ByteBuffer answer = ByteBuffer.allocate(64);
      channel.read(answer);
      return new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII)
          .contains(" 200");
    }
  }
}
