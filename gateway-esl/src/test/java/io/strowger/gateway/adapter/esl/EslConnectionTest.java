package io.strowger.gateway.adapter.esl;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.gateway.control.Submitted;
import io.strowger.gateway.esl.EslRequest;
import io.strowger.gateway.esl.Frame;
import io.strowger.gateway.session.Session;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class EslConnectionTest {
  private static final int MORE_THAN_ANY_SOCKET_HOLDS = 10_000;
  private static final Duration UNTIL_NOTHING_MOVES = Duration.ofSeconds(3);

  @TempDir Path folder;

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void gives_up_a_switch_behind_tls_that_reads_nothing_without_waiting_for_it() throws Exception {
    // Given
    EslRequest request = EslRequest.api("x".repeat(4_000));
    TlsTrust trust = new TlsTrust(folder.resolve("fs1.pem"), TlsEndpoint.NAME);
    try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        TlsEndpoint endpoint = new TlsEndpoint(folder, mute.getLocalPort());
        Socket plain = new Socket(endpoint.host(), endpoint.port())) {
      EslConnection connection =
          new EslConnection(
                  trust.over(plain, "127.0.0.1"),
                  "west",
                  Clock.systemUTC(),
                  new ReentrantLock(),
                  wire -> new Listening())
              .carriedBy(plain);
      Thread serving = Thread.ofVirtual().start(connection::serve);
      for (int i = 0; i < MORE_THAN_ANY_SOCKET_HOLDS; i++) {
        connection.send(request);
      }
      Awaitility.await().pollDelay(UNTIL_NOTHING_MOVES).until(() -> !connection.isClosed());

      // When
      connection.close(SwitchLink.STOPS);

      // Then
      serving.join();
      assertThat(plain.isClosed()).isTrue();
    }
  }

  /** Says nothing of its own. */
  private static final class Listening implements Session {
    @Override
    public void opened(Instant now) {}

    @Override
    public void frame(Frame frame, Instant now) {}

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void submit(Submitted submitted, Instant now) {}

    @Override
    public void silent(Instant now) {}

    @Override
    public void tick(Instant now) {}

    @Override
    public void closed(Instant now) {}
  }
}
