package io.strowger.gateway.adapter.esl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** An endpoint such as stunnel before a switch, which may take its time over a connection. */
final class TlsEndpoint implements AutoCloseable {
  static final String NAME = "fs1.example";

  private static final String STORE_PASSWORD = "changeit";

  private final Path folder;
  private final int behind;
  private final SSLServerSocket listener;
  private final List<Socket> accepted = new CopyOnWriteArrayList<>();
  private volatile CountDownLatch stalled = new CountDownLatch(0);

  /**
   * An endpoint that listens.
   *
   * @param folder for its certificate
   * @param behind the port that it brings connections to
   */
  TlsEndpoint(Path folder, int behind) throws Exception {
    this.folder = folder;
    this.behind = behind;
    keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=fs1", "-ext", "SAN=dns:" + NAME);
    keytool("-exportcert", "-rfc", "-file", certificate().toString());
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve("store.p12"))) {
      store.load(in, STORE_PASSWORD.toCharArray());
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, STORE_PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    listener =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  Path certificate() {
    return folder.resolve("fs1.pem");
  }

  InetAddress host() {
    return listener.getInetAddress();
  }

  int port() {
    return listener.getLocalPort();
  }

  /** How many connections were ever taken. */
  int accepted() {
    return accepted.size();
  }

  /** The next connection's greeting waits until told to go on. */
  CountDownLatch stallNext() {
    CountDownLatch goOn = new CountDownLatch(1);
    stalled = goOn;
    return goOn;
  }

  boolean isOpen(int connection) {
    return !accepted.get(connection).isClosed();
  }

  void cut(int connection) throws IOException {
    accepted.get(connection).close();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        SSLSocket one = (SSLSocket) listener.accept();
        CountDownLatch goOn = stalled;
        stalled = new CountDownLatch(0);
        accepted.add(one);
        Thread.ofVirtual().start(() -> serve(one, goOn));
      } catch (IOException closed) {
        // the test is over
      }
    }
  }

  private void serve(SSLSocket one, CountDownLatch goOn) {
    try (one;
        Socket inner = new Socket(InetAddress.getLoopbackAddress(), behind)) {
      goOn.await();
      one.startHandshake();
      Thread.ofVirtual().start(() -> bring(inner, one));
      one.getInputStream().transferTo(inner.getOutputStream());
    } catch (IOException ended) {
      // by either side
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void bring(Socket from, Socket to) {
    try (to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException ended) {
      // by either side
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket one : accepted) {
      one.close();
    }
  }

  private void keytool(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
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
