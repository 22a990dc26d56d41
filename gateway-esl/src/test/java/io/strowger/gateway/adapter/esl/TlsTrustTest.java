package io.strowger.gateway.adapter.esl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An endpoint such as stunnel, which greets as an event socket does. */
class TlsTrustTest {
  private static final String GREETING = "Content-Type: auth/request\n\n";
  private static final String STORE_PASSWORD = "changeit";

  @TempDir Path folder;
  private SSLServerSocket endpoint;

  @BeforeEach
  void open() throws Exception {
    keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=fs1", "-ext", "SAN=dns:fs1.example");
    keytool("-exportcert", "-rfc", "-file", folder.resolve("fs1.pem").toString());
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve("store.p12"))) {
      store.load(in, STORE_PASSWORD.toCharArray());
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, STORE_PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    endpoint =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::greet);
  }

  @AfterEach
  void close() throws Exception {
    endpoint.close();
  }

  @Test
  void hears_an_endpoint_whose_certificate_and_name_it_trusts() throws Exception {
    assertThat(heardBy(new TlsTrust(folder.resolve("fs1.pem"), "fs1.example"))).isEqualTo(GREETING);
  }

  @Test
  void trusts_no_other_name_and_no_unknown_certificate() {
    assertThatThrownBy(() -> heardBy(new TlsTrust(folder.resolve("fs1.pem"), "fs2.example")))
        .isInstanceOf(SSLException.class);
    assertThatThrownBy(() -> heardBy(new TlsTrust(null, "fs1.example")))
        .isInstanceOf(SSLException.class);
  }

  @Test
  void an_address_says_whether_tls_is_spoken_there() {
    assertThat(SwitchAddress.parse("fs1=tls://192.0.2.10:8022").tls()).isNotNull();
    assertThat(SwitchAddress.parse("fs1=192.0.2.10:8022").tls()).isNull();
  }

  private @Nullable String heardBy(TlsTrust trust) throws IOException {
    try (Socket plain = new Socket(endpoint.getInetAddress(), endpoint.getLocalPort());
        Socket spoken = trust.over(plain, "127.0.0.1")) {
      return new String(spoken.getInputStream().readNBytes(GREETING.length()));
    }
  }

  private void greet() {
    while (!endpoint.isClosed()) {
      try (Socket accepted = endpoint.accept()) {
        accepted.getOutputStream().write(GREETING.getBytes());
      } catch (IOException refused) {
        // the other side does not trust us
      }
    }
  }

  private void keytool(String... arguments) throws Exception {
    List<String> command =
        new java.util.ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(List.of(arguments));
    command.addAll(
        List.of(
            "-alias",
            "fs1",
            "-keystore",
            folder.resolve("store.p12").toString(),
            "-storepass",
            STORE_PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(said).isZero();
  }
}
