package io.strowger.gateway.adapter.esl;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Whom a TLS endpoint before a switch must prove to be. mod_event_socket has no TLS itself.
 *
 * @param certificates a PEM file of those to trust; absent for the Java runtime's own
 * @param serverName the name that must stand in its certificate; absent for the host's
 */
public record TlsTrust(@Nullable Path certificates, @Nullable String serverName) {

  /** Speaks TLS over a connected socket; it is closed with it. */
  Socket over(Socket plain, String host) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, certificates == null ? null : trusted(certificates), null);
      String name = serverName == null ? host : serverName;
      SSLSocket socket =
          (SSLSocket) context.getSocketFactory().createSocket(plain, name, plain.getPort(), true);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      parameters.setServerNames(indication(name));
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return socket;
    } catch (GeneralSecurityException unusable) {
      throw new IOException("TLS cannot be used: " + unusable.getMessage(), unusable);
    }
  }

  /**
   * A name with an underscore, which a host of a container network may have, cannot be asked for.
   */
  private static List<SNIServerName> indication(String name) {
    if (name.matches("[0-9.]+|.*:.*")) {
      return List.of();
    }
    try {
      return List.of(new SNIHostName(name));
    } catch (IllegalArgumentException noHostName) {
      return List.of();
    }
  }

  private static javax.net.ssl.TrustManager[] trusted(Path file)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(file)) {
      int number = 0;
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("trusted-" + number++, one);
      }
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }
}
