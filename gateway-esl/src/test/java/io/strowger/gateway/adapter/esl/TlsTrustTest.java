package io.strowger.gateway.adapter.esl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strowger.testkit.simulator.SwitchSimulator;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTrustTest {
  private static final String GREETING = "Content-Type: auth/request\n\n";

  @TempDir Path folder;
  private SwitchSimulator simulated;
  private TlsEndpoint endpoint;

  @BeforeEach
  void open() throws Exception {
    simulated = SwitchSimulator.start();
    endpoint = new TlsEndpoint(folder, simulated.port());
  }

  @AfterEach
  void close() throws Exception {
    endpoint.close();
    simulated.close();
  }

  @Test
  void hears_an_endpoint_whose_certificate_and_name_it_trusts() throws Exception {
    assertThat(heardBy(new TlsTrust(endpoint.certificate(), TlsEndpoint.NAME))).isEqualTo(GREETING);
  }

  @Test
  void trusts_no_other_name_and_no_unknown_certificate() {
    assertThatThrownBy(() -> heardBy(new TlsTrust(endpoint.certificate(), "fs2.example")))
        .isInstanceOf(SSLException.class);
    assertThatThrownBy(() -> heardBy(new TlsTrust(null, TlsEndpoint.NAME)))
        .isInstanceOf(SSLException.class);
  }

  @Test
  void asks_for_no_name_where_the_name_can_be_none() {
    assertThatThrownBy(() -> heardBy(new TlsTrust(endpoint.certificate(), "fs_1")))
        .isInstanceOf(SSLException.class)
        .hasMessageContaining("fs_1");
  }

  @Test
  void an_address_says_whether_tls_is_spoken_there() {
    assertThat(SwitchAddress.parse("fs1=tls://192.0.2.10:8022").tls()).isNotNull();
    assertThat(SwitchAddress.parse("fs1=192.0.2.10:8022").tls()).isNull();
  }

  private String heardBy(TlsTrust trust) throws IOException {
    try (Socket plain = new Socket(endpoint.host(), endpoint.port());
        Socket spoken = trust.over(plain, "127.0.0.1")) {
      return new String(spoken.getInputStream().readNBytes(GREETING.length()));
    }
  }
}
